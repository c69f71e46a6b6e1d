import { expect, test } from "vitest";
import { isOutput } from "../../policies/remedies/edits";
import { standaloneRule } from "../programs/parts";
import { denyOut, farm } from "../rules/parts";
import { type Looked, migrationFor } from "../support/migration";
import { type Args, later, native, ref, resourceGroup, text } from "../support/program/language";

/** The resource group of the standalone rule that a plan creates next to other standalone rules. */
function groupOfNewRule(group: Args, looked?: Looked) {
  const program = farm({
    rules: [],
    more: {
      nsg: native("network:NetworkSecurityGroup", group),
      deny: standaloneRule("nsg", { ...denyOut, ...group }),
      other: resourceGroup({ location: "westeurope", resourceGroupName: "other-rg" }),
    },
  });
  const created = migrationFor(program, looked)
    .steps.flatMap(({ edits }) => edits)
    .find(({ action }) => action === "create");
  const name = created?.action === "create" ? created.value.resourceGroupName : undefined;
  return name !== undefined && isOutput(name) ? [name.variable, name.property, name.of?.name] : name;
}

const DEPLOYED = { shown: "state" } as const;
const PREVIEWED = { shown: "preview" } as const;

test.each<[title: string, group: Args, looked: Looked, expected: unknown]>([
  ["an output of the program's group", {}, DEPLOYED, ["resourceGroup", "name", "group"]],
  [
    "the same before its deployment: it may be made from that name",
    {},
    PREVIEWED,
    ["resourceGroup", "name", undefined],
  ],
  ["another group", { resourceGroupName: ref("other", "name") }, DEPLOYED, ["resourceGroup", "name", "other"]],
  ["a name as it is", { resourceGroupName: "shared-rg" }, DEPLOYED, "shared-rg"],
  [
    "a name that is made from that of a group",
    { resourceGroupName: text`${ref("other", "name")}-x` },
    DEPLOYED,
    "other-rg-x",
  ],
  ["a name that nobody knows yet", { resourceGroupName: later("x") }, PREVIEWED, ["resourceGroup", "name", undefined]],
])("%s", (_title, group, looked, expected) => expect(groupOfNewRule(group, looked)).toEqual(expected));
