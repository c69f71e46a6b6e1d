import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { useFakes } from "../support/fakes";
import { fleetOver, scripts, state } from "../support/feeding";

const shell = useFakes();

describe("from-pulumi-cloud.sh", () => {
  const { bash, calls, fake, filesIn, folder, lay } = useFakes(path.join(scripts, "from-pulumi-cloud.sh"));
  /** Pulumi Cloud never returns the last ones; each must only result in a file inside the folder. */
  const NAMES = [
    "acme/render/dev",
    "acme/render/a stack",
    "acme/legacy/Prod",
    "acme/legacy/prod",
    "acme/Legacy/PROD",
    'acme/it\'s "quoted"/$(touch x);`touch y`',
    "acme/-rf/-n",
    "acme/../..",
    "acme/.hidden/.json",
    "-C/..//etc",
    "acme/ünï/\u202e\t",
  ];
  lay({ "stacks.json": NAMES.map((name) => ({ name, current: false })), "state.txt": state });
  fake(
    "pulumi",
    `
    const command = args.splice(0, 2).join(" ");
    if (args.includes("--show-secrets")) return 99;
    if (command === "stack ls") {
      const given = "--organization|acme|--all|--fully-qualify-stack-names|--json|--non-interactive";
      if (args.join("|") !== given) return 98;
      process.stdout.write(fs.readFileSync(process.env.STACKS ?? "stacks.json", "utf8"));
      return process.env.OFFLINE ? 255 : 0;
    }
    const [, name, , file] = args;
    if (command !== "stack export" || args[0] !== "--stack" || args[2] !== "--file" || args[4] !== "--non-interactive") return 97;
    const own = "urn:pulumi:" + Buffer.from(name).toString("hex") + "::";
    fs.writeFileSync(file, fs.readFileSync("state.txt", "utf8").replaceAll("urn:pulumi:dev::", own));
    if ((process.env.BROKEN ?? "").split("|").includes(name)) { process.stderr.write("error: [403] Forbidden\\n"); return 255; }`,
  );
  const exported = () => calls().flatMap(([, , command, , name = ""]) => (command === "export" ? [name] : []));

  test("exports each stack once, whatever it is called, into the folder and nowhere else", async () => {
    expect(await bash(["acme", "states"], { JOBS: "3" })).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(exported().sort()).toEqual([...NAMES].sort());
    expect(filesIn("states")).toHaveLength(NAMES.length);
    expect(filesIn("states")).toEqual(expect.arrayContaining(["render/dev.json", "-rf/-n.json", "%2E./%2E..json"]));
    // Also on a case-insensitive file system.
    expect(new Set(filesIn("states").map((name) => name.toLowerCase())).size).toBe(NAMES.length);
    const mark = (name: string) => createHash("sha256").update(name).digest("hex").slice(0, 12);
    expect(
      filesIn("states")
        .filter((name) => /^legacy/i.test(name))
        .sort(),
    ).toEqual([
      `Legacy/PROD@${mark("acme/Legacy/PROD")}.json`,
      ...[`legacy/Prod@${mark("acme/legacy/Prod")}.json`, `legacy/prod@${mark("acme/legacy/prod")}.json`].sort(),
    ]);
    expect(readdirSync(folder).sort()).toEqual(["stacks.json", "state.txt", "states"]);
    const { stdout, stderr } = await fleetOver(shell, folder, "states");
    expect(stdout).toMatch(new RegExp(`^${NAMES.length} stacks, `));
    expect(stderr).not.toContain("cannot");
  });

  test("skips a stack that cannot be exported, and reports it at once and at the end", async () => {
    const broken = ["acme/render/dev", 'acme/it\'s "quoted"/$(touch x);`touch y`'];
    const { status, stderr } = await bash(["acme", "some"], { BROKEN: broken.join("|") });
    expect(status).toBe(2);
    expect(stderr).toContain("error: [403] Forbidden\n");
    expect(stderr).toContain("Not exported: acme/render/dev\n");
    expect(stderr).toContain('Not exported: acme/it\\\'s\\ \\"quoted\\"/\\$\\(touch\\ x\\)\\;\\`touch\\ y\\`\n');
    expect(stderr).toMatch(/\nNot all stacks of acme could be exported\.\n$/);
    expect(filesIn("some")).toHaveLength(NAMES.length - broken.length);
    expect(filesIn("some").filter((name) => !name.endsWith(".json"))).toEqual([]);
  });

  test("takes parts: each stack is in one of them, and always in the same", async () => {
    calls();
    const parts: string[][] = [];
    for (const part of [1, 2, 3]) {
      expect((await bash(["acme", `part ${part}`, `${part}/3`])).status).toBe(0);
      parts.push(exported());
    }
    expect(parts.flat().sort()).toEqual([...NAMES].sort());
    const part = (name: string) => createHash("sha256").update(name).digest().readUInt32BE() % 3;
    expect(parts.map((names) => names.map(part))).toEqual(parts.map((names, at) => names.map(() => at)));
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ["a login that fails", ["acme", "new-1"], { OFFLINE: "1" }, "The stacks of acme cannot be listed."],
    [
      "an organisation without stacks",
      ["acme", "new-2"],
      { STACKS: "none.json" },
      "There is no stack in acme that this login can see.",
    ],
    [
      "a folder that is in use",
      ["acme", "states"],
      {},
      "states is not empty: what lies there would be judged with the others.",
    ],
    ["a part beyond the last", ["acme", "new-3", "4/3"], {}, "PART/PARTS is something like 2/5, not 4/3."],
    ["a part that is none", ["acme", "new-4", "1"], {}, "PART/PARTS is something like 2/5, not 1."],
    ["a wrong number of jobs", ["acme", "new-5"], { JOBS: "many" }, "JOBS is a number from 1 to 999, not many."],
    ["nothing", [], {}, "Usage: from-pulumi-cloud.sh ORGANISATION FOLDER [PART/PARTS]"],
  ])("tells %s", async (_what, args, environment, sentence) => {
    lay({ "none.json": "[]" });
    expect(await bash(args, environment)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });
});
