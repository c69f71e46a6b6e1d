import { afterEach, describe, expect, test, vi } from "vitest";
import type * as addressSet from "../../policies/network/address-set";
import type * as addressText from "../../policies/network/address-text";
import type * as defaultRules from "../../policies/network/default-rules";
import type * as packetBox from "../../policies/network/packet-box";
import type * as portSet from "../../policies/network/port-set";
import type * as ruleFields from "../../policies/network/rule-fields";
import type * as ruleOrder from "../../policies/network/rule-order";
import type * as ruleSides from "../../policies/network/rule-sides";
import type * as ruleWalk from "../../policies/network/rule-walk";
import type { SecurityRule } from "../../policies/network/security-rule";
import type * as serviceTags from "../../policies/network/service-tags";
import type * as subnetContext from "../../policies/network/subnet-context";
import type * as tagMeaning from "../../policies/network/tag-meaning";
import type * as examination from "../support/examination";

// Each mutant breaks one module of the evaluator. The oracle's examination must pass for the original evaluator, and fail for every
// mutant: an examination that a mutant passes proves nothing.

const FOLDER = "../../policies/network";

/** Imports the evaluator again, with the mutations, and runs the oracle's examination. */
async function examine(): Promise<string | undefined> {
  return (await vi.importActual<typeof examination>("../support/examination")).firstWrongAnswer();
}

function mutate<M extends object>(file: string, change: (real: M) => Partial<M>): void {
  vi.doMock(`${FOLDER}/${file}`, async (importOriginal) => {
    const real = await importOriginal<M>();
    return { ...real, ...change(real) };
  });
}

/** Changes the rules before they are sorted. */
const reorder = (change: (rule: SecurityRule<unknown>) => SecurityRule<unknown>) =>
  mutate<typeof ruleOrder>("rule-order", ({ stepsFavouring }) => ({
    stepsFavouring: ((rules: SecurityRule<unknown>[], ...rest: [never, never, never, never]) =>
      stepsFavouring(rules.map(change), ...rest)) as typeof stepsFavouring,
  }));

const ANY_PORT = { must: [0, 65536], may: [0, 65536] };

