// Over 200 lines: the values of each property that resources of random programs have.

import fc from "fast-check";
import type { PlannedResource } from "../../policies/plan/resource";
import { emptyBranch, isBranch, type Tree, toBranch } from "../../policies/plan/tree";
import { FIELDS } from "../../policies/topology/fields";
import { KIND_TYPES } from "./kind-types";

/** Values that are valid for some property, so that random properties resemble real ones. */
const WORDS = [
  "",
  "*",
  "Inbound",
  "Outbound",
  "Allow",
  "Deny",
  "Tcp",
  "443",
  "29876-29877",
  "BatchNodeManagement",
  "BatchNodeManagement.WestEurope",
  "VirtualNetwork",
  "Internet",
  "0.0.0.0/0",
  "10.0.0.0/8",
  "::/0",
  "10.0.0.4",
  "None",
  "VirtualAppliance",
  "Classic",
  "Simplified",
  "NoPublicIPAddresses",
  "UserManaged",
  "nodeManagement",
  "westeurope",
  "West Europe",
  "Disabled",
  "name-0",
  "name-1",
  "FirewallPolicyFilterRuleCollection",
  "NetworkRule",
  "ApplicationRule",
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/name-0/subnets/name-1",
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/name-0",
  "/subscriptions//resourceGroups//providers///",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
];

const HOSTILE_NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "", "a.b", "[0]"];

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant("x".repeat(100_000)) },
  { weight: 2, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)) },
  { weight: 2, arbitrary: fc.constant("04da6b54-80e4-46f7-96ec-b56ff0331ba9") },
);

/** Every part of every path of the fields that are read, so that random trees have them at random places too. */
const FIELD_NAMES = [
  ...new Set(
    Object.values(FIELDS)
      .flatMap((fields) => Object.values(fields).flat())
      .flatMap((path) => (path ?? "").split(".")),
  ),
  "rules",
  "routes",
  "priority",
  "direction",
  "access",
  "protocol",
  "sourceAddressPrefix",
  "destinationAddressPrefixes",
  "destinationPortRange",
  "nextHopType",
  "nextHopIpAddress",
  "action",
  "type",
  "ruleCollectionType",
  "ruleType",
  "groupIds",
  "privateLinkServiceId",
].filter((name) => name !== "");

const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...FIELD_NAMES, ...HOSTILE_NAMES), tie("value"), { maxKeys: 6 }),
  ),
}));

/** Very deep or very wide values, which would overflow a careless recursion. */
const extreme: fc.Arbitrary<unknown> = fc.constantFrom(deep(10_000), Array(5_000).fill("10.0.0.0/24"), sparse());

function deep(levels: number): unknown {
  let value: unknown = "bottom";
  for (let at = 0; at < levels; at++) value = at % 2 ? [value] : { rules: value };
  return value;
}

function sparse(): unknown[] {
  const list: unknown[] = [];
  list[3] = "x";
  return list;
}

/** Properties of a resource of one kind: some of its own fields with random values, and some unknown fields. */
function properties(paths: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const path = fc.constantFrom(...paths, ...HOSTILE_NAMES, "id", "resourceGroupName");
  const value = fc.oneof({ weight: 30, arbitrary: anything }, { weight: 1, arbitrary: extreme });
  return fc.array(fc.tuple(path, value), { maxLength: 8 }).map((pairs) => {
    const root: Record<string, unknown> = {};
    for (const [at, set] of pairs) assign(root, at.split("."), set);
    return root;
  });
}

function assign(root: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  const define = (of: unknown) =>
    Object.defineProperty(root, key, { value: of, enumerable: true, writable: true, configurable: true });
  if (rest.length === 0) {
    define(value);
    return;
  }
  const next = Object.hasOwn(root, key) ? root[key] : undefined;
  const inner = typeof next === "object" && next !== null && !Array.isArray(next) ? next : {};
  define(inner);
  assign(inner as Record<string, unknown>, rest, value);
}

/** A random program: some resources of every kind, linked at random, as the engine could show them. */
export const randomProgram = fc
  .array(
    fc.constantFrom(...KIND_TYPES).chain(({ type, paths }) =>
      fc.record({
        type: fc.constant(type),
        inputs: fc.option(properties(paths), { nil: undefined }),
        outputs: fc.option(properties(paths), { nil: undefined }),
        sources: fc.array(
          fc.tuple(fc.constantFrom(...paths.map((path) => path.split(".")[0] as string)), fc.nat({ max: 14 })),
          { maxLength: 4 },
        ),
        parent: fc.option(fc.nat({ max: 14 }), { nil: undefined }),
        again: fc.boolean(),
      }),
    ),
    { maxLength: 12 },
  )
  .map((resources) => {
    const urns = resources.map(({ type, again }, at) => `urn:pulumi:s::p::${type}::name-${again ? 0 : at}`);
    const urn = (at: number) => urns[at] ?? "urn:pulumi:s::p::gone:gone:Gone::gone";
    return resources.map(({ type, inputs, outputs, sources, parent }, at) => ({
      urn: urn(at),
      type,
      name: `name-${at}`,
      inputs: inputs && toBranch(inputs, urn(at)),
      outputs: outputs && toBranch(outputs, urn(at)),
      propertyDependencies: new Map(sources.map(([property, source]) => [property, [urn(source)]])),
      dependencies: sources.map(([, source]) => urn(source)),
      parent: parent === undefined ? undefined : urn(parent),
    }));
  });

/** A real program in which some values are replaced by random ones. */
export function mutated(resources: readonly PlannedResource[]): fc.Arbitrary<readonly PlannedResource[]> {
  const mutation = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("inputs", "outputs"), anything);
  return fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) => {
    const changed = [...resources];
    for (const [which, where, part, value] of mutations) {
      const at = which % Math.max(1, changed.length);
      const resource = changed[at];
      if (!resource) continue;
      const property = part === "inputs" ? resource.properties : resource.outputs;
      const tree = replaced(property.value, where, toBranch({ value }, resource.urn).value as Tree);
      changed[at] = { ...resource, [part === "inputs" ? "properties" : "outputs"]: { ...property, value: tree } };
    }
    return changed;
  });
}

/** A tree with another value in place of the `where`th inner value (modulo their number). */
function replaced(tree: Tree | undefined, where: number, value: Tree): Tree | undefined {
  const places = placesIn(tree, []);
  const place = places[where % Math.max(1, places.length)];
  return place && tree !== undefined ? setAt(tree, place, value) : tree;
}

type Path = readonly (string | number)[];

function placesIn(tree: Tree | undefined, path: Path): readonly Path[] {
  if (Array.isArray(tree)) return tree.flatMap((item: Tree, at) => [[...path, at], ...placesIn(item, [...path, at])]);
  if (!isBranch(tree)) return [];
  return Object.keys(tree).flatMap((name) => [[...path, name], ...placesIn(tree[name], [...path, name])]);
}

function setAt(tree: Tree, [key, ...rest]: Path, value: Tree): Tree {
  if (key === undefined) return value;
  if (Array.isArray(tree)) return tree.map((item: Tree, at) => (at === key ? setAt(item, rest, value) : item));
  if (!isBranch(tree)) return tree;
  const copy = Object.assign(emptyBranch(), tree);
  copy[key] = setAt(tree[key] ?? null, rest, value);
  return copy;
}
