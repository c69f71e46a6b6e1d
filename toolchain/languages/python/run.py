"""Runs the Pulumi program in the current directory, with the settings that a language host gives as PULUMI_* variables."""

import asyncio
import json
import os
import runpy
import sys
import traceback

import pulumi
import pulumi.runtime

# The engine has the error already; the language host has nothing to add.
FAILED_AND_SAID_SO = 32

environment = os.environ
pulumi.runtime.configure(
    pulumi.runtime.Settings(
        monitor=environment["PULUMI_MONITOR"],
        engine=environment["PULUMI_ENGINE"],
        project=environment["PULUMI_PROJECT"],
        stack=environment["PULUMI_STACK"],
        organization=environment["PULUMI_ORGANIZATION"],
        root_directory=environment["PULUMI_ROOT_DIRECTORY"],
        parallel=int(environment["PULUMI_PARALLEL"]),
        dry_run=environment["PULUMI_DRY_RUN"] == "true",
    )
)
pulumi.runtime.set_all_config(
    json.loads(environment["PULUMI_CONFIG"]), json.loads(environment["PULUMI_CONFIG_SECRET_KEYS"])
)
sys.path.insert(0, os.getcwd())
# Nothing is written beside the program.
sys.dont_write_bytecode = True

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(
        pulumi.runtime.run_in_stack(lambda: runpy.run_path("__main__.py", run_name="__main__"))
    )
except Exception:
    pulumi.log.error("Program failed with an unhandled exception:\n" + traceback.format_exc())
    loop.run_until_complete(asyncio.sleep(0))
    sys.exit(FAILED_AND_SAID_SO)
