import { expect, test } from "vitest";
import { hashOf, isTried } from "./tried";

test("a case is tried or not by its id alone: the same today as ever", () => {
  expect(["", "a", "policy: a case: classic provider, first preview"].map(hashOf)).toEqual([
    1_572_119_809, 1_469_464_775, 2_893_623_294,
  ]);
});

test("one in so many is tried, whatever the ids have in common", () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `policy: case ${at}: as written, first preview`);
  for (const oneIn of [2, 3, 4, 5, 12, 41]) {
    const tried = ids.filter((id) => hashOf(id) % oneIn === 0).length;
    expect(Math.abs(tried - ids.length / oneIn)).toBeLessThan(3.5 * Math.sqrt(ids.length / oneIn));
  }
});

test("what is tried without limit is tried", () => expect(isTried("any", 1)).toBe(true));
