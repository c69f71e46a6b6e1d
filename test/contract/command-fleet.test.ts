import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { PROGRAMS } from "../programs/all";
import { commandIn } from "../support/built-command";
import { useFiles } from "../support/files";
import { classicState, exported, registered } from "../support/stacks";

const { folder, write } = useFiles();
const command = commandIn(folder);

describe("fleet", () => {
  mkdirSync(path.join(folder, "states"));
  for (const [index, { program }] of PROGRAMS.entries()) {
    // Each program in its own stack and subscription.
    const state = JSON.stringify(exported(registered(program, "state")))
      .replaceAll("urn:pulumi:dev::", `urn:pulumi:dev-${index}::`)
      .replaceAll(/\/subscriptions\/[^/"]+/g, `/subscriptions/00000000-0000-0000-0000-${`${index}`.padStart(12, "0")}`);
    write(`states/${index}.json`, state);
  }
  const ajv = new Ajv();
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path.join(root, "schemas/fleet.schema.json"), "utf8")));

  test("reports the same as check for each file, on any number of threads", async () => {
    const [one, several, check] = await Promise.all([
      command(["fleet", "states", "--format", "json", "--threads", "1"]),
      command(["fleet", "states", "--format", "json", "--threads", "3"]),
      command(["check", "states", "--format", "json"]),
    ]);
    expect(several.stdout).toBe(one.stdout);
    expect(one.status).toBe(1);
    const fleet = JSON.parse(one.stdout);
    expect(validate(fleet), JSON.stringify(validate.errors)).toBe(true);
    type Stack = { file: string; findings: object[] };
    const short = ({ file, findings }: Stack) => [
      file,
      findings.map((each) => JSON.stringify(each, ["policy", "level", "severity", "urn"])),
    ];
    const byFile = (stacks: Stack[]) => Object.fromEntries(stacks.map(short));
    const judged = JSON.parse(check.stdout).files;
    expect(byFile(fleet.stacks)).toEqual(byFile(judged));
    const services = fleet.stacks.flatMap(
      ({ file, pools }: { file: string; pools: { urn: string; service: string }[] }) =>
        pools.map(({ urn, service }) => `${file} ${urn} ${service}`),
    );
    const networkPaths = judged.flatMap(
      ({ file, networkPaths }: { file: string; networkPaths: { pool: string; is: string }[] }) =>
        networkPaths.map(({ pool, is }) => `${file} ${pool} ${is}`),
    );
    expect(services.length).toBeGreaterThan(PROGRAMS.length / 2);
    expect(services.sort()).toEqual(networkPaths.sort());
  });

  test("writes a page beside the table; only one form can be printed", async () => {
    const { stdout } = await command([
      "fleet",
      "states",
      "--format",
      "text",
      "--format",
      "html",
      "--output",
      "fleet.html",
    ]);
    expect(stdout).toContain("stacks with mandatory findings");
    expect(readFileSync(path.join(folder, "fleet.html"), "utf8")).toMatch(/^<!DOCTYPE html>.*<\/html>\n$/s);
    const both = await command(["fleet", "states", "--format", "html", "--format", "csv"]);
    expect(both).toEqual({
      status: 2,
      stdout: "",
      stderr: "Only one format can be printed, not html and csv: name a file with --output beside each --format.\n",
    });
  });

  test("shows progress in lines, the result on stdout", async () => {
    const { stdout, stderr } = await command(["fleet", "states"]);
    expect(stdout).toMatch(new RegExp(`^${PROGRAMS.length} stacks, `));
    expect(stderr.trimEnd().split("\n")).toHaveLength(10);
  });

  test("takes a list of files; reports one that cannot be judged, and judges the others", async () => {
    write("states/broken.txt", '{"version": 3,');
    const list = ["states/0.json", "states/broken.txt", "states/none.json", "", "states/1.json"].join("\r\n");
    const { status, stdout, stderr } = await command(["fleet", "--stacks-from", "-", "--format", "csv"], [list]);
    expect(status).toBe(2);
    expect(stdout.split("\r\n").filter((line) => line.includes("states/"))).toHaveLength(2);
    expect(stderr).toContain("states/broken.txt is not valid JSON: it ends too early, at line 1, column 15.\n");
    expect(stderr).toContain("states/none.json cannot be read: there is no such file.\n");
  });

  test("merges sweeps of parts into the result of one sweep of all", async () => {
    const files = readdirSync(path.join(folder, "states")).filter((name) => name.endsWith(".json"));
    const half = Math.floor(files.length / 2);
    const list = (part: string[]) => part.map((name) => `states/${name}\n`);
    mkdirSync(path.join(folder, "sweeps"));
    await command(
      ["fleet", "--stacks-from", "-", "--format", "json", "--output", "sweeps/1.json"],
      list(files.slice(0, half)),
    );
    await command(
      ["fleet", "--stacks-from", "-", "--format", "json", "--output", "sweeps/2.json"],
      list(files.slice(half)),
    );
    const whole = await command(["fleet", "states", "--format", "json"]);
    expect(await command(["fleet", "--merge", "sweeps", "--format", "json"])).toMatchObject({ ...whole, stderr: "" });
    const { stdout } = await command(["fleet", "states", "--merge", "sweeps"]);
    expect(stdout).toMatch(new RegExp(`^${files.length} stacks, `));
    const named = await command(["fleet", "states", "states/0.json", "./states", "--quiet"]);
    expect(named.stdout).toMatch(new RegExp(`^${files.length} stacks, `));
  });

  test("writes the report of each stack, to which the page links its pools", async () => {
    const page = ["--format", "html", "--output", "pages/fleet.html", "--reports", "pages/stacks"];
    mkdirSync(path.join(folder, "pages"));
    const classic = write("states/classic.txt", classicState());
    const { status, stdout } = await command(["fleet", classic, ...page, "--quiet"]);
    expect([status, stdout]).toEqual([1, ""]);
    const [, report = "", pool = ""] =
      /<a href="(stacks\/[^"#]+)#([^"]+)"><bdi>render/.exec(
        readFileSync(path.join(folder, "pages/fleet.html"), "utf8"),
      ) ?? [];
    expect(readFileSync(path.join(folder, "pages", report), "utf8")).toContain(`id="${pool}"`);
  });

  test("reports the changes since another night", async () => {
    const classic = write("night.json", classicState());
    await command(["fleet", classic, "--format", "json", "--output", "first.json"]);
    write("night.json", JSON.parse(JSON.stringify(classicState()).replaceAll('"Classic"', '"Simplified"')));
    const { stdout } = await command(["fleet", classic, "--since", "first.json"]);
    expect(stdout).toMatch(/Since \d{4}-\d\d-\d\d: 0 new findings, 1 fixed; 0 new stacks, 0 gone\./);
    const { since } = JSON.parse(
      (await command(["fleet", classic, "--since", "first.json", "--format", "json"])).stdout,
    );
    expect(since.stacks).toMatchObject([{ found: [], fixed: [{ policy: "pool-no-classic-communication" }] }]);
  });

  test("is configured as check is", async () => {
    const config = write("advisory.txt", { all: "advisory" });
    expect((await command(["fleet", "states", "--config", config])).status).toBe(0);
    const wrong = write("wrong.txt", { all: "of" });
    const { status, stderr } = await command(["fleet", "states", "--config", wrong]);
    expect([status, stderr.trimEnd().split("\n").length]).toEqual([2, 1]);
  });

  test.each([
    ["no files", ["fleet"], "There is no state to judge: name files or folders, or list them with --stacks-from."],
    ["no number", ["fleet", "states", "--threads", "0"], "--threads takes a number from 1 to 999, not 0."],
  ])("%s", async (_what, args, sentence) => {
    expect(await command(args)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });
});
