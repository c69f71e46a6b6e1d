// Over 200 lines: one section for each kind of input and option of the command.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { SNAPSHOT_FORMAT, type Snapshot } from "../../../policies/estate/snapshot";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { classicState, programOf, recorded, registered } from "../../support/stacks";
import { ARM_BODIES } from "../snapshot/arm-bodies";

const { folder, write } = useFiles();

const NETWORK = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network";
const group = (name: string, properties: object = { securityRules: [] }) => ({
  id: `${NETWORK}/networkSecurityGroups/${name}`,
  name,
  type: "microsoft.network/networksecuritygroups",
  location: "westeurope",
  properties,
});
const groups = (count: number, from = 0) => Array.from({ length: count }, (_, at) => group(`nsg-${from + at}`));
const page = (data: readonly unknown[], total: number, skip_token: string | null = null) => {
  return { count: data.length, data, skip_token, total_records: total };
};
const stack = (time: string, change: object = {}) => {
  const { deployment, ...rest } = classicState() as { deployment: object };
  return { ...rest, deployment: { ...deployment, manifest: { time, magic: "x" }, ...change } };
};
const terraform = (...resources: readonly object[]) => ({
  format_version: "1.0",
  terraform_version: "1.9.0",
  values: { root_module: { resources } },
});
const subnetOfTerraform = {
  mode: "managed",
  type: "azurerm_subnet",
  values: { id: `${NETWORK}/virtualNetworks/hub/subnets/a`, name: "a", address_prefixes: ["10.0.0.0/24"] },
};

let folders = 0;
/** Files in their own folder. */
function within(files: Readonly<Record<string, unknown>>): string {
  folders += 1;
  const own = path.join(folder, `folder-${folders}`);
  mkdirSync(own);
  for (const [name, content] of Object.entries(files)) write(path.join(path.basename(own), name), content);
  return own;
}

async function made(...args: readonly string[]): Promise<Snapshot> {
  const { status, output, complaint } = await command(["snapshot", ...args]);
  expect([status, complaint]).toEqual([0, undefined]);
  return JSON.parse(output ?? "");
}

