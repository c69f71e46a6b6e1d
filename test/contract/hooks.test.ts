import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../toolchain/checkout";
import { COMMAND } from "../support/built-command";
import { useFiles } from "../support/files";
import { classicState } from "../support/stacks";

// The example files for pre-commit and for containers, tested without either.

interface Hook {
  readonly id: string;
  readonly language: string;
  readonly entry: string;
  readonly files: string;
  readonly additional_dependencies: readonly string[];
}

const { folder, write } = useFiles();
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

describe("examples/pre-commit/pre-commit-config.yaml", () => {
  const { repos } = parse(readFileSync(path.join(root, "examples/pre-commit/pre-commit-config.yaml"), "utf8"));
  const hooks: readonly Hook[] = repos[0].hooks;
  const hook = (id: string) => hooks.find((each) => each.id === id) as Hook;

  /** Runs a hook as pre-commit does: the words of its entry, followed by the files. */
  function run({ entry }: Hook, files: readonly string[]) {
    const [name, ...args] = entry.split(" ");
    expect(name).toBe("azure-batch-guard");
    return spawnSync(process.execPath, [COMMAND, ...args, ...files], { cwd: folder, encoding: "utf8" });
  }

  test("installs the version of this checkout, from npm", () => {
    for (const { language, additional_dependencies } of hooks)
      expect([language, additional_dependencies]).toEqual(["node", [`azure-batch-guard@${version}`]]);
  });

  test("judges the states of a commit", () => {
    const faulty = write("state.json", classicState());
    const sound = write("state-empty.json", { version: 3, deployment: {} });
    expect(run(hook("azure-batch-guard"), [sound, faulty])).toMatchObject({ status: 1 });
    expect(run(hook("azure-batch-guard"), [sound])).toMatchObject({ status: 0, stdout: "" });
  });

  test("checks all configurations of a commit", () => {
    const sound = write("policy-config.json", {});
    const wrong = write("policy-config-dev.json", { "nsg-no-mixed-rule": "mandatory" });
    expect(run(hook("azure-batch-guard-config"), [sound])).toMatchObject({ status: 0 });
    const { status, stdout } = run(hook("azure-batch-guard-config"), [sound, wrong]);
    expect([status, stdout.trimEnd().split("\n").length]).toEqual([1, 2]);
  });

  test.each([
    ["azure-batch-guard", "state.json", true],
    ["azure-batch-guard", "infra/preview-dev.json", true],
    ["azure-batch-guard", "package.json", false],
    ["azure-batch-guard", "estate.json", false],
    ["azure-batch-guard-config", "infra/policy-config.json", true],
    ["azure-batch-guard-config", "tsconfig.json", false],
  ])("%s: %s is one of its files: %s", (id, file, isOne) => {
    expect(new RegExp(hook(id).files).test(file)).toBe(isOne);
  });
});

describe("examples/container/Dockerfile", () => {
  const text = readFileSync(path.join(root, "examples/container/Dockerfile"), "utf8");

  test("has nothing that its linter complains of, and pins its base", () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-/);
    expect(text).toMatch(/^USER node$/m);
    expect(validate("FROM a\nRUNN b\n")).toHaveLength(1);
  });

  test("copies all that the command needs: what it copies runs alone", () => {
    const image = path.join(folder, "image");
    for (const [, from = "", to = ""] of text.matchAll(/^COPY --from=unpacked (.*) (\S+)$/gm)) {
      const target = path.join(image, to);
      const sources = from.split(" ").map((name) => path.join(root, name.replace("/package/", "")));
      execFileSync("mkdir", ["-p", to.endsWith("/") ? target : path.dirname(target)]);
      execFileSync("cp", ["-R", ...sources, target]);
    }
    const [, entry = ""] = /^ENTRYPOINT \["node", "(.*)"\]$/m.exec(text) ?? [];
    const call = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(image, entry), ...args], { cwd: folder, encoding: "utf8" });
    expect(call("version").stdout).toBe(`azure-batch-guard ${version}\n`);
    expect(call("check", write("a.json", classicState())).status).toBe(1);
    expect(call("policies", "settings").stdout).toMatch(/^# settings\n/);
    expect(call("fleet", "a.json", "--quiet").status).toBe(1);
    expect(readdirSync(path.join(image, "opt/azure-batch-guard"))).not.toContain("node_modules");
  });
});
