import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ARM_TYPES } from "../../cli/snapshot/arm-kinds";
import { COVERED } from "../../cli/snapshot/queries";
import type { Snapshot } from "../../policies/estate/snapshot";
import { root } from "../../toolchain/checkout";
import { ARM_BODIES } from "../cli/snapshot/arm-bodies";
import { COMMAND } from "../support/built-command";
import { useFakes } from "../support/fakes";

// examples/estate/from-azure.sh, with a fake "az" that answers as Azure does.

const { bash, calls, fake, folder, lay } = useFakes(path.join(root, "examples/estate/from-azure.sh"));

fake(
  "azure-batch-guard",
  `return require("node:child_process").spawnSync(process.execPath, [${JSON.stringify(COMMAND)}, ...args], { stdio: "inherit" }).status;`,
);

// Pages of eight resources, so that there are several pages.
fake(
  "az",
  `
  const { resources, fails } = JSON.parse(fs.readFileSync("azure.json", "utf8"));
  const of = (name) => args[args.indexOf(name) + 1];
  const print = (value) => void process.stdout.write(JSON.stringify(value, undefined, 2) + "\\n");
  if (fails && args.join(" ").includes(fails)) {
    process.stderr.write("ERROR: InvalidQuery\\n");
    return 1;
  }
  if (args[0] === "cloud") return void process.stdout.write("https://management.azure.com/\\n");
  if (args[0] === "graph") {
    const query = of("--graph-query");
    const types = query.match(/'[^']+'/g).map((type) => type.slice(1, -1));
    const found = resources.filter(({ id, type }) => types.includes(type.toLowerCase()) && id.includes(of("--subscriptions")));
    const from = args.includes("--skip-token") ? Number(of("--skip-token")) : 0;
    const data = found.slice(from, from + 8);
    const next = from + 8 < found.length ? String(from + 8) : null;
    return print({ count: data.length, data, skip_token: next, total_records: found.length });
  }
  const url = new URL(of("--url"));
  if (of("--method") === "post") {
    const { regions, deploymentTypes, skipToken } = JSON.parse(of("--body"));
    const networkManager = path.dirname(url.pathname);
    const all = regions.flatMap((region) => deploymentTypes.map((deploymentType) => ({ region, deploymentType })));
    const from = Number(skipToken ?? 0);
    const configurationIds = [networkManager + "/securityAdminConfigurations/c"];
    const value = all.slice(from, from + 1).map((each) => {
      return { networkManager, ...each, deploymentStatus: "Deployed", configurationIds };
    });
    return print({ value, skipToken: from + 1 < all.length ? String(from + 1) : null });
  }
  const from = Number(url.searchParams.get("$skiptoken") ?? 0);
  const list = resources.filter(({ id }) => path.dirname(id) === url.pathname);
  url.searchParams.set("$skiptoken", String(from + 1));
  print({ value: list.slice(from, from + 1), ...(from + 1 < list.length ? { nextLink: url.href } : {}) });
  `,
);

// Azure returns these inside of other resources, not in lists of their own.
const INSIDE = /\/(subnets|virtualNetworkPeerings|securityRules|routes)$/;
const NOT_LISTED: readonly string[] = [
  "Microsoft.Resources/resourceGroups",
  "Microsoft.Network/networkSecurityPerimeters/resourceAssociations",
];
const listed = ARM_BODIES.filter(({ armType }) => !INSIDE.test(armType) && !NOT_LISTED.includes(armType));
const bodies = listed.map(({ body }) => body);
const another = JSON.parse(JSON.stringify(bodies).replaceAll("/subscriptions/s-1/", "/subscriptions/s-2/"));
/** Two zone groups of one endpoint, so that a list has two pages. */
const secondGroup = bodies
  .filter(({ id }) => id.includes("/privateDnsZoneGroups/"))
  .map((body) => ({ ...body, id: `${body.id}-2`, name: "second" }));

const azure = { resources: [...bodies, ...another, ...secondGroup] };

beforeEach(() => {
  lay({ "azure.json": azure });
  calls();
});

const estate = (): Snapshot => JSON.parse(readFileSync(path.join(folder, "estate.json"), "utf8"));

