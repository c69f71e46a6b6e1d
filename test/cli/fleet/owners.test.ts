import { expect, test } from "vitest";
import type { SurveyedStack } from "../../../cli/fleet/document";
import { ownersIn } from "../../../cli/fleet/owners";

/** A stack whose pools wait for other stacks: `network/prod nsg a` is pool `a`, because of the policy `nsg`. */
function stack(name: string, waits: readonly string[], level: "mandatory" | "advisory" = "mandatory"): SurveyedStack {
  const pointers = waits.map((wait) => {
    const [owner = "", policy = "", urn = ""] = wait.split(" ");
    const [project = "", at = ""] = owner.split("/");
    return { policy, level, urn: `${name} ${urn}`, at: { urn: "nsg", project, stack: at } };
  });
  return { file: `${name}.json`, project: name, stack: "dev", findings: [], exempted: 0, pools: [], pointers };
}

test("each owner, pool and stack counts once, the owner that most pools wait for first", () => {
  const stacks = [
    stack("a", ["dns/prod zone x", "net/prod nsg x", "net/prod nsg y", "net/prod route y"]),
    stack("b", ["net/prod nsg x"]),
    stack("c", ["other/prod nsg x"], "advisory"),
  ];
  expect(ownersIn(stacks)).toEqual([
    { name: "net/prod", policies: ["nsg", "route"], pools: 3, stacks: 2 },
    { name: "dns/prod", policies: ["zone"], pools: 1, stacks: 1 },
  ]);
  expect(ownersIn([])).toEqual([]);
});
