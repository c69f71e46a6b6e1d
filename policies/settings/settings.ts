import { snapshot } from "./estate-kind";
import { type Exemption, exemptionKind } from "./exemption";
import {
  address,
  date,
  days,
  glob,
  type Kind,
  levelKept,
  listOf,
  nextHop,
  type Problem,
  policyName,
  type Reading,
} from "./kind";
import { isObject, reportUnknown, valueAt } from "./record";

interface Setting<T> {
  readonly kind: Kind<T>;
  readonly default: T;
  /** Its purpose, as a sentence. */
  readonly about: string;
}

/** Everything that a user can configure. The type, the schema, the defaults and the documentation come from here. */
export const SETTINGS = {
  /** The last day on which Azure Batch supports classic node communication, `yyyy-mm-dd`, UTC. */
  retirementDate: setting({
    kind: date,
    // https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
    default: "2026-03-31",
    about: "The last day on which Azure Batch supports classic node communication, in UTC.",
  }),
  /** Patterns for subnets that contain Batch nodes although no pool of the program uses them. */
  batchSubnets: setting({
    kind: listOf(glob("a pattern for the name in the program, the Azure name, the URN or the ARM id of a subnet")),
    default: [],
    about: "Subnets that hold Batch nodes although no pool in the program says so.",
  }),
  /** Patterns for network security groups that filter traffic of Batch nodes although no pool of the program uses them. */
  batchSecurityGroups: setting({
    kind: listOf(glob("a pattern for the name in the program, the Azure name, the URN or the ARM id of an NSG")),
    default: [],
    about: "Network security groups that guard Batch nodes although no pool in the program says so.",
  }),
  /** Addresses and prefixes from which inbound traffic is accepted. */
  trustedSources: setting({
    kind: listOf(address),
    default: [],
    about: "Addresses of your own from which inbound traffic to Batch nodes is accepted, public ones included.",
  }),
  /** Addresses and prefixes of appliances that are known to forward the Batch traffic, or `VirtualNetworkGateway`. */
  trustedNextHops: setting({
    kind: listOf(nextHop),
    default: [],
    about:
      "Next hops (appliances, firewalls, the gateway) that are known to forward the traffic to Batch node management.",
  }),
  /** A snapshot of resources outside of the program. */
  estate: setting({
    kind: snapshot,
    default: undefined,
    about: "What is known of networks, accounts and pools outside of the program.",
  }),
  /** The maximum age of the data in the estate, in days. */
  estateMaxAge: setting({
    kind: days,
    default: 7,
    about: "How many days old what the estate says may be; what is older leaves verdicts undecided.",
  }),
  /** Whether findings that depend on the estate can block a deployment. */
  estateFindings: setting({
    kind: levelKept,
    default: "as configured",
    about: "Whether findings that rest on the estate have the level of their policy, or are advisory.",
  }),
  /** Policies whose findings cannot be exempted; `*` for all. */
  notExemptable: setting({
    kind: listOf(policyName([])),
    default: [],
    about: "Policies that no exemption applies to, or * for all.",
  }),
  /** Findings that are accepted until a date. */
  exemptions: setting({
    kind: listOf(exemptionKind),
    default: [],
    about: "Findings that are accepted until a date, each with a reason.",
  }),
};

type Values = { readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never };

/** The configuration of a user, after validation. */
export interface Settings extends Values {
  /** The parts that cannot be used: the default applies instead, or the element is omitted from its list. */
  readonly problems: readonly Problem[];
}

/** The settings without any configuration. */
export const DEFAULT_SETTINGS: Settings = Object.freeze({
  ...(mapSettings(({ default: value }) => value) as Values),
  problems: [],
});

/**
 * Reads the configuration of the policy `settings`. Never throws: parts that cannot be used are in `problems`, and their
 * default applies; in a list, only the wrong element is omitted.
 */
export function readSettings(raw: unknown, world: Omit<Reading, "problem">): Settings {
  const problems: Problem[] = [];
  const reading: Reading = { ...world, problem: (problem) => problems.push(problem) };
  if (raw === undefined || raw === null) return DEFAULT_SETTINGS;
  if (!isObject(raw)) {
    const accepts = `an object with ${Object.keys(SETTINGS).join(", ")}`;
    return {
      ...DEFAULT_SETTINGS,
      problems: [{ at: "settings", found: "is not an object", meant: undefined, accepts }],
    };
  }
  reportUnknown(raw, Object.keys(SETTINGS), "", reading);
  const values = mapSettings(({ kind, default: fallback }, name) => {
    const given = valueAt(raw, name);
    return given === undefined ? fallback : (kind.read(given, name, reading) ?? fallback);
  }) as Values;
  return { ...values, exemptions: permitted(values, reading), problems };
}

/** The exemptions without those for a policy that the same configuration marks as not exemptable. */
function permitted({ exemptions, notExemptable }: Values, reading: Reading): readonly Exemption[] {
  return exemptions.filter(({ policy, at }) => {
    const refused = notExemptable.includes("*") || (policy !== "*" && notExemptable.includes(policy));
    const accepts = "the name of a policy that notExemptable does not list";
    if (refused) {
      reading.problem({
        at: `${at}.policy`,
        found: `"${policy}" is not exemptable`,
        meant: undefined,
        accepts,
      });
    }
    return !refused;
  });
}

/** The description of a setting, for its page and for the form that Pulumi shows. */
export interface SettingSchema {
  readonly description: string;
  readonly default?: string | number | object;
}

/**
 * The schema of the settings, as Pulumi expects it. It has no types on purpose: with types, the engine rejects a wrong value with
 * an error of its own, whatever enforcement level the policy has, and judges nothing.
 */
export function settingsSchema(): { readonly [name: string]: SettingSchema } {
  return mapSettings(({ kind, default: value, about }) => ({
    description: `${about} Accepts ${kind.accepts}.`,
    ...(value === undefined ? {} : { default: value }),
  })) as { readonly [name: string]: SettingSchema };
}

function setting<T>(parts: Setting<T>): Setting<T> {
  return parts;
}

function mapSettings(map: (setting: Setting<unknown>, name: string) => unknown): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, each]) => [name, map(each as Setting<unknown>, name)]),
  );
}
