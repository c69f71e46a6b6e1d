import { describe, expect, test } from "vitest";
import { linkedTogether, linksOf } from "../../../cli/estate/stack-links";
import { batchStack, type Made, networkStack, programOf } from "../../support/landing-zone";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const manager = (scope: string): readonly Made[] => [
  {
    ...{ type: "network:NetworkManager", name: "avnm" },
    id: `${SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.Network/networkManagers/avnm`,
    inputs: { networkManagerScopes: { subscriptions: [scope] } },
  },
];
const moved: readonly Made[] = JSON.parse(JSON.stringify(networkStack()).replaceAll("000000000001", "000000000002"));

describe("stacks that are judged together", () => {
  test.each<[title: string, stacks: Readonly<Record<string, readonly Made[]>>, groups: readonly (readonly string[])[]]>(
    [
      ["by an id", { batch: batchStack(), network: networkStack() }, [["batch", "network"]]],
      ["not without one", { batch: batchStack(), other: moved }, [["batch"], ["other"]]],
      ["by the scope of a manager", { hub: manager(SUBSCRIPTION), network: networkStack() }, [["hub", "network"]]],
      [
        "by the scope of a manager, before the network is deployed",
        { hub: manager(SUBSCRIPTION), network: networkStack().map((each) => ({ ...each, id: undefined as never })) },
        [["hub", "network"]],
      ],
      ["not by another scope", { hub: manager(SUBSCRIPTION), other: moved }, [["hub"], ["other"]]],
      [
        "by a scope and an id",
        { batch: batchStack(), hub: manager(SUBSCRIPTION), network: networkStack(), other: moved },
        [["batch", "hub", "network"], ["other"]],
      ],
    ],
  )("%s", (_, stacks, groups) => {
    const programs = Object.entries(stacks).map(([name, made]) => ({ name, links: linksOf(programOf(name, made)) }));
    expect(linkedTogether(programs).map((group) => group.map(({ name }) => name))).toEqual(groups);
  });
});