const MUTANTS: Record<string, () => void> = {
  "priorities in reverse": () =>
    mutate<typeof ruleOrder>("rule-order", ({ stepsFavouring }) => ({
      stepsFavouring: ((...given: Parameters<typeof stepsFavouring>) =>
        stepsFavouring(...given).reverse()) as typeof stepsFavouring,
    })),
  "rules in the order of the list": () =>
    reorder((rule) => ({ ...rule, priority: rule.isDefault ? rule.priority : 100 })),
  "Deny is ignored": () => mutate<typeof ruleOrder>("rule-order", () => ({ effectOfRule: () => "Allow" })),
  "a deny anywhere wins": () =>
    mutate<typeof ruleOrder>("rule-order", ({ stepsFavouring }) => ({
      stepsFavouring: ((...given: Parameters<typeof stepsFavouring>) =>
        stepsFavouring(...given).sort((a, b) => b.effect.localeCompare(a.effect))) as typeof stepsFavouring,
    })),
  "no default rules": () => mutate<typeof defaultRules>("default-rules", () => ({ DEFAULT_RULES: [] })),
  "the default rules do not allow the internet": () =>
    mutate<typeof defaultRules>("default-rules", ({ DEFAULT_RULES }) => ({
      DEFAULT_RULES: DEFAULT_RULES.filter(({ name }) => name !== "AllowInternetOutBound"),
    })),
  "VirtualNetwork without routes": () =>
    mutate<typeof subnetContext>("subnet-context", ({ readContext }) => ({
      readContext: (context) => readContext({ ...context, routes: { list: [], complete: true } }),
    })),
  "VirtualNetwork without peers": () =>
    mutate<typeof subnetContext>("subnet-context", ({ readContext }) => ({
      readContext: (context) => readContext({ ...context, peered: { prefixes: [], complete: true } }),
    })),
  "routes leave Internet for certain": () =>
    mutate<typeof subnetContext>("subnet-context", ({ readContext }) => ({
      readContext: (context) => {
        const read = readContext(context);
        return { ...read, readings: [read.readings[1] ?? read.readings[0]] };
      },
    })),
  "only the first prefix of a list counts": () =>
    mutate<typeof addressSet>("address-set", ({ unionAll }) => ({ unionAll: (sets) => unionAll(sets.slice(0, 1)) })),
  "plural properties are not read": () => mutate<typeof ruleFields>("rule-fields", () => ({ readLeaves: () => [] })),
  "a range of ports loses its last": () =>
    mutate<typeof portSet>("port-set", ({ parsePorts }) => ({
      parsePorts: (text) => parsePorts(text.replace(/-(\d+)$/, (_all, last) => `-${Math.max(0, Number(last) - 1)}`)),
    })),
  "a prefix is read one bit too wide": () =>
    mutate<typeof addressText>("address-text", ({ parseCidr }) => ({
      parseCidr: (text) => parseCidr(text.replace(/\/(\d+)$/, (_all, length) => `/${Math.max(0, Number(length) - 1)}`)),
    })),
  "the protocol is not compared": () => reorder((rule) => ({ ...rule, protocol: "*" })),
  "the direction is not compared": () => reorder((rule) => (rule.isDefault ? rule : { ...rule, direction: undefined })),
  "the source is not compared": () => reorder((rule) => (rule.isDefault ? rule : { ...rule, source: anySide(rule) })),
  "source ports are not compared": () => reorder((rule) => ({ ...rule, sourcePorts: ANY_PORT })),
  "destination ports are not compared": () => reorder((rule) => ({ ...rule, destinationPorts: ANY_PORT })),
  "what matches a part decides about the whole": () =>
    mutate<typeof packetBox>("packet-box", () => ({ cutOut: () => undefined })),
  "boxes lose what lies beside them": () =>
    mutate<typeof packetBox>("packet-box", ({ cutOut }) => ({
      cutOut: (box, part, rest) => {
        const all: never[] = [];
        cutOut(box, part, all);
        rest.push(...all.slice(0, 1));
      },
    })),
  "regional tags hold all of Batch": () =>
    mutate<typeof serviceTags>("service-tags", ({ readServiceTag }) => ({
      readServiceTag: (text, cloud) => readServiceTag(text.replace(/^(BatchNodeManagement)\..*/i, "$1"), cloud),
    })),
  "AzureCloud holds nothing of Batch": () =>
    mutate<typeof serviceTags>("service-tags", ({ readServiceTag }) => ({
      readServiceTag: (text, cloud) => readServiceTag(text.replace(/^AzureCloud(\..*)?/i, "Storage"), cloud),
    })),
  "tags of other services hold Batch": () =>
    mutate<typeof serviceTags>("service-tags", ({ readServiceTag }) => ({
      readServiceTag: (text, cloud) => readServiceTag(text.replace(/^Storage(\..*)?/i, "AzureCloud"), cloud),
    })),
  "a tag that is not known holds nothing": () =>
    mutate<typeof tagMeaning>("tag-meaning", ({ extentOf }) => ({
      extentOf: (side, meaning) => {
        const { must } = extentOf(side, meaning);
        return { must, may: must };
      },
    })),
  "application security groups match pool nodes": () =>
    mutate<typeof ruleSides>("rule-sides", ({ readSide }) => ({
      readSide: (...given) => {
        const side = readSide(...given);
        return side.applicationGroup
          ? { ...side, fixed: { must: everyAddress, may: everyAddress }, applicationGroup: false }
          : side;
      },
    })),
  "unknown values match nothing": () =>
    mutate<typeof ruleWalk>("rule-walk", ({ firstMatches }) => ({
      firstMatches: ((box, family, steps, flow, meaning) =>
        firstMatches(
          box,
          family,
          [...steps].map((step) => ({ ...step, catches: "must" as const })),
          flow,
          meaning,
        )) as typeof firstMatches,
    })),
  "unknown values match everything": () =>
    mutate<typeof ruleWalk>("rule-walk", ({ firstMatches }) => ({
      firstMatches: ((box, family, steps, flow, meaning) =>
        firstMatches(
          box,
          family,
          [...steps].map((step) => ({ ...step, catches: "may" as const })),
          flow,
          meaning,
        )) as typeof firstMatches,
    })),
  "an unknown priority comes last": () => reorder((rule) => ({ ...rule, priority: rule.priority ?? 4096 })),
  "an unknown priority comes before the first": () => reorder((rule) => ({ ...rule, priority: rule.priority ?? 0 })),
  "an unknown access denies": () => reorder((rule) => ({ ...rule, access: rule.access ?? "Deny" })),
  "an admin rule that allows delivers": () =>
    reorder((rule) =>
      rule.access === "Allow" && rule.name.startsWith("admin") ? { ...rule, access: "AlwaysAllow" } : rule,
    ),
};

const everyAddress = { v4: [0, 2 ** 32], v6: [0n, 1n << 128n] };
const anySide = (rule: SecurityRule<unknown>) => ({
  ...rule.source,
  ...{ fixed: { must: everyAddress, may: everyAddress }, tags: [], applicationGroup: false },
});

const MODULES = [
  ...[
    "address-set",
    "address-text",
    "default-rules",
    "packet-box",
    "port-set",
    "rule-fields",
    "rule-order",
    "rule-sides",
    "rule-walk",
  ],
  ...["service-tags", "subnet-context", "tag-meaning"],
];

afterEach(() => {
  for (const file of MODULES) vi.doUnmock(`${FOLDER}/${file}`);
  vi.resetModules();
});

describe("the oracle's examination", () => {
  test("passes the evaluator as it is", async () => {
    expect(await examine()).toBeUndefined();
  });

  test.each(Object.entries(MUTANTS))("catches: %s", async (_name, mutant) => {
    vi.resetModules();
    mutant();
    expect(await examine()).toBeDefined();
  });
});
