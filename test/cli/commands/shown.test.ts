import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../../../cli/run";
import { command, inPieces } from "../../support/command";
import { TODAY } from "../../support/exemptions";
import { useFiles } from "../../support/files";
import { classicState, exported, programOf, registered } from "../../support/stacks";

const { folder, write } = useFiles();
const classic = write("classic.json", classicState());
const sound = write("sound.json", exported(registered(programOf("a pool in a subnet with a security group"), "state")));

// biome-ignore lint/suspicious/noControlCharactersInRegex: the test looks for them.
const COLOUR = /\u001b\[[\d;]+m/g;

describe("colours", () => {
  const onTerminal = (...args: string[]) =>
    run(args, { today: TODAY, stdin: inPieces(Buffer.from("")), colours: true, progress: () => {} });

  test("are for people on a terminal, and change no word", async () => {
    const { output = "" } = await onTerminal("check", classic);
    expect(output).toMatch(COLOUR);
    expect(output.replace(COLOUR, "")).toBe((await command(["check", classic])).output);
  });

  test("are in no file and in no other format", async () => {
    const file = path.join(folder, "out.txt");
    const { output } = await onTerminal("check", classic, "--format", "json", "--format", "text", "--output", file);
    expect(output).not.toMatch(COLOUR);
    expect(readFileSync(file, "utf8")).not.toMatch(COLOUR);
  });
});

describe("a part of the findings", () => {
  const policies = async (...args: string[]) => {
    const { status, output } = await command(["check", classic, "--format", "json", ...args]);
    const [{ findings, policies: judged }] = JSON.parse(output ?? "").files;
    return { status, found: findings.map(({ policy }: { policy: string }) => policy), judged: Object.keys(judged) };
  };
  const all = ["pool-no-classic-communication", "pool-node-management-outbound", "nsg-no-classic-inbound"];

  test.each<[string[], number, string[]]>([
    [[], 1, all],
    [["--policy", "nsg-no-classic-inbound"], 1, ["nsg-no-classic-inbound"]],
    [["--policy", "nsg-no-classic-inbound,nsg-no-mixed-rules"], 1, ["nsg-no-classic-inbound"]],
    [["--policy", "nsg-no-mixed-rules", "--policy", "nsg-no-classic-inbound"], 1, ["nsg-no-classic-inbound"]],
    [["--policy", "nsg-no-mixed-rules"], 0, []],
    [["--severity", "low"], 1, all],
    [["--severity", "high"], 1, all.slice(0, 2)],
    [["--severity", "critical"], 0, []],
    [["--severity", "medium", "--policy", "nsg-no-classic-inbound"], 1, ["nsg-no-classic-inbound"]],
    [["--fail-on", "never"], 0, all],
    [["--fail-on", "advisory"], 1, all],
  ])("%j", async (args, status, found) => expect(await policies(...args)).toMatchObject({ status, found }));

  test("tells of the policies that were asked for alone", async () => {
    expect((await policies("--policy", "nsg-no-mixed-rules")).judged).toEqual(["nsg-no-mixed-rules"]);
  });
});

describe("--fail-on", () => {
  const lenient = write("advisory.txt", { all: "advisory" });
  const broken = write("broken.json", "{");
  test.each([
    ["mandatory", 0],
    ["advisory", 1],
    ["never", 0],
  ])("%s: advisory findings end with %i", async (level, status) => {
    expect((await command(["check", classic, "--config", lenient, "--fail-on", level])).status).toBe(status);
    const { output } = await command(["check", classic, "--config", lenient, "--format", "json"]);
    expect((await command(["report", "-", "--fail-on", level], output)).status).toBe(status);
  });

  test.each(["mandatory", "never"])("%s: what could not be judged weighs more", async (level) => {
    expect((await command(["check", classic, broken, "--fail-on", level])).status).toBe(2);
  });
});

describe("--quiet", () => {
  test("leaves out what has no findings", async () => {
    const { output } = await command(["check", sound, classic, "--quiet"]);
    expect(output).not.toContain("sound.json");
    expect(output).toContain("❌");
    expect(output).toContain("3 mandatory and 0 advisory findings in 2 files.");
  });

  test("says nothing where nothing is found", async () => {
    expect(await command(["check", sound, "--quiet"])).toEqual({ status: 0, output: "" });
  });
});
