import { expect, test } from "vitest";
import { progressOn } from "../../cli/progress";

function shown(isTTY: boolean, steps: number, canErase = true): string[] {
  const written: string[] = [];
  const show = progressOn({ isTTY, write: (text) => written.push(text) }, canErase);
  for (let done = 1; done <= steps; done++) show({ done, all: steps, text: `${done} of ${steps}` });
  return written;
}

test("a bar on a terminal, which goes away", () => {
  expect(shown(true, 2)).toEqual([`\r\u001b[K${"█".repeat(15)}${"░".repeat(15)} 1 of 2`, "\r\u001b[K"]);
});

test("lines on a terminal that cannot erase", () => expect(shown(true, 2, false)).toEqual(["1 of 2\n", "2 of 2\n"]));

test("a second pass has lines from its start", () => {
  const written: string[] = [];
  const show = progressOn({ isTTY: false, write: (text) => written.push(text) });
  for (const text of ["first", "second"]) {
    for (let done = 1; done <= 3; done++) show({ done, all: 3, text: `${text} ${done}` });
  }
  expect(written).toHaveLength(6);
});

test("a line for each tenth elsewhere", () => {
  expect(shown(false, 1000)).toHaveLength(10);
  expect(shown(false, 3)).toEqual(["1 of 3\n", "2 of 3\n", "3 of 3\n"]);
});
