import { expect, test } from "vitest";
import { layOut, type Point } from "../../../cli/picture/layout";

const box = { width: 100, height: 40 };

test("one box after the other, with a straight line between them", async () => {
  const { width, height, middles, curves } = await layOut([box, { width: 60, height: 80 }], [[0, 1]]);
  const [first, second] = middles as [Point, Point];
  expect(first[0]).toBeCloseTo(50, 0);
  expect(second[0]).toBeCloseTo(width - 30, 0);
  expect([first[1], second[1]].every((y) => Math.abs(y - height / 2) < 1)).toBe(true);
  const [curve = []] = curves;
  expect(curve.length % 3).toBe(1);
  expect(curve[0]?.[0]).toBeCloseTo(100, 0);
  expect(curve.at(-1)?.[0]).toBeCloseTo(width - 60, 0);
});

test("boxes that stand side by side do so in their order, from the top", async () => {
  const { middles, curves } = await layOut(
    [box, box, box, box],
    [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ],
  );
  const [, above, below] = middles as [Point, Point, Point, Point];
  expect(above[0]).toBeCloseTo(below[0], 0);
  expect(above[1]).toBeLessThan(below[1] - 40);
  expect(curves[0]?.at(-1)?.[1]).toBeCloseTo(above[1], 0);
  expect(curves[3]?.[0]?.[1]).toBeCloseTo(below[1], 0);
});

test("nothing takes no room, and a box without lines stands alone", async () => {
  expect(await layOut([], [])).toMatchObject({ middles: [], curves: [] });
  expect((await layOut([box], [])).middles).toHaveLength(1);
});

test("lines may lead in a circle, or to their own box", async () => {
  const { curves } = await layOut(
    [box, box],
    [
      [0, 1],
      [1, 0],
      [0, 0],
    ],
  );
  expect(curves.map((curve) => curve.length > 0)).toEqual([true, true, true]);
});