describe("sources", () => {
  test("a stack has its name and the time of its deployment", async () => {
    const { format, sources } = await made(write("network.json", stack("2026-11-27T03:00:00.123456789+01:00")));
    expect(format).toBe(SNAPSHOT_FORMAT);
    const [source] = sources;
    expect(source).toMatchObject({ name: "shapes/dev", kind: "stack", time: "2026-11-27T02:00:00Z", coverage: [] });
    const types = source?.resources.map(({ type }) => type);
    expect(types).toContain("azure-native:network:NetworkSecurityGroup");
    expect(source?.resources.every(({ urn }) => urn?.startsWith("urn:pulumi:dev::shapes::"))).toBe(true);
  });

  test("a checkpoint, compressed, is the same", async () => {
    const { deployment } = stack("2026-11-27T02:00:00Z") as { deployment: object };
    const file = path.join(folder, "checkpoint.json.gz");
    writeFileSync(file, gzipSync(JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: deployment } })));
    expect(await made(file)).toEqual(await made(write("export.json", stack("2026-11-27T02:00:00Z"))));
  });

  test("a stack without a time has none, nor one with Go's zero time", async () => {
    for (const time of ["0001-01-01T00:00:00Z", ""]) {
      const { sources } = await made(write("timeless.json", stack(time)));
      expect(sources[0]).not.toHaveProperty("time");
    }
  });

  test.each<[string, unknown, string]>([
    ["az graph query", page([group("nsg")], 1), "azure"],
    [
      "the REST interface of Resource Graph",
      { count: 1, data: [group("nsg")], totalRecords: 1, resultTruncated: "false" },
      "azure",
    ],
    ["az rest", { value: [group("nsg")] }, "azure"],
    ["az network nsg list", [{ ...group("nsg"), properties: undefined, securityRules: [], etag: "1" }], "azure"],
    ["az network nsg show", group("nsg"), "azure"],
    ["terraform show -json", terraform(subnetOfTerraform), "terraform"],
    ["terraform show -json of nothing", { format_version: "1.0", terraform_version: "1.9.0" }, "terraform"],
    ["az graph query of nothing", page([], 0), "azure"],
  ])("%s is known by its content, and as old as its file", async (_what, content, kind) => {
    const file = write("answer.json", content);
    utimesSync(file, 1_764_208_800, 1_764_208_800);
    const [source] = (await made(file)).sources;
    expect(source).toMatchObject({ name: "answer.json", kind, time: "2025-11-27T02:00:00Z", coverage: [] });
  });

  test("all kinds of Azure at once, one after the other", async () => {
    const file = write("all.json", { value: ARM_BODIES.map(({ body }) => body) });
    const [source] = (await made(file)).sources;
    expect(source?.resources).toHaveLength(ARM_BODIES.length);
    const ids = source?.resources.map(({ id }) => id.toLowerCase()) ?? [];
    expect(ids).toEqual([...ids].sort());
  });

  test("--as-of says when, and --name what to call it", async () => {
    const file = write("named.json", page([group("nsg")], 1));
    const { sources } = await made(file, "--as-of", "2026-11-27", "--name", "hub");
    expect(sources[0]).toMatchObject({ name: "hub", time: "2026-11-27T00:00:00Z" });
  });

  test("standard input has no time", async () => {
    const { output } = await command(["snapshot", "-"], JSON.stringify(page([group("nsg")], 1)));
    const { sources } = JSON.parse(output ?? "") as Snapshot;
    expect(sources[0]).toMatchObject({ name: "standard input", kind: "azure" });
    expect(sources[0]).not.toHaveProperty("time");
  });

  test("the order of sources does not matter, nor that one comes twice", async () => {
    const files = [
      write("one.json", stack("2026-11-27T02:00:00Z")),
      write("two.json", page([group("nsg")], 1)),
      write("three.json", terraform(subnetOfTerraform)),
    ];
    const copy = write("copy.json", stack("2026-11-27T02:00:00Z"));
    const expected = await made(...files);
    expect(expected.sources).toHaveLength(3);
    expect(await made(...files.toReversed(), copy, files[1] as string)).toEqual(expected);
  });

  test("a snapshot of before is taken in, through the same sieve", async () => {
    const before = await made(write("first.json", stack("2026-11-27T02:00:00Z")));
    expect(await made(write("estate.json", before))).toEqual(before);
    const [source] = before.sources;
    const foul = source?.resources.map((each) => ({
      ...each,
      properties: { ...each.properties, tags: { password: "hunter2" } },
    }));
    expect(await made(write("estate.json", { ...before, sources: [{ ...source, resources: foul }] }))).toEqual(before);
  });

  test("what is hidden in it stays where it was", async () => {
    const rules = [null, { name: "b", access: "Allow" }];
    const resource = {
      type: "azure-native:network:NetworkSecurityGroup",
      id: `${NETWORK}/networkSecurityGroups/a`,
      properties: { name: "a", securityRules: rules },
      hidden: ["location", "securityRules[0]"],
    };
    const before = {
      format: SNAPSHOT_FORMAT,
      sources: [{ name: "x", kind: "azure", coverage: [], resources: [resource] }],
    };
    const { sources } = await made(write("hidden.json", before));
    expect(sources[0]?.resources[0]?.properties).toEqual(resource.properties);
    expect(new Set(sources[0]?.resources[0]?.hidden)).toEqual(new Set(resource.hidden));
  });
});

describe("coverage", () => {
  const claim = {
    format: "azure-batch-guard coverage 1",
    time: "2026-11-27T02:00:00Z",
    coverage: [{ subscription: "s-1", types: ["Microsoft.Network/networkSecurityGroups"] }],
  };

  test("is what a folder claims, which then is one source", async () => {
    const azure = within({ "a.json": page(groups(2), 2), "b.json": { value: groups(1, 2) }, "coverage.json": claim });
    const { sources } = await made(azure);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({
      name: path.basename(azure),
      kind: "azure",
      time: claim.time,
      coverage: claim.coverage,
    });
    expect(sources[0]?.resources).toHaveLength(3);
  });

  test("is of the files beside it alone, and of Azure alone", async () => {
    const azure = within({
      "a.json": page(groups(1), 1),
      "coverage.json": claim,
      "stack.json": stack("2026-11-27T02:00:00Z"),
    });
    const other = write("elsewhere.json", page(groups(1, 1), 1));
    const { sources } = await made(azure, other);
    const covered = sources.filter(({ coverage }) => coverage.length > 0);
    expect(sources).toHaveLength(3);
    expect(covered.map(({ kind, resources }) => [kind, resources.length])).toEqual([["azure", 1]]);
  });

  test("may say that there is nothing", async () => {
    const { sources } = await made(within({ "coverage.json": { ...claim, name: "hub" } }));
    expect(sources).toEqual([
      { name: "hub", kind: "azure", time: claim.time, coverage: claim.coverage, resources: [] },
    ]);
  });

  test("two answers about one resource are put together where they agree", async () => {
    const one = group("nsg", {
      securityRules: [
        { name: "b", properties: { access: "Deny" } },
        { name: "a", properties: { access: "Allow", priority: 100 } },
      ],
    });
    const other = {
      ...group("NSG", {
        securityRules: [
          { name: "a", properties: { access: "allow" } },
          { name: "b", properties: { access: "Deny", priority: 200 } },
        ],
      }),
      name: "nsg",
    };
    const { sources } = await made(
      within({ "a.json": { value: [one] }, "b.json": { value: [other] }, "coverage.json": claim }),
    );
    expect(sources[0]?.resources).toHaveLength(1);
    expect(sources[0]?.resources[0]?.properties.securityRules).toEqual([
      { name: "a", access: "Allow", priority: 100 },
      { name: "b", access: "Deny", priority: 200 },
    ]);
  });
});

