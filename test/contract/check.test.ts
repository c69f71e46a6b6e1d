import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../cli/configuration/read-configuration";
import { judgeProgram } from "../../cli/judge-program";
import { isRefusal } from "../../policies/plan/program";
import { root } from "../../toolchain/checkout";
import { presetFile, presetNames } from "../../toolchain/docs/presets";
import type { PolicyConfiguration, SentResource } from "../../toolchain/wire/analyzer";
import { PROGRAMS } from "../programs/all";
import { FULL } from "../support/full";
import { usePolicyServer } from "../support/policy-server";
import type { Registered } from "../support/program/engine";
import { readProgram } from "../support/read-program";
import { exported, recorded, registered } from "../support/stacks";
import { isTried } from "../support/tried";

// The command judges files without the engine. Here the pack, in the process that the engine would start, receives what the engine
// would send for the same file and configuration: both must report the same findings, word by word.
const server = usePolicyServer();
const today = new Date().toISOString().slice(0, 10);
const inAMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const accepted = { reason: "It is shut down in the summer.", expires: inAMonth };
const CONFIGURATIONS: readonly [string, string][] = [
  ["no configuration", "{}"],
  ...presetNames.map((name): [string, string] => [
    `presets/${name}.json`,
    readFileSync(path.join(root, presetFile(name)), "utf8"),
  ]),
  [
    "settings, wrong ones, and some in the wrong place",
    JSON.stringify({
      all: "advisory",
      "nsg-no-classic-inbound": { exemptions: [] },
      settings: {
        enforcementLevel: "mandatory",
        retirementDate: "2027-06-30",
        trustedSources: ["everyone"],
        exemptions: [
          { policy: "*", resource: "nsg", ...accepted },
          { policy: "pool-no-classic-communication", resource: "/subscriptions/*", stack: "dev", ...accepted },
        ],
      },
    }),
  ],
  ["settings disabled", '{"settings": "disabled", "undecided": "mandatory"}'],
];

/** The configuration that the engine derives from the file and passes to the pack. */
function reconciled(text: string, levels: ReadonlyMap<string, string>): Record<string, PolicyConfiguration> {
  const { all, ...policies } = JSON.parse(text);
  return Object.fromEntries(
    [...levels].map(([name, level]) => {
      const given = typeof policies[name] === "string" ? { enforcementLevel: policies[name] } : policies[name];
      return [name, { enforcementLevel: all ?? level, ...given }];
    }),
  );
}

function sent(resource: Registered, properties: SentResource["properties"]): SentResource {
  const { urn, type, name, parent, dependencies, propertyDependencies } = resource;
  return { urn, type, name, properties, parent, dependencies, propertyDependencies } as SentResource;
}

async function judgedByPack(resources: readonly Registered[]) {
  const found = [];
  for (const resource of resources) found.push(...(await server().analyze(sent(resource, resource.inputs as never))));
  found.push(...(await server().analyzeStack(resources.map((each) => sent(each, each.outputs as never)))));
  const urns = new Set(resources.map(({ urn }) => urn));
  return found.map(({ policyName, level, severity, urn, message }) => {
    return { policy: policyName, level, severity, urn: urns.has(urn) ? urn : "the stack", message };
  });
}

function judgedByCommand(content: object, configuration: string) {
  const program = readProgram(JSON.stringify(content), "the test");
  if (isRefusal(program)) throw new Error(program.refused);
  const given = readConfiguration(Buffer.from(configuration)).configuration;
  return judgeProgram("the test", program, given, today).findings.map(({ evidence: _, urn, ...finding }) => {
    return { ...finding, urn: urn.includes("::pulumi:pulumi:Stack::") ? "the stack" : urn };
  });
}

const sorted = (findings: readonly object[]) =>
  findings.map((finding) => JSON.stringify(finding, ["policy", "level", "severity", "urn", "message"])).sort();

/** A normal run tests each configuration with one in this many programs. */
const SPARSE = 3;

describe.each(CONFIGURATIONS.map(([what, text]) => [what, text] as const))("with %s", (what, configuration) => {
  test("the command reports the same as the pack for every program", async () => {
    const { policies } = await server().describe();
    await server().configure(reconciled(configuration, new Map(policies.map(({ name, level }) => [name, level]))));
    let findings = 0;
    for (const { title, program } of PROGRAMS.filter((each) => isTried(`${what}: ${each.title}`, SPARSE))) {
      for (const shown of ["state", "preview"] as const) {
        // A state contains resources that the program only reads, to which others may add; the engine does not send these to a pack.
        if (shown === "state" && Object.values(program).some(({ existing }) => existing)) continue;
        const resources = registered(program, shown);
        const content = shown === "state" ? exported(resources) : recorded(resources);
        const expected = sorted(await judgedByPack(resources));
        expect(sorted(judgedByCommand(content, configuration)), `${title}, ${shown}`).toEqual(expected);
        findings += expected.length;
      }
    }
    expect(findings).toBeGreaterThan(FULL ? 50 : 10);
  });
});

test("the recommended preset changes nothing", () => {
  const recommended = readFileSync(path.join(root, presetFile("recommended")), "utf8");
  for (const { program } of PROGRAMS) {
    const content = exported(registered(program, "state"));
    expect(judgedByCommand(content, recommended)).toEqual(judgedByCommand(content, "{}"));
  }
});
