import type { Sent } from "../../../toolchain/recording/recording";
import type { SentResource } from "../../../toolchain/wire/analyzer";
import { unknownMark } from "../../../toolchain/wire/properties";
import { manyRules, nested, TOKENS, URNS } from "./odd-values";

/** One change: `where` selects the resource and value, `what` selects from the values of that kind of change. */
export interface Mutation {
  readonly kind: keyof typeof KINDS;
  readonly where: number;
  readonly what: number;
}

type Change = (sent: Sent, where: number, what: number) => Sent;
type Alter = (resource: SentResource) => Partial<SentResource>;

/** All kinds of changes, by name. */
export const KINDS = {
  wrongType: value([0, -1, 2 ** 53, 1e308, true, null, "", " ", [], {}, [[]], [null], { name: [] }, [{}, 7]]),
  unknown: value([unknownMark, [unknownMark], { id: unknownMark }, { $secret: unknownMark }]),
  secret: value([{ $secret: "hidden" }, { $secret: { id: "hidden" } }, [{ $secret: { $secret: ["hidden"] } }]]),
  // Inputs that make a careless regular expression slow, in the forms of addresses, ports, ids and names.
  huge: value(
    ["a", "1", " ", "10.", "10.0.0.0/8,", "1-", "::", "/subscriptions/", "*.", "Batch.", "\n", "\u0000", "é"].map(
      (part) => part.repeat(100_000 / part.length),
    ),
  ),
  deep: value([nested(60), nested(70), nested(200)]),
  oddNames: value(
    ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "", "a.b[0]"].map((name) =>
      JSON.parse(`{${JSON.stringify(name)}: {"name": "x", "id": 1, "length": 1000000000}, "name": "y"}`),
    ),
  ),
  oddWords: value([
    "BatchNodeManagement.",
    "BatchNodeManagement.WestEurope.WestEurope",
    "65535-0",
    "0-65536",
    "-1",
    "1e3",
    "0x10",
    "10.0.0.0/33",
    "256.0.0.1",
    "::/0",
    "::ffff:10.0.0.1/96",
    "10.0.0.9-10.0.0.1",
    "/subscriptions//resourceGroups//providers//",
    "/",
    "%s",
    "$&",
    "constructor",
    "__proto__",
    "İı",
    "\ud800",
  ]),
  manyRules: (sent, where) =>
    change(sent, where, ({ properties }) => ({
      properties: { ...properties, securityRules: manyRules, routes: manyRules },
    })),
  top: (sent, where, what) =>
    change(sent, where, () => ({
      properties: pick([{}, { $secret: {} }, { id: "x" }, { "": "" }, { a: nested(90) }], what),
    })),
  type: (sent, where, what) => change(sent, where, () => ({ type: pick(TOKENS, what) })),
  urn: (sent, where, what) => change(sent, where, () => ({ urn: pick(URNS, what) })),
  name: (sent, where, what) =>
    change(sent, where, () => ({ name: pick(["", "x".repeat(100_000), "\n\n", "$1"], what) })),
  twice: (sent, where, what) => {
    const original = pick(sent.outputs, where);
    const { properties } = pick(sent.outputs, what);
    return original ? { ...sent, outputs: [...sent.outputs, { ...original, properties: properties ?? {} }] } : sent;
  },
  gone: (sent, where) => ({ ...sent, outputs: without(sent.outputs, where) }),
  unseen: (sent, where) => ({ ...sent, inputs: without(sent.inputs, where) }),
  parent: (sent, where, what) => {
    const child = pick(sent.outputs, where);
    const parent = pick([...sent.outputs.map(({ urn }) => urn), "urn:gone", child?.urn ?? ""], what) ?? "";
    const both = change(sent, where, () => ({ parent, options: { parent } }));
    // The parent's parent is its child.
    return {
      ...both,
      outputs: both.outputs.map((each) => (each.urn === parent && child ? { ...each, parent: child.urn } : each)),
    };
  },
  dependencies: (sent, where, what) => {
    const urns = sent.outputs.map(({ urn }) => urn);
    const some = [pick(urns, what) ?? "", "urn:gone", pick(urns, where) ?? ""];
    return change(sent, where, ({ propertyDependencies = {} }) => ({
      dependencies: some,
      propertyDependencies: Object.fromEntries(
        [...Object.keys(propertyDependencies), "__proto__", "networkConfiguration"].map((name) => [name, some]),
      ),
    }));
  },
  noDependencies: (sent, where) => change(sent, where, () => ({ dependencies: [], propertyDependencies: {} })),
  chain: (sent, where) => {
    const parent = pick(sent.outputs, where).urn ?? "";
    const urn = (at: number) => (at < 0 ? parent : `urn:pulumi:dev::shapes::some:site:Layer::layer-${at}`);
    const layers = Array.from({ length: 300 }, (_, at) => ({
      ...{ urn: urn(at), type: "some:site:Layer", name: `layer-${at}`, properties: {} },
      ...{ parent: urn(at - 1), dependencies: [urn(at - 1)] },
    }));
    return { ...sent, outputs: [...sent.outputs, ...layers] };
  },
  backwards: (sent) => ({ inputs: sent.inputs.toReversed(), outputs: sent.outputs.toReversed() }),
} satisfies Record<string, Change>;

/** Applies changes one after the other. */
export function mutate(sent: Sent, mutations: readonly Mutation[]): Sent {
  return mutations.reduce((mutated, { kind, where, what }) => KINDS[kind](mutated, where, what), sent);
}

/** Puts one of `values` at any place in the properties of a resource. */
function value(values: readonly unknown[]): Change {
  return (sent, where, what) => {
    const change = ({ properties }: SentResource) => ({
      properties: replaced(properties, where >> 5, pick(values, what)),
    });
    const part = what % 3;
    return {
      inputs: part === 1 ? sent.inputs : changeAt(sent.inputs, where, change),
      outputs: part === 2 ? sent.outputs : changeAt(sent.outputs, where, change),
    };
  };
}

function change(sent: Sent, where: number, how: Alter): Sent {
  const urn = pick(sent.outputs, where).urn;
  const apply = (resource: SentResource) => (resource.urn === urn ? { ...resource, ...how(resource) } : resource);
  return { inputs: sent.inputs.map(apply), outputs: sent.outputs.map(apply) };
}

function changeAt(resources: readonly SentResource[], where: number, how: Alter): readonly SentResource[] {
  return resources.map((each, at) => (at === where % resources.length ? { ...each, ...how(each) } : each));
}

type Path = readonly (string | number)[];

/** An object with another value in place of the `where`th value at any depth (modulo their number). */
function replaced(properties: object, where: number, by: unknown): Record<string, unknown> {
  const path = pick(pathsIn(properties), where) ?? ["name"];
  return setAt(properties, path, by) as Record<string, unknown>;
}

function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsIn(inner).map((path) => [key, ...path])]);
}

function setAt(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = setAt(copy[key], rest, by);
  return copy;
}

function without<T>(list: readonly T[], where: number): readonly T[] {
  return list.filter((_, at) => at !== where % list.length);
}

function pick<T>(list: readonly T[], where: number): T {
  return list[where % Math.max(1, list.length)] as T;
}