describe("pages", () => {
  const three = [page(groups(2), 5, "t1"), page(groups(2, 2), 5, "t2"), page(groups(1, 4), 5)];

  test("make one source, in any order, and whatever their names are", async () => {
    const files = three.map((content, at) => write(`${["x", "y", "z"][at]}.json`, content));
    const [first = "", second = "", third = ""] = files;
    const { sources } = await made(third, first, second, first);
    expect(sources.map(({ resources }) => resources.length)).toEqual([5]);
  });

  test("that lack one are refused", async () => {
    for (const missing of [0, 1, 2]) {
      const files = three.filter((_, at) => at !== missing).map((content, at) => write(`p${at}.json`, content));
      const { status, complaint, output } = await command(["snapshot", ...files]);
      expect([status, output]).toEqual([2, undefined]);
      expect(complaint).toBe(
        `${files[0]} and 1 other page hold ${missing === 2 ? 4 : 3} of the 5 resources that the query found: a page is missing. Give all of them, each asked for with the skip token of the one before.`,
      );
    }
  });

  test("of a thousand, the one that is missing is missed", async () => {
    const all = Array.from({ length: 1000 }, (_, at) => page([group(`nsg-${at}`)], 1000, at < 999 ? `t${at}` : null));
    const files = Object.fromEntries(all.map((content, at) => [`page-${String(at).padStart(4, "0")}.json`, content]));
    expect((await made(within(files))).sources[0]?.resources).toHaveLength(1000);
    const { "page-0500.json": _, ...others } = files;
    const { status, complaint } = await command(["snapshot", within(others)]);
    expect(status).toBe(2);
    expect(complaint).toMatch(
      /page-0000\.json and 998 other pages hold 999 of the 1000 resources that the query found: a page is missing\./,
    );
    expect(complaint?.split("\n")).toHaveLength(1);
  });

  test("of a list lead on to the last one", async () => {
    const list = (next?: string) => ({ value: groups(1, next ? 0 : 1), ...(next ? { nextLink: next } : {}) });
    const first = write("list-1.json", list("https://management.azure.com/next"));
    const { status, complaint } = await command(["snapshot", first]);
    expect([status, complaint]).toEqual([
      2,
      `${first} leads to a next page, and the last one is missing: give all pages.`,
    ]);
    const { sources } = await made(first, write("list-2.json", list()));
    expect(sources.flatMap(({ resources }) => resources)).toHaveLength(2);
  });
});

test("a list of records of all types leads on to one that begins with another type", async () => {
  const zone = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/corp.example";
  const records = (type: string, next?: string) => ({
    value: [{ id: `${zone}/${type}/x`, name: "x", type: `Microsoft.Network/privateDnsZones/${type}`, properties: {} }],
    ...(next ? { nextLink: next } : {}),
  });
  const first = write("records-1.json", records("A", "https://management.azure.com/next"));
  const { sources } = await made(first, write("records-2.json", records("CNAME")));
  expect(sources.flatMap(({ resources }) => resources)).toHaveLength(2);
  const links = records("virtualNetworkLinks");
  expect((await command(["snapshot", first, write("links.json", links)])).complaint).toContain(
    "the last one is missing",
  );
});

