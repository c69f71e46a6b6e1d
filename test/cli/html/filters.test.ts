import { expect, test } from "vitest";
import { type Filter, filterStyle, pairOf } from "../../../cli/html/filters";

test("a choice hides what takes part in its filter without its mark; two together what has not both in one finding", () => {
  const choice = (mark: string) => ({ mark, label: mark });
  const filters: readonly Filter[] = [
    { name: "level", label: "Level", as: "buttons", choices: [choice("l0"), choice("l1")] },
    { name: "policy", label: "Policy", as: "list", choices: [choice("p0")] },
  ];
  expect(
    filterStyle(filters, { of: ["level", "policy"], occurring: `by-pair ${pairOf("l0", "p0")}` }),
  ).toBe(`@media screen {
body:has(#l0:checked) .by-level:not(.l0) { display: none; }
body:has(#l1:checked) .by-level:not(.l1) { display: none; }
body:has(#p0:checked) .by-policy:not(.p0) { display: none; }
body:has(#l0:checked):has(#p0:checked) .by-pair:not(.l0_p0) { display: none; }
body:has(#l1:checked):has(#p0:checked) .by-pair { display: none; } body:has(#l1:checked):has(#p0:checked) .nothing-left { display: block; }
}
`);
});
