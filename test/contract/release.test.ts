// Over 200 lines: the steps of one workflow, in its order.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { presetFile, presetNames, presetText } from "../../toolchain/docs/presets";
import { parse, type Workflow } from "../support/ci-files";
import { useFakes } from "../support/fakes";
import { lint } from "../support/lint-ci";
import { runCommand } from "../support/run-command";

// How a version is released: the tests run each script of the workflow, with npm and gh replaced by fakes that record their calls.

const name = ".github/workflows/release.yml";
const text = readFileSync(path.join(root, name), "utf8");
const { jobs } = parse({ name, text }) as Workflow;

function script(step: string): string {
  const found = jobs.release?.steps.find((each) => each.name === step)?.run;
  if (found === undefined) throw new Error(`There is no step "${step}".`);
  return found;
}

/** A checkout on a runner. `run` runs a step of the workflow in it. */
function useRunner() {
  const { bash, lay, ...fakes } = useFakes();
  mkdirSync(path.join(fakes.folder, "temp"));
  const environment = {
    RUNNER_TEMP: path.join(fakes.folder, "temp"),
    GITHUB_REF_NAME: "v1.2.3",
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "owner/azure-batch-guard",
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  return {
    ...fakes,
    lay,
    run: (step: string, more: NodeJS.ProcessEnv = {}) =>
      bash(["--noprofile", "--norc", "-eo", "pipefail", "-c", script(step)], { ...environment, ...more }),
    git: (...args: string[]) => {
      const identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"];
      return execFileSync("git", [...identity, ...args], { cwd: fakes.folder, encoding: "utf8" }).trim();
    },
    read: (file: string) => readFileSync(path.join(fakes.folder, file), "utf8"),
  };
}

test("GitHub understands the workflow", async () => {
  expect(await lint({ name, kind: "workflow", text })).toEqual([]);
});

test("it runs for tags of versions, with the right to sign, and a token of npm nowhere", () => {
  const workflow = parse({ name, text });
  expect(workflow.on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.jobs.release.permissions).toEqual({ contents: "write", "id-token": "write" });
  expect(text).not.toContain("secrets.");
});

test("nothing is published before everything is checked and tested", () => {
  const scripts = jobs.release?.steps.flatMap(({ run, name: title }) => (run === undefined ? [] : [title]));
  expect(scripts).toEqual([
    "Check the version and the change log",
    "Test",
    "Look for known faults of the packages that come along",
    "Check that the change log tells each level that has changed",
    "Publish to npm",
    "Write the bill of materials",
    "Tell the release",
    "Move the tag of the major version",
  ]);
  expect(script("Test")).toBe(".ci/run");
  expect(script("Look for known faults of the packages that come along")).toBe("npm audit --omit=dev");
});

describe("the version and the change log", () => {
  const { lay, read, run } = useRunner();
  const log = (...sections: string[]) => `# Changelog\n\n## [Unreleased]\n\n${sections.join("\n\n")}\n`;
  const check = (version: string, changelog: string) => {
    lay({ "package.json": { version }, "CHANGELOG.md": changelog });
    return run("Check the version and the change log");
  };

  test("agree: the notes of the release are its section of the change log", async () => {
    const ours = "## [1.2.3] - 2026-05-01\n\n### Added\n\n- New.";
    const { status, stdout } = await check(
      "1.2.3",
      log(ours, "## [1.2.30] - 2026-04-01\n\n- Other.", "## [1.2.2]\n\n- Old."),
    );
    expect([status, stdout]).toEqual([0, ""]);
    expect(read("temp/notes.md").trim()).toBe("### Added\n\n- New.");
  });

  test.each([
    [
      "another version",
      "1.2.4",
      log("## [1.2.3]\n\n- New."),
      "::error::The tag is v1.2.3, and package.json says 1.2.4.",
    ],
    ["no section", "1.2.3", log("## [1.2.30]\n\n- New."), "::error::CHANGELOG.md says nothing under ## [1.2.3]."],
    [
      "an empty section",
      "1.2.3",
      log("## [1.2.3]", "## [1.2.2]\n\n- Old."),
      "::error::CHANGELOG.md says nothing under ## [1.2.3].",
    ],
  ])("disagree: %s", async (_what, version, changelog, sentence) => {
    expect(await check(version, changelog)).toMatchObject({ status: 1, stdout: `${sentence}\n` });
  });
});

describe("the levels that have changed", () => {
  const { calls, fake, git, lay, run } = useRunner();
  const step = "Check that the change log tells each level that has changed";
  fake("npm", `process.stdout.write("- one\\n- [two]* \`x\`\\n");`);
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "-m", "one");
  git("tag", "v1.2.3");

  test("are all of them in the first version, which is not compared", async () => {
    lay({ "temp/notes.md": "" });
    expect(await run(step)).toMatchObject({ status: 0, stdout: "This is the first version.\n" });
    expect(calls()).toEqual([]);
  });

  test("are written in whole lines, or the release stops", async () => {
    git("tag", "--delete", "v1.2.3");
    for (const tag of ["v1.2.2", "v1", "nightly"]) git("tag", tag);
    git("commit", "--quiet", "--allow-empty", "-m", "two");
    git("tag", "v1.2.3");
    lay({ "temp/notes.md": "- one\n- [two]* `x`\n" });
    expect(await run(step)).toMatchObject({ status: 0, stdout: "" });
    expect(calls().at(-1)).toEqual(["npm", "run", "--silent", "changes", "--", "--since", "v1.2.2"]);
    lay({ "temp/notes.md": "- one more\n- [two]* `x`\n" });
    expect(await run(step)).toMatchObject({ status: 1, stdout: "::error::CHANGELOG.md lacks this line: - one\n" });
  });

  test("stop the release where they cannot be determined", async () => {
    fake("npm", "return 1;");
    expect((await run(step)).status).toBe(1);
  });
});

