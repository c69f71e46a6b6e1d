import { expect, test } from "vitest";
import { twoAtATime } from "../../../toolchain/commands/two-at-a-time";

test("works on two items at a time and hands over in their order", async () => {
  const log: string[] = [];
  const waits: Record<string, number> = { a: 30, b: 1, c: 10, d: 1 };
  let running = 0;
  let most = 0;
  const work = async (item: string) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, waits[item]));
    running -= 1;
    return item.toUpperCase();
  };
  await twoAtATime(Object.keys(waits), work, (result, item) => log.push(`${item}${result}`));
  expect(log).toEqual(["aA", "bB", "cC", "dD"]);
  expect(most).toBe(2);
});

test("stops at an error", async () => {
  const handed: string[] = [];
  const work = async (item: string) => {
    if (item === "b") throw new Error("no");
    return item;
  };
  await expect(twoAtATime(["a", "b", "c"], work, (result) => handed.push(result))).rejects.toThrow("no");
  expect(handed).toEqual(["a"]);
});

test("has nothing to do for no items", async () => {
  await expect(
    twoAtATime(
      [],
      async () => 1,
      () => {},
    ),
  ).resolves.toBeUndefined();
});