describe("what is refused, in one sentence", () => {
  const contradicting = [
    group("nsg"),
    group("NSG", { securityRules: [{ name: "a", properties: { access: "Deny" } }] }),
  ];

  test.each<[string, unknown, string]>([
    [
      "something else",
      { hello: 1 },
      ' is neither the state of a stack, nor what "az graph query", "az rest" or "az … list" prints, nor what "terraform show -json" prints of a state, nor a snapshot.',
    ],
    ["no object", "7", " is not a JSON object."],
    ["no JSON", "{", " is not valid JSON: it ends too early, at line 1, column 2."],
    ["nothing", "", " is empty."],
    [
      "a snapshot of another version",
      { format: "azure-batch-guard snapshot 2", sources: [] },
      ' is "azure-batch-guard snapshot 2", and only "azure-batch-guard snapshot 1" is known.',
    ],
    ["a snapshot without sources", { format: SNAPSHOT_FORMAT }, " has no list of sources."],
    [
      "a snapshot with a wrong source",
      { format: SNAPSHOT_FORMAT, sources: [{ name: "a", kind: "aws", resources: [] }] },
      " has a kind that is none of stack, azure, terraform at sources[0].",
    ],
    [
      "a snapshot with a wrong resource",
      { format: SNAPSHOT_FORMAT, sources: [{ name: "a", kind: "azure", coverage: [], resources: [{ id: "/x" }] }] },
      " has no type at sources[0].resources[0].",
    ],
    [
      "a claim of another version",
      { format: "azure-batch-guard coverage 9" },
      ' is "azure-batch-guard coverage 9", and only "azure-batch-guard coverage 1" is known.',
    ],
    ["a claim without coverage", { format: "azure-batch-guard coverage 1" }, ' has no list "coverage".'],
    [
      "a claim with a wrong entry",
      { format: "azure-batch-guard coverage 1", coverage: [{ types: [] }] },
      ' has a wrong entry: coverage[0] needs a "subscription" and a list "types".',
    ],
    [
      "a recording",
      recorded(registered(programOf("a pool in a subnet with a security group"), "preview")),
      ' is a recording of a preview, which shows what a program plans, not what exists: give what "pulumi stack export" writes.',
    ],
    [
      "a preview",
      { steps: [], changeSummary: {} },
      ' shows what a program plans, not what exists: give what "pulumi stack export" writes.',
    ],
    [
      "a plan of Terraform",
      { format_version: "1.2", terraform_version: "1.9.0", planned_values: {} },
      ' is a plan of Terraform, which tells what is planned, not what is there: give what "terraform show -json" prints of a state.',
    ],
    [
      "a Terraform state as it is kept",
      { version: 4, terraform_version: "1.9.0", lineage: "x", resources: [] },
      ' is the file in which Terraform keeps a state: give what "terraform show -json" prints of it, which says what is sensitive.',
    ],
    [
      "another format of Terraform",
      { format_version: "9.0", values: {} },
      ' is of format "9.0" of "terraform show -json", and only 0 and 1 are known.',
    ],
    [
      "a state of another version",
      { version: 9, deployment: {} },
      " is a stack export of version 9, and only 3 and 4 are known.",
    ],
    [
      "a state with a stranger",
      { version: 3, deployment: { resources: [{ id: "x" }] } },
      " has something in its list of resources that is none: deployment.resources[0] has no URN.",
    ],
    [
      "az batch pool list",
      [{ id: "nodes", networkConfiguration: {} }],
      " cannot be read: [0] has no id of Azure Resource Manager.",
    ],
    [
      "az resource list",
      [{ ...group("nsg"), properties: null }],
      ' cannot be read: [0] has no properties, as what "az resource list" prints: ask for id, name, type, location, sku, properties.',
    ],
    [
      "a page that holds less than it says",
      { ...page(groups(1), 2), count: 2 },
      ' says that it holds 2 resources, and holds 1: it is not as "az graph query" printed it.',
    ],
    [
      "what Azure cut off",
      { data: [group("nsg")], resultTruncated: "true" },
      ' was cut off by Azure, which says so ("resultTruncated"): query again, with "project id, …" and "--first 1000".',
    ],
  ])("%s", async (_what, content, ending) => {
    const file = write("bad.json", content);
    expect(await command(["snapshot", file])).toEqual({ status: 2, complaint: `${file}${ending}` });
  });

  test("contradicting ids", async () => {
    const file = write("twice.json", { value: contradicting });
    const { status, complaint } = await command(["snapshot", file]);
    expect(status).toBe(2);
    expect(complaint).toBe(
      `twice.json contradicts itself about ${NETWORK}/networkSecurityGroups/nsg: securityRules has two different values. Collect it again, and in a folder of its own.`,
    );
  });

  test("contradicting ids of two sources are for whoever reads the snapshot", async () => {
    const files = contradicting.map((each, at) => write(`source-${at}.json`, each));
    expect((await made(...files)).sources).toHaveLength(2);
  });

  test("a file that is not there", async () => {
    const file = path.join(folder, "none.json");
    expect(await command(["snapshot", file])).toEqual({
      status: 2,
      complaint: `${file} cannot be read: there is no such file.`,
    });
  });

  test("a folder with nothing in it", async () => {
    const empty = within({});
    expect(await command(["snapshot", empty])).toEqual({
      status: 2,
      complaint: `${empty} has nothing in it that a snapshot is made from.`,
    });
  });

  test.each<[string, readonly string[], string]>([
    [
      "no source",
      [],
      'azure-batch-guard snapshot takes SOURCE|FOLDER…, or --queries: see "azure-batch-guard help snapshot".',
    ],
    [
      "a source beside --queries",
      ["x.json", "--queries"],
      "azure-batch-guard snapshot takes --queries without a SOURCE.",
    ],
    [
      "a time that is none",
      ["x.json", "--as-of", "yesterday"],
      "--as-of takes a time such as 2026-11-27T02:00:00Z, not yesterday.",
    ],
    [
      "a day that is none",
      ["x.json", "--as-of", "2026-13-40"],
      "--as-of takes a time such as 2026-11-27T02:00:00Z, not 2026-13-40.",
    ],
  ])("%s", async (_what, args, complaint) => {
    expect(await command(["snapshot", ...args])).toEqual({ status: 2, complaint });
  });

  test("a name for two sources", async () => {
    const files = [write("n1.json", group("a")), write("n2.json", group("b"))];
    expect(await command(["snapshot", ...files, "--name", "hub"])).toEqual({
      status: 2,
      complaint: "--name names one source, and there are 2: n1.json, n2.json.",
    });
  });
});

