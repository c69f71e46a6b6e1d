// Over 200 lines: one policy that checks many of Azure's rules for NAT pools.
import { unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import { field, items, numeric, type Property, text } from "../plan/property";
import { ask, either, type Remedy } from "../remedies/remedy";
import type { Pool } from "../topology/pool";
import { quoted, shown } from "../wording/shown";
import { checkPool } from "./lib/check-pool";
import { repeated } from "./lib/repeated";
import { settingsQuestion } from "./lib/settings-question";
import { type Finding, finding, type Rule } from "./rule";

/**
 * Limits of `inboundNatPools`. Source: Microsoft.Batch/Batch/models.tsp in Azure/azure-rest-api-specs; the least number of frontend ports:
 * https://learn.microsoft.com/javascript/api/@azure/batch/batchinboundnatpool
 */
const MOST_POOLS = 5;
const MOST_RULES = 25;
const PRIORITIES = { first: 150, last: 4096 };
const FRONTEND_PORTS = { first: 1, last: 65534 };
const LEAST_FRONTEND_PORTS = 40;
const BACKEND_PORTS = { first: 1, last: 65535 };
/** Ports that Batch reserves. */
const RESERVED_FRONTEND = { first: 50000, last: 55000 };
const RESERVED_BACKEND: readonly number[] = [29876, 29877];

interface NatPool {
  readonly property: Property;
  readonly label: string;
  readonly name: Value<string | undefined>;
  readonly backend: Value<number | undefined>;
  readonly frontend: readonly [first: Value<number | undefined>, last: Value<number | undefined>];
  readonly rules: readonly Property[];
  readonly hiddenRules: Unknown | undefined;
}

export const poolInboundEndpoints: Rule = {
  name: "pool-inbound-endpoints",
  title: "Azure accepts the inbound NAT pools of a Batch pool.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/pool-endpoint-configuration",
  checkEntity: checkPool((pool) => {
    return [...check(pool), ...settingsQuestion(pool, openIn(pool))];
  }),
};

/** The unknown values of NAT pools: Azure may reject each of them. */
function openIn({ natPools, provision }: Pool): readonly Unknown[] {
  if (isUnknown(natPools)) return [natPools];
  if (natPools.length === 0) return [];
  const values = natPools
    .map(toNatPool)
    .flatMap(({ name, backend, frontend, rules, hiddenRules }) => [
      ...[name, backend, ...frontend, hiddenRules],
      ...rules.map((rule) => numeric(field(rule, "priority"))),
    ]);
  return unknownsAmong([text(provision), ...values]);
}

function check(pool: Pool): readonly Finding[] {
  const { natPools, entity } = pool;
  if (isUnknown(natPools) || natPools.length === 0) return [];
  const fault = (property: Property, found: string, change: string | Remedy) =>
    finding({
      urn: entity.resource.urn,
      path: property.path,
      found,
      why: "Azure rejects the pool with an error when it is created or updated.",
      remedies: [typeof change === "string" ? ask(change) : change],
    });
  const read = natPools.map(toNatPool);
  const faults: Finding[] = [];
  if (pool.publicAddresses === "NoPublicIPAddresses") {
    const [first] = natPools as [Property];
    faults.push(
      fault(
        first,
        "The pool has inbound NAT pools but no public IP addresses.",
        either(
          { do: "set property", entity, path: first.path.replace(/(\.inboundNatPools)?\[\d+\]$/, ""), value: null },
          ask("Give the pool public addresses."),
        ),
      ),
    );
  }
  if (natPools.length > MOST_POOLS) {
    const extra = natPools[MOST_POOLS] as Property;
    faults.push(fault(extra, `The pool has ${natPools.length} NAT pools.`, `Keep at most ${MOST_POOLS}.`));
  }
  const rules = read.flatMap((each) => each.rules);
  if (rules.length > MOST_RULES) {
    const extra = rules[MOST_RULES] as Property;
    faults.push(fault(extra, `The NAT pools have ${rules.length} rules together.`, `Keep at most ${MOST_RULES}.`));
  }
  for (const nat of read) faults.push(...portFaults(nat, fault), ...priorityFaults(nat, fault));
  faults.push(...repetitions(read, fault), ...overlaps(read, fault));
  return faults;
}

type Fault = (property: Property, found: string, change: string) => Finding;

/** The classic provider has one property for the range of frontend ports: `1-49999`. */
function toNatPool(property: Property): NatPool {
  const name = text(field(property, "name"));
  const range = text(field(property, "frontendPortRange"));
  const [first, last] = isUnknown(range) || range === undefined ? [] : range.split("-");
  const rules = items(field(property, "networkSecurityGroupRules"));
  return {
    property,
    label: `NAT pool${quoted(shown("name", name)) || ` ${property.path}`}`,
    name,
    backend: numeric(field(property, "backendPort")),
    frontend:
      range === undefined
        ? [numeric(field(property, "frontendPortRangeStart")), numeric(field(property, "frontendPortRangeEnd"))]
        : isUnknown(range)
          ? [range, range]
          : [Number(first), Number(last)],
    rules: isUnknown(rules) ? [] : rules,
    hiddenRules: isUnknown(rules) ? rules : undefined,
  };
}

function portFaults({ property, label, backend, frontend }: NatPool, fault: Fault): readonly Finding[] {
  const faults: Finding[] = [];
  if (!isUnknown(backend) && backend !== undefined) {
    const path = field(property, "backendPort");
    const { first, last } = BACKEND_PORTS;
    const outside = backend < first || backend > last;
    if (outside || RESERVED_BACKEND.includes(backend)) {
      const why = outside ? "" : ", which Batch reserves";
      const change = outside ? `Choose a backendPort from ${first} to ${last}.` : "Choose another backendPort.";
      faults.push(fault(path, `${label} uses backend port ${backend}${why}.`, change));
    }
  }
  const [first, last] = frontend;
  if (isUnknown(first) || isUnknown(last) || first === undefined || last === undefined) return faults;
  const { first: lowest, last: highest } = FRONTEND_PORTS;
  const reserved = first <= RESERVED_FRONTEND.last && last >= RESERVED_FRONTEND.first;
  if (first > last || first < lowest || last > highest || reserved) {
    faults.push(
      fault(
        property,
        `${label} uses frontend ports ${first}-${last}.`,
        `Choose an ascending range within ${lowest}-${RESERVED_FRONTEND.first - 1} or ${RESERVED_FRONTEND.last + 1}-${highest}.`,
      ),
    );
  } else if (last - first + 1 < LEAST_FRONTEND_PORTS) {
    const found = `${label} has ${last - first + 1} frontend ports, ${first}-${last}; Azure requires at least ${LEAST_FRONTEND_PORTS}.`;
    faults.push(fault(property, found, `Choose a range of at least ${LEAST_FRONTEND_PORTS} ports.`));
  }
  return faults;
}

function priorityFaults({ rules, label }: NatPool, fault: Fault): readonly Finding[] {
  const { first, last } = PRIORITIES;
  return rules.flatMap((rule) => {
    const at = field(rule, "priority");
    const priority = numeric(at);
    if (isUnknown(priority) || priority === undefined || (priority >= first && priority <= last)) return [];
    return [fault(at, `${label} has a rule of priority ${priority}.`, `Use a priority from ${first} to ${last}.`)];
  });
}

/** Values that must be unique over all NAT pools of a pool: names, backend ports, and the priorities of rules. */
function repetitions(pools: readonly NatPool[], fault: Fault): readonly Finding[] {
  const names = pools.map((nat) => ({ nat, at: field(nat.property, "name"), value: nat.name }));
  const ports = pools.map((nat) => ({ nat, at: field(nat.property, "backendPort"), value: nat.backend }));
  const priorities = pools.flatMap((nat) =>
    nat.rules.map((rule) => {
      const at = field(rule, "priority");
      return { nat, at, value: numeric(at) };
    }),
  );
  return [
    ...repeated(names).map(({ again }) =>
      fault(
        again.at,
        `Two NAT pools have the name${quoted(shown("name", again.nat.name)) || " of another"}.`,
        "Give each NAT pool a name of its own.",
      ),
    ),
    ...repeated(ports).map(({ first, again }) =>
      fault(
        again.at,
        `${first.nat.label} and ${again.nat.label} use the same backend port, ${again.value}.`,
        "Give each NAT pool a backendPort of its own.",
      ),
    ),
    ...byPair(repeated(priorities)).map(({ first, again, values }) => {
      const which = `priority ${values.join(", ")}`;
      return fault(
        again.at,
        first.nat === again.nat
          ? `${again.nat.label} has two rules of ${which}.`
          : `${first.nat.label} and ${again.nat.label} each have a rule of ${which}.`,
        "Give each rule its own priority: they are unique over all NAT pools of a pool.",
      );
    }),
  ];
}

interface Prioritised {
  readonly nat: NatPool;
  readonly at: Property;
  readonly value: Value<number | undefined>;
}

/** Groups repeated priorities by pair of NAT pools: two NAT pools often list the same rules. */
function byPair(all: readonly { readonly first: Prioritised; readonly again: Prioritised }[]) {
  const pairs: { first: Prioritised; again: Prioritised; values: unknown[] }[] = [];
  for (const { first, again } of all) {
    const known = pairs.find((pair) => pair.first.nat === first.nat && pair.again.nat === again.nat);
    if (known) known.values.push(again.value);
    else pairs.push({ first, again, values: [again.value] });
  }
  return pairs;
}

/** NAT pools that share frontend ports. Each is reported with only one other, because a list may be long. */
function overlaps(pools: readonly NatPool[], fault: Fault): readonly Finding[] {
  const ranges = pools.flatMap((pool, index) => {
    const [first, last] = pool.frontend;
    const isRange = typeof first === "number" && typeof last === "number" && first <= last;
    return isRange ? [{ pool, index, first, last }] : [];
  });
  let highest: (typeof ranges)[number] | undefined;
  const pairs = [];
  for (const range of ranges.toSorted((one, other) => one.first - other.first)) {
    if (highest && highest.last >= range.first) pairs.push([highest, range].toSorted((a, b) => a.index - b.index));
    if (!highest || range.last > highest.last) highest = range;
  }
  return pairs
    .toSorted(([, one], [, other]) => (one?.index ?? 0) - (other?.index ?? 0))
    .flatMap(([one, other]) => {
      if (!one || !other) return [];
      const found = `${one.pool.label} (${one.first}-${one.last}) and ${other.pool.label} (${other.first}-${other.last}) share frontend ports.`;
      return [fault(other.pool.property, found, "Give each NAT pool frontend ports of its own.")];
    });
}
