import { describe, expect, test } from "vitest";
import { keptOf } from "../../../cli/snapshot/kept-of";
import { PULUMI } from "../../../cli/snapshot/pulumi";
import type { Shape } from "../../../cli/snapshot/shape";
import { readTerraform } from "../../../cli/snapshot/terraform";
import { AZURERM_TYPES, classicToken } from "../../../cli/snapshot/terraform-types";
import { TERRAFORM } from "../../../cli/snapshot/terraform-values";
import { CLASSIC_KINDS } from "../../../policies/topology/kinds";
import classic from "../../topology/classic-declarations.json";
import azurerm from "./azurerm-declarations.json";

/*
 * What a snapshot keeps is compared with what the providers declare: under a misspelt name, nothing would be found, and an object
 * that Terraform has as a list would be read as a list.
 */

/** Names to `true`, to an object, or to a list of objects. */
interface Declared {
  readonly [name: string]: true | Declared | readonly [Declared];
}
const resources: Readonly<Record<string, Declared>> = azurerm.resources as never;
const data: Readonly<Record<string, Declared>> = azurerm.data as never;
const classicTypes: Readonly<Record<string, Declared>> = classic.types as never;

/** What the newest version does not declare, and why it is read all the same. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "network:Subnet": {
    addressPrefix: "before version 3 of azurerm",
    privateEndpointNetworkPoliciesEnabled: "before version 4",
    enforcePrivateLinkEndpointNetworkPolicies: "before version 4",
    networkSecurityGroupId: "from version 5 on, which the classic provider is not made from yet",
    networkSecurityGroupIdWoVersion: "from version 5 on",
    routeTableId: "from version 5 on",
    routeTableIdWoVersion: "from version 5 on",
  },
  "network:VirtualNetwork": { "subnets.addressPrefix": "before version 4" },
  "network:RouteTable": { disableBgpRoutePropagation: "before version 4" },
  "network:NatGateway": { publicIpAddressIds: "before version 3", publicIpPrefixIds: "before version 3" },
  "privatedns:ZoneVirtualNetworkLink": { privateDnsZoneName: "before version 5; the id tells it as well" },
  "privatedns:ARecord": {
    zoneName: "before version 5; the id tells it as well",
    record: "of a record of the other type",
  },
  "privatedns:CnameRecord": {
    zoneName: "before version 5; the id tells it as well",
    records: "of a record of the other type",
  },
  // Of a data source alone.
  "network:VirtualNetworkPeering": { virtualNetworkName: "the id tells it" },
};

type Classic = keyof typeof CLASSIC_KINDS;
const TYPES = Object.entries(AZURERM_TYPES) as readonly (readonly [type: string, classic: Classic])[];
const shapeOf = (type: Classic) => keptOf(CLASSIC_KINDS[type], "azure");

interface Place {
  readonly path: string;
  readonly name: string;
  readonly declared: Declared[string] | undefined;
}

type Names = Pick<typeof TERRAFORM, "namesOf" | "nameIn">;

/** Every name of a shape, at any depth, and what is declared there. */
function placesOf({ fields = {} }: Shape, declared: Declared, names: Names, above = ""): readonly Place[] {
  const byName = new Map(Object.entries(declared).map(([name, each]) => [names.nameIn(name), each]));
  return Object.entries(fields).flatMap(([name, inner]): readonly Place[] => {
    const found = names.namesOf(name).find((each) => byName.has(each));
    const place = { path: above + name, name, declared: byName.get(found ?? "") };
    const block = Array.isArray(place.declared) ? place.declared[0] : place.declared;
    return typeof block === "object" ? [place, ...placesOf(inner, block, names, `${above}${name}.`)] : [place];
  });
}

/** What is kept and not declared. */
function missing(type: Classic, declared: Declared, names: Names): readonly string[] {
  const nameless = classicTypes[classicToken(type)]?.name === undefined;
  return placesOf(shapeOf(type), declared, names)
    .filter((place) => place.declared === undefined && !(nameless && place.path === "name"))
    .map(({ path }) => path);
}

const expected = (type: Classic) => Object.keys(ELSEWHERE[type] ?? {});

describe.each(TYPES)("%s", (type, kind) => {
  test("of the classic provider, what is kept is declared", () => {
    const undeclared = missing(kind, classicTypes[classicToken(kind)] ?? {}, PULUMI);
    expect(undeclared.filter((path) => !expected(kind).includes(path))).toEqual([]);
  });

  test("of a resource, what is kept is declared", () => {
    const undeclared = missing(kind, resources[type] ?? {}, TERRAFORM);
    expect(undeclared.filter((path) => !expected(kind).includes(path))).toEqual([]);
  });

  test("a block of which there is one at most is read as an object", () => {
    const places = placesOf(shapeOf(kind), resources[type] ?? {}, TERRAFORM);
    const blocks = places.filter(({ declared }) => typeof declared === "object");
    const wrapped = blocks.filter(({ name }) => TERRAFORM.isWrapped?.(name));
    expect(wrapped.map(({ path }) => path)).toEqual(
      blocks.filter(({ declared }) => !Array.isArray(declared)).map(({ path }) => path),
    );
  });
});

test.each(TYPES.filter(([type]) => type in data))(
  "of a data source %s, what is kept is declared, or not known",
  (type, kind) => {
    const read = data[type] ?? {};
    const values = { id: "/subscriptions/s-1/resourceGroups/rg" };
    const [resource] = readTerraform({ resources: [{ type, mode: "data", values }] });
    const untold = resource?.hidden ?? [];
    const undeclared = missing(kind, read, TERRAFORM);
    expect(undeclared.filter((path) => !expected(kind).includes(path) && !untold.includes(path))).toEqual([]);
    // What it tells is believed, except for the subnets of a network, of which it tells names.
    const told = placesOf(shapeOf(kind), read, TERRAFORM).filter(({ declared }) => declared !== undefined);
    const paths = told.map(({ path }) => path);
    expect(untold.filter((path) => path !== "subnets" && paths.includes(path))).toEqual([]);
  },
);

test("what is not declared is read for a reason", () => {
  const undeclared = TYPES.flatMap(([type, kind]) => [
    ...missing(kind, classicTypes[classicToken(kind)] ?? {}, PULUMI).map((path) => `${kind} ${path}`),
    ...missing(kind, resources[type] ?? {}, TERRAFORM).map((path) => `${kind} ${path}`),
    ...missing(kind, data[type] ?? {}, TERRAFORM).map((path) => `${kind} ${path}`),
  ]);
  const reasons = Object.entries(ELSEWHERE).flatMap(([kind, paths]) =>
    Object.keys(paths).map((path) => `${kind} ${path}`),
  );
  expect(reasons.filter((reason) => !undeclared.includes(reason))).toEqual([]);
});
