import { expect, test } from "vitest";
import { command } from "../../support/command";
import { classicState } from "../../support/stacks";

test("tells what each pool is linked to, and judges nothing", async () => {
  const { status, output } = await command(["explain", "-"], JSON.stringify(classicState()));
  expect(status).toBe(0);
  expect(output).toContain("pool: render\n");
  expect(output).toContain("security group: nsg");
});

test("a program without Batch", async () => {
  expect(await command(["explain", "-"], '{"version": 3, "deployment": {}}')).toEqual({
    status: 0,
    output: "There is no Batch pool and no Batch account.\n",
  });
});

test("what is no program is refused with one sentence", async () => {
  expect(await command(["explain", "-"], "{}")).toEqual({
    status: 2,
    complaint:
      'standard input is neither a file of "pulumi stack export" or "pulumi preview --json", nor a recording ("format": "…").',
  });
});