test("the package is published with its provenance, which names the repository", async () => {
  const { calls, fake, run } = runner;
  fake("npm", "");
  expect((await run("Publish to npm")).status).toBe(0);
  const repository = ["repository.type=git", "repository.url=git+https://github.example/owner/azure-batch-guard.git"];
  expect(calls()).toEqual([
    ["npm", "pkg", "set", ...repository],
    ["npm", "publish", "--provenance", "--access", "public"],
  ]);
});

test("the release is published, and the tag of its major version moved to it", async () => {
  const { calls, fake, folder, git, run } = runner;
  fake("gh", "");
  expect((await run("Tell the release")).status).toBe(0);
  const notes = ["--title", "v1.2.3", "--notes-file", path.join(folder, "temp", "notes.md")];
  const bill = path.join(folder, "temp", "azure-batch-guard.cdx.json");
  expect(calls()).toEqual([["gh", "release", "create", "v1.2.3", "--verify-tag", ...notes, bill]]);

  git("init", "--quiet", "--bare", "remote.git");
  git("init", "--quiet", "--initial-branch", "main");
  git("remote", "add", "origin", path.join(folder, "remote.git"));
  for (const message of ["one", "two"]) {
    git("commit", "--quiet", "--allow-empty", "-m", message);
    const commit = git("rev-parse", "HEAD");
    const { status, stderr } = await run("Move the tag of the major version", { GITHUB_SHA: commit });
    expect(status, stderr).toBe(0);
    expect(git("ls-remote", "origin", "refs/tags/*")).toBe(`${commit}\trefs/tags/v1`);
  }
  // A fix for an older version does not move the tag.
  const before = git("ls-remote", "origin", "refs/tags/*");
  git("tag", "v1.10.0");
  git("commit", "--quiet", "--allow-empty", "-m", "three");
  const commit = git("rev-parse", "HEAD");
  expect((await run("Move the tag of the major version", { GITHUB_SHA: commit })).status).toBe(0);
  expect(git("ls-remote", "origin", "refs/tags/*")).toBe(before);
});

const runner = useRunner();

describe("npm run changes", () => {
  const { git, folder, lay } = useRunner();
  const presets = Object.fromEntries(presetNames.map((each) => [presetFile(each), presetText(each)]));
  const changed = presetText("recommended")
    .replace('"nsg-no-mixed-rules": "advisory"', '"nsg-no-mixed-rules": "disabled"')
    .replace('"undecided"', '"gone": "mandatory",\n  "undecided"');
  git("init", "--quiet");
  lay({ ...presets, "presets/recommended.json": changed });
  git("add", "presets");
  git("commit", "--quiet", "-m", "one");
  git("tag", "v0.0.1");
  const changes = (...args: string[]) => runCommand(["changes", ...args], { GIT_DIR: path.join(folder, ".git") });

  test("lists the levels that changed since a version, the stricter ones first", async () => {
    expect(await changes("--since", "v0.0.1")).toEqual({
      status: 0,
      stdout: [
        "- `recommended`: `nsg-no-mixed-rules` is advisory; it was disabled.\n",
        "- `recommended`: `gone` is gone; it was mandatory.\n",
      ].join(""),
      stderr: "",
    });
  });

  test.each([
    ["a version that does not exist", ["--since", "v9.9.9"], "There is no version v9.9.9 in this repository.\n"],
    ["no version", [], '"npm run changes" needs the version before: --since TAG.\n'],
  ])("refuses %s", async (_what, args, stderr) => {
    expect(await changes(...args)).toEqual({ status: 1, stdout: "", stderr });
  });
});