describe("of two subscriptions", () => {
  test("all pages of all lists are collected, by commands that only read", async () => {
    const { status, stderr } = await bash(["estate.json", "s-1", "s-2"]);
    expect([status, stderr]).toEqual([0, ""]);
    const { sources } = estate();
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({
      name: "azure",
      kind: "azure",
      time: expect.stringMatching(/^2\d{3}-\d\d-\d\dT/),
    });
    const all = sources[0]?.resources ?? [];
    const commits = all.filter(({ type }) => type.endsWith(":Commit"));
    expect(commits.map(({ id }) => id.replace(/^.*(?=.subscriptions)/, ""))).toEqual(
      ["s-1", "s-2"].flatMap((subscription) =>
        ["Routing", "SecurityAdmin"].map(
          (type) =>
            `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/networkManagers/avnm/commits/${type}-westeurope`,
        ),
      ),
    );
    const ids = all
      .filter((each) => !commits.includes(each))
      .map(({ id }) => id.toLowerCase())
      .sort();
    expect(ids).toEqual(azure.resources.map(({ id }) => String(id).toLowerCase()).sort());

    // The source claims complete coverage of the types that it lists, and of those inside them.
    expect(sources[0]?.coverage).toEqual(["s-1", "s-2"].map((subscription) => ({ subscription, types: COVERED })));

    const asked = calls().filter(([name]) => name === "az");
    const verbs = asked.map(([, group, verb]) => (group === "rest" ? "rest" : `${group} ${verb}`));
    expect(new Set(verbs)).toEqual(new Set(["cloud show", "graph query", "rest"]));
    for (const [, group, ...args] of asked) {
      // The request for a network manager's deployment status is a POST with a body; it only reads.
      const isStatus = args.some((each) => /\/networkManagers\/[^/]+\/listDeploymentStatus\?/.test(each));
      if (group === "rest") expect(args.slice(0, 3)).toEqual(["--method", isStatus ? "post" : "get", "--url"]);
      if (group === "graph") expect(args[args.indexOf("--first") + 1]).toBe("1000");
    }
    expect(asked.filter((call) => call.includes("--skip-token")).length).toBeGreaterThan(3);
    expect(asked.filter((call) => call.some((each) => each.includes("skiptoken"))).length).toBeGreaterThan(0);
  });

  test("all kinds but resource groups and associations with perimeters are listed", () => {
    const covered: readonly string[] = COVERED;
    expect(Object.keys(ARM_TYPES).filter((type) => !covered.includes(type))).toEqual(NOT_LISTED);
  });
});

describe("where Resource Graph has no pools", () => {
  test("the accounts list them", async () => {
    lay({ "azure.json": { ...azure, fails: "batchresources" } });
    const { status } = await bash(["estate.json", "s-1"]);
    expect(status).toBe(0);
    expect(estate().sources[0]?.resources.map(({ type }) => type)).toContain("azure-native:batch:Pool");
  });
});

describe("where what a manager deploys may not be read", () => {
  test("it is said, and all the rest is collected", async () => {
    lay({ "azure.json": { ...azure, fails: "listDeploymentStatus" } });
    const { status, stderr } = await bash(["estate.json", "s-1"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/What \/subscriptions\/s-1\/.*\/networkManagers\/avnm deploys is not known/);
    const types = estate().sources[0]?.resources.map(({ type }) => type) ?? [];
    expect(types).not.toContain("azure-native:network:Commit");
    expect(types).toContain("azure-native:network:NetworkManager");
  });
});

describe("what fails half way", () => {
  let before: string;
  beforeAll(async () => {
    lay({ "azure.json": azure });
    await bash(["before.json", "s-1"]);
    before = readFileSync(path.join(folder, "before.json"), "utf8");
  });

  test.each(["cloud show", "networkresources", "virtualHubs/vhub/routingIntent"])("at %s", async (fails) => {
    lay({ "azure.json": { ...azure, fails }, "estate.json": before });
    const { status, stderr } = await bash(["estate.json", "s-1"]);
    expect([status === 0, stderr]).toEqual([false, "ERROR: InvalidQuery\n"]);
    expect(readFileSync(path.join(folder, "estate.json"), "utf8")).toBe(before);
  });

  test.each([[[]], [["none.json"]]])("without a subscription: %j", async (args: readonly string[]) => {
    const { status, stderr } = await bash(args);
    expect([status, stderr]).toEqual([2, "Usage: from-azure.sh estate.json SUBSCRIPTION...\n"]);
    expect(existsSync(path.join(folder, "none.json"))).toBe(false);
  });
});
