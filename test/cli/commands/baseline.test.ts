import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../support/command";
import { anExemption, daysFromToday } from "../../support/exemptions";
import { useFiles } from "../../support/files";
import { classicState } from "../../support/stacks";

const { folder, write } = useFiles();
const classic = write("classic.json", classicState());

test("writes today's findings as exemptions of their stack, until in 90 days", async () => {
  const { status, output, complaint } = await command(["baseline", classic]);
  expect([status, complaint]).toEqual([0, `3 exemptions until ${daysFromToday(90)}: fill in their reasons.`]);
  const { exemptions } = JSON.parse(output ?? "").settings;
  expect(exemptions).toHaveLength(3);
  expect(exemptions[0]).toEqual({
    policy: "pool-no-classic-communication",
    resource: "urn:pulumi:dev::shapes::azure-native:batch:Pool::render",
    project: "shapes",
    stack: "dev",
    reason: "TODO: say why this is accepted (found on 2026-05-15).",
    expires: daysFromToday(90),
  });
  expect(exemptions[2]).toMatchObject({ policy: "nsg-no-classic-inbound", rule: "AllowBatchInbound" });
});

describe("what it writes", () => {
  const judge = async (state: string, config: string, today?: string) => {
    const { status, output } = await command(["check", state, "--config", config, "--format", "json"], "", today);
    const [file] = JSON.parse(output ?? "").files;
    return { status, findings: file.findings, exempted: file.exempted };
  };

  test("is right for check-config, and leaves nothing to find until it ends", async () => {
    const config = path.join(folder, "baseline.txt");
    await command(["baseline", classic, "--output", config]);
    expect(await command(["check-config", config])).toMatchObject({ status: 0 });
    const { status, findings, exempted } = await judge(classic, config);
    expect(status).toBe(0);
    expect(findings.map(({ policy }: { policy: string }) => policy)).toEqual(["exemptions"]);
    expect(exempted).toHaveLength(3);
    expect((await judge(classic, config, daysFromToday(91))).status).toBe(1);
  });

  test.each([
    ["other glob languages", "a{b,c}[d-e]!(f)"],
    ["wildcards", "a*b?c"],
    ["spaces", " a "],
    ["a very long name", "x".repeat(2000)],
    ["the separators of URNs", "a::b$c"],
    ["quotes and escapes", 'a"\\\n'],
  ])("exempts a resource whose name has %s", async (_what, name) => {
    const renamed = JSON.parse(JSON.stringify(classicState()), (_key, value) =>
      typeof value === "string" ? value.replace(/::render$/, () => `::${name}`) : value,
    );
    const state = write("renamed.json", renamed);
    const config = path.join(folder, "renamed.txt");
    await command(["baseline", state, "--output", config]);
    expect(await command(["check-config", config])).toMatchObject({ status: 0 });
    expect((await judge(state, config)).exempted).toHaveLength(3);
  });

  test("adds to a configuration, and keeps what is in it", async () => {
    const given = {
      undecided: "disabled",
      "nsg-no-classic-inbound": "advisory",
      settings: { enforcementLevel: "advisory", retirementDate: "2026-01-01", exemptions: [anExemption()] },
    };
    const config = write("given.txt", given);
    const { output } = await command(["baseline", classic, "--config", config]);
    const { settings, ...levels } = JSON.parse(output ?? "");
    expect(levels).toEqual({ undecided: "disabled", "nsg-no-classic-inbound": "advisory" });
    expect(settings).toMatchObject({ enforcementLevel: "advisory", retirementDate: "2026-01-01" });
    // The first one was exempted already.
    expect(settings.exemptions).toHaveLength(3);
    expect(settings.exemptions[0]).toEqual(anExemption());
  });
});

test("what no exemption can be about is reported", async () => {
  const config = write("wrong.txt", { settings: { retirementDate: "soon" } });
  const { complaint } = await command(["baseline", classic, "--config", config]);
  expect(complaint?.split("\n")[1]).toBe(
    'Not exemptable: settings: retirementDate: "soon" is not a day of the calendar.',
  );
});

test("a file that cannot be judged is no baseline", async () => {
  const broken = write("broken.json", "{");
  const file = path.join(folder, "none.txt");
  expect(await command(["baseline", classic, broken, "--output", file])).toEqual({
    status: 2,
    complaint: `${broken} is not valid JSON: it ends too early, at line 1, column 2.`,
  });
  expect(existsSync(file)).toBe(false);
});

test("the file is written whole, or not at all", async () => {
  const file = path.join(folder, "out.txt");
  expect(await command(["baseline", classic, "--output", file])).toMatchObject({ status: 0 });
  expect(readFileSync(file, "utf8").endsWith("}\n")).toBe(true);
  const nowhere = path.join(folder, "no folder", "out.txt");
  expect(await command(["baseline", classic, "--output", nowhere])).toEqual({
    status: 2,
    complaint: `${nowhere} cannot be written: there is no such folder.`,
  });
});

test("adds to a configuration of version 2, and keeps its exceptions", async () => {
  const exceptions = {
    "EXC-1": { reason: "known", match: [{ policies: ["undecided"], targets: ["urn:pulumi:a::b::c::d"] }] },
  };
  const config = write("version-two.txt", { version: 2, policies: { undecided: "disabled" }, exceptions });
  const { output } = await command(["baseline", classic, "--config", config]);
  const written = JSON.parse(output ?? "");
  expect(written).toMatchObject({ version: 2, policies: { undecided: "disabled" }, exceptions });
  expect(written.policies.settings.exemptions).toHaveLength(3);
});