describe("in a folder", () => {
  test("something else is passed by, and told", async () => {
    const mixed = within({ "a.json": group("nsg"), "package.json": { name: "x" } });
    const { status, output, complaint } = await command(["snapshot", mixed]);
    expect(status).toBe(0);
    expect((JSON.parse(output ?? "") as Snapshot).sources).toHaveLength(1);
    expect(complaint).toMatch(/^Passed by: .*package\.json is neither /);
  });

  test("that claims to be complete, it is refused", async () => {
    const claim = { format: "azure-batch-guard coverage 1", coverage: [] };
    const { status, complaint } = await command([
      "snapshot",
      within({ "a.json": { error: "x" }, "coverage.json": claim }),
    ]);
    expect(status).toBe(2);
    expect(complaint).toContain("a.json is neither ");
  });

  test("what is broken is refused", async () => {
    expect((await command(["snapshot", within({ "a.json": group("nsg"), "b.json": "{" })])).status).toBe(2);
  });
});

describe("what is written", () => {
  test("has a line for each resource, and nothing that a CI obeys", async () => {
    const file = write("lines.json", { value: [group("##vso[task.complete]"), group("b")] });
    const { output = "" } = await command(["snapshot", file]);
    expect(output).not.toContain("##vso[");
    const { sources } = JSON.parse(output) as Snapshot;
    expect(sources[0]?.resources.map(({ properties }) => properties.name)).toEqual(["##vso[task.complete]", "b"]);
    expect(output.split("\n").filter((line) => line.startsWith('{"type":'))).toHaveLength(2);
  });

  test("is JSON for a source without resources, too", async () => {
    expect((await made(write("none-in-it.json", page([], 0)))).sources).toMatchObject([
      { resources: [], coverage: [] },
    ]);
  });
});

describe("files", () => {
  const state = () => write("network.json", stack("2026-11-27T02:00:00Z"));

  test("--output writes the snapshot, whole or not at all", async () => {
    const output = path.join(within({}), "estate.json");
    expect(await command(["snapshot", state(), "--output", output])).toEqual({ status: 0 });
    const before = readFileSync(output, "utf8");
    expect((JSON.parse(before) as Snapshot).format).toBe(SNAPSHOT_FORMAT);
    await command(["snapshot", state(), write("bad.json", "{"), "--output", output]);
    expect(readFileSync(output, "utf8")).toBe(before);
    expect(readdirSync(path.dirname(output))).toEqual(["estate.json"]);
  });

  test("a source is not overwritten, neither by --output nor by --config", async () => {
    const file = state();
    for (const option of ["--output", "--config"]) {
      expect(await command(["snapshot", file, option, file])).toEqual({
        status: 2,
        complaint: `${file} is read by this command, so it cannot be written: name another file.`,
      });
    }
  });

  test.each<[string, unknown, object]>([
    ["a new file", undefined, {}],
    ["an empty one", "", {}],
    [
      "one with other policies and settings",
      { all: "advisory", settings: { trustedNextHops: ["10.0.0.4"] } },
      { all: "advisory", settings: { trustedNextHops: ["10.0.0.4"] } },
    ],
    ["one with a level", { settings: "advisory" }, { settings: { enforcementLevel: "advisory" } }],
    ["one with an older estate", { settings: { estate: { format: "x" } } }, {}],
    [
      "one of version 2",
      { version: 2, policies: { settings: { trustedNextHops: [] } }, exceptions: {} },
      { version: 2, policies: { settings: { trustedNextHops: [] } }, exceptions: {} },
    ],
  ])("--config puts it into %s, and keeps the rest", async (_what, before, rest) => {
    const own = within({});
    const config = path.join(own, "policy-config.json");
    if (before !== undefined) writeFileSync(config, typeof before === "string" ? before : JSON.stringify(before));
    expect(await command(["snapshot", state(), "--config", config])).toEqual({ status: 0 });
    const written = JSON.parse(readFileSync(config, "utf8"));
    const settings = (written.policies ?? written).settings;
    // A JSON string: the engine passes objects on value by value.
    expect(JSON.parse(settings.estate)).toEqual(await made(state()));
    const { settings: given = {} } = ((rest as { policies?: object }).policies ?? rest) as { settings?: object };
    expect(settings).toEqual({ ...given, estate: settings.estate });
    const { settings: _, policies: __, ...others } = written;
    const { settings: ___, policies: ____, ...expected } = rest as Record<string, unknown>;
    expect(others).toEqual(expected);
    expect(readdirSync(own)).toEqual(["policy-config.json"]);
  });

  test("--config beside --output writes both", async () => {
    const own = within({});
    const [config, output] = [path.join(own, "config.json"), path.join(own, "estate.json")];
    expect(await command(["snapshot", state(), "--config", config, "--output", output])).toEqual({ status: 0 });
    const { settings } = JSON.parse(readFileSync(config, "utf8"));
    expect(JSON.parse(settings.estate)).toEqual(JSON.parse(readFileSync(output, "utf8")));
    const same = await command(["snapshot", state(), "--config", output, "--output", output]);
    expect(same.complaint).toBe(`${output} is to be written twice: each output needs a file of its own.`);
  });

  test("a configuration that the engine would refuse stays as it is", async () => {
    const config = write("config.json", '{ "all": "sometimes" }');
    const { status, complaint } = await command(["snapshot", state(), "--config", config]);
    expect([status, complaint]).toEqual([
      2,
      `${config}:1:10: all: "sometimes" is not a level. Accepted: mandatory, advisory, disabled, remediate.`,
    ]);
    expect(readFileSync(config, "utf8")).toBe('{ "all": "sometimes" }');
  });

  test("a folder that is not there is told before anything is read", async () => {
    const config = path.join(folder, "none", "config.json");
    const { status, complaint } = await command(["snapshot", state(), "--config", config]);
    expect([status, complaint]).toEqual([2, `${config} cannot be written: there is no such folder.`]);
    expect(existsSync(config)).toBe(false);
  });
});

test("--queries prints a script for sh that only reads", async () => {
  const { status, output = "" } = await command(["snapshot", "--queries"]);
  expect(status).toBe(0);
  const file = write("queries.sh", output);
  execFileSync("sh", ["-n", file]);
  for (const table of ["resources", "networkresources", "dnsresources", "batchresources"])
    expect(output).toContain(`"${table} | where type in~ (`);
  const commands = [...output.matchAll(/\baz ([a-z]+ ?[a-z]*)/g)].map(([, words]) => words?.trim());
  expect(new Set(commands)).toEqual(new Set(["cloud show", "graph query", "rest"]));
  // The deployment status of a network manager is a POST with a body; it only reads, too.
  const asked = [...output.matchAll(/--method (\w+) --url "([^"]*)"/g)].map(([, method, url]) => [method, url]);
  expect(asked).toEqual([
    ["get", "$url"],
    ["post", "$endpoint$1/listDeploymentStatus?api-version=2024-05-01"],
  ]);
});
