// Over 200 lines: one section for each kind of step of a plan, and the programs that lead to it.

import { describe, expect, test } from "vitest";
import { isBlock, type Migration } from "../../../cli/migrate/migration";
import { plain } from "../../../cli/migrate/phrase";
import {
  account,
  inGroup,
  network,
  pool,
  routeTable,
  securityGroup,
  standaloneRule,
  subnet,
} from "../../programs/parts";
import {
  denyInternetOut,
  denyOut,
  farm,
  inbound,
  locatedLater,
  outbound,
  toBatch,
  withEndpoint,
} from "../../rules/parts";
import { type Looked, migrationFor } from "../../support/migration";
import { type Args, later, native, type Program, ref } from "../../support/program/language";

const classic: Args = { targetNodeCommunicationMode: "Classic" };
const fixed = (nodes: unknown, spot?: unknown): Args => ({
  scaleSettings: {
    fixedScale: { targetDedicatedNodes: nodes, ...(spot === undefined ? {} : { targetLowPriorityNodes: spot }) },
  },
});
const formula: Args = {
  scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes = 5;", evaluationInterval: "PT5M" } },
};
const cloudServices: Args = { deploymentConfiguration: { cloudServiceConfiguration: { osFamily: "6" } } };
const classicIn = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
const storageOut = outbound(120, "Allow", "Tcp", "Storage.WestEurope", "443");

const steps = ({ steps }: Migration) => steps.map(({ kind }) => kind);
const reasons = ({ pools }: Migration) =>
  pools.map(({ pool, because }) => [pool.entity.resource.name, ...because.map(plain)]);
const said = (migration: Migration, kind: string) =>
  migration.steps
    .filter((step) => step.kind === kind)
    .flatMap(({ title, text }) => [
      plain(title),
      ...text.map((each) => (isBlock(each) ? each.block.join("\n") : plain(each))),
    ])
    .join("\n");
const edits = (migration: Migration, kind: string) =>
  migration.steps
    .filter((step) => step.kind === kind)
    .flatMap((step) =>
      step.edits.map((edit) => {
        const { action, name } = edit;
        return [action, name, ...("path" in edit ? [edit.path] : []), ...("value" in edit ? [edit.value] : [])];
      }),
    );

const asks = 'it asks for the classic mode in "targetNodeCommunicationMode"';
const runs = "its nodes run in the classic mode, as Azure reports";
const blocked = "security rules block its nodes from the Batch service";
const shutOut = "its account blocks its nodes from the Batch service";
const denying = (...ipRules: readonly Args[]): Args => ({
  networkProfile: { nodeManagementAccess: { defaultAction: "Deny", ipRules } },
});
const open = '"nsg" still has rules for TCP 29876-29877 into its nodes';

describe("which pools depend on the classic mode, and the steps for them", () => {
  test.each<{ title: string; program: Program; because: string[]; steps: string[]; looked?: Looked }>([
    { title: "a simplified pool in a clean network", program: farm({ rules: [toBatch] }), because: [], steps: [] },
    {
      title: "a pool without a network",
      program: farm({ pool: { networkConfiguration: undefined } }),
      because: [],
      steps: [],
    },
    {
      title: "a classic pool without a network",
      program: inGroup({ batch: account(), render: pool(undefined, { ...classic, ...fixed(2) }) }),
      because: [asks, runs],
      steps: ["empty", "mode", "resize", "verify"],
    },
    {
      title: "a classic pool in the network of the guide",
      program: farm({ rules: [classicIn, storageOut, denyInternetOut], pool: { ...classic, ...fixed(8) } }),
      because: [asks, runs, blocked, open],
      steps: ["open", "empty", "mode", "resize", "verify", "close", "storage"],
    },
    {
      title: "the same before its deployment",
      program: farm({ rules: [classicIn, storageOut, denyInternetOut], pool: { ...classic, ...fixed(8) } }),
      looked: { shown: "preview" },
      because: [asks, blocked, open],
      steps: ["open", "empty", "mode", "resize", "verify", "close", "storage"],
    },
    {
      title: "the mode in another casing",
      program: farm({ pool: { targetNodeCommunicationMode: "classic", ...fixed(1) } }),
      because: [asks, runs],
      steps: ["empty", "mode", "resize", "verify"],
    },
    {
      title: "a classic pool whose way is open",
      program: farm({ rules: [classicIn, toBatch], pool: { ...classic, ...fixed(8) } }),
      because: [asks, runs, open],
      steps: ["empty", "mode", "resize", "verify", "close"],
    },
    {
      title: "a classic pool with a node management endpoint, behind rules that deny everything",
      program: farm({ ...withEndpoint, rules: [denyInternetOut], pool: { ...classic, ...fixed(1) } }),
      because: [asks, runs],
      steps: ["empty", "mode", "resize", "verify"],
    },
    {
      title: "a classic pool that asks for no nodes",
      program: farm({ pool: { ...classic, ...fixed(0) } }),
      because: [asks, runs],
      steps: ["mode", "verify"],
    },
    {
      title: "a classic pool without any scale",
      program: farm({ pool: classic }),
      because: [asks, runs],
      steps: ["mode", "verify"],
    },
    {
      title: "a pool whose nodes were never replaced",
      program: farm({ rules: [toBatch], pool: fixed(3) }),
      looked: {
        change: (text) =>
          text.replaceAll('"currentNodeCommunicationMode":"Simplified"', '"currentNodeCommunicationMode":"Classic"'),
      },
      because: [runs],
      steps: ["empty", "resize", "verify"],
    },
    {
      title: "a simplified pool whose network is still classic",
      program: farm({ rules: [classicIn, denyInternetOut] }),
      because: [blocked, open],
      steps: ["open", "verify", "close"],
    },
    {
      title: "a rule left over, though denied before",
      program: farm({ rules: [inbound(110, "Deny", "*", "*"), { ...classicIn, priority: 120 }, toBatch] }),
      because: [open],
      steps: ["close"],
    },
    {
      title: "a pool of Cloud Services",
      program: farm({ rules: [toBatch], pool: { ...cloudServices, ...fixed(2) } }),
      because: ["it runs on Cloud Services, which always communicate in the classic mode"],
      steps: ["recreate", "verify"],
    },
    {
      title: "a classic pool with neither public addresses nor a network",
      program: inGroup({
        batch: account(),
        render: pool(
          { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } },
          { ...classic, ...fixed(1) },
        ),
      }),
      because: [asks, runs, "its nodes have no outbound path to the Batch service"],
      steps: ["obstacle", "recreate", "verify"],
    },
    {
      title: "a route that drops everything",
      program: farm({
        pool: { ...classic, ...fixed(1) },
        subnet: { routeTable: { id: ref("rt") } },
        more: { rt: routeTable({ name: "all", addressPrefix: "0.0.0.0/0", nextHopType: "None" }) },
      }),
      because: [asks, runs, "a route blocks its nodes from the Batch service"],
      steps: ["obstacle", "empty", "mode", "resize", "verify"],
    },
    {
      title: "an account that is closed to the public",
      program: farm({ account: { publicNetworkAccess: "Disabled" }, pool: { ...classic, ...fixed(1) } }),
      because: [asks, runs, shutOut],
      steps: ["obstacle", "empty", "mode", "resize", "verify"],
    },
    {
      title: "a simplified pool of an account that is closed to the public",
      program: farm({ account: { publicNetworkAccess: "Disabled" } }),
      because: [shutOut],
      steps: ["obstacle", "verify"],
    },
    {
      title: "the same before its deployment, without a network",
      program: inGroup({ batch: account({ publicNetworkAccess: "Disabled" }), render: pool(undefined) }),
      looked: { shown: "preview" },
      because: [shutOut],
      steps: ["obstacle", "verify"],
    },
    {
      title: "a simplified pool of an account that denies node management",
      program: farm({ account: denying() }),
      because: [shutOut],
      steps: ["obstacle", "verify"],
    },
    {
      title: "the same with an endpoint",
      program: farm({ ...withEndpoint, account: denying() }),
      because: [],
      steps: [],
    },
    {
      title: "an account that lets in some addresses, of which those of the nodes may be one",
      program: farm({ account: denying({ action: "Allow", value: "203.0.113.0/24" }) }),
      because: [],
      steps: [],
    },
    {
      title: "a pool without public addresses in a network without a way out",
      program: farm({ networking: { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } } }),
      because: ["its nodes have no outbound path to the Batch service"],
      steps: ["obstacle", "verify"],
    },
    {
      title: "pools that only the settings declare",
      program: farm({ rules: [classicIn, denyInternetOut], more: { render: account() } }),
      looked: { settings: { batchSubnets: ["snet"] } },
      because: [blocked, open],
      steps: ["open", "verify", "close"],
    },
  ])("$title", ({ program, because, steps: expected, looked }) => {
    const migration = migrationFor(program, looked);
    expect(migration.pools.flatMap((each) => each.because.map(plain))).toEqual(because);
    expect(steps(migration)).toEqual(expected);
  });
});

describe("the rule that opens the way", () => {
  const rule = (priority: number, more: Args = {}) => ({
    name: "AllowBatchNodeManagementOutbound",
    priority,
    ...{ direction: "Outbound", access: "Allow", protocol: "*", sourceAddressPrefix: "*", sourcePortRange: "*" },
    ...{ destinationAddressPrefix: "BatchNodeManagement.WestEurope", destinationPortRange: "443" },
    ...more,
  });

  test.each<{ title: string; program: Program; expected: unknown }>([
    {
      title: "has a priority before the one that denies",
      program: farm({ rules: [outbound(150, "Deny", "*", "Internet")] }),
      expected: [["add", "nsg", "securityRules", rule(100)]],
    },
    {
      title: "has a priority that no other rule has",
      program: farm({ rules: [classicIn, denyInternetOut] }),
      expected: [["add", "nsg", "securityRules", rule(200)]],
    },
    {
      title: "has a name that no other rule has",
      program: farm({ rules: [{ ...denyInternetOut, name: "ALLOWBATCHNODEMANAGEMENTOUTBOUND" }] }),
      expected: [["add", "nsg", "securityRules", rule(100, { name: "AllowBatchNodeManagementOutbound2" })]],
    },
    {
      title: "takes effect on every subnet behind the group",
      program: farm({
        rules: [denyInternetOut, { ...outbound(150, "Deny", "*", "*"), sourceAddressPrefix: "10.0.2.0/24" }, classicIn],
        more: {
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          // The pool comes last: for the first subnet alone, the rule would get a later priority.
          zrender: pool({ subnetId: ref("other") }),
        },
      }),
      expected: [["add", "nsg", "securityRules", rule(110)]],
    },
    {
      title: "is a new one where pools of two regions use the group",
      program: farm({
        rules: [toBatch, denyOut],
        more: {
          vnet2: network("10.9.0.0/16", { location: "northeurope" }),
          snet2: subnet("vnet2", "10.9.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          batch2: account({ location: "northeurope" }),
          comp: pool({ subnetId: ref("snet2") }, { accountName: ref("batch2", "name") }),
        },
      }),
      expected: [
        ["add", "nsg", "securityRules", rule(200, { destinationAddressPrefix: "BatchNodeManagement.NorthEurope" })],
      ],
    },
    {
      title: "is one of its own where the others are",
      program: farm({ rules: [], more: { deny: standaloneRule("nsg", denyOut) } }),
      expected: [
        [
          "create",
          "nsg-allow-batch-outbound",
          {
            resourceGroupName: expect.objectContaining({ variable: "resourceGroup", property: "name" }),
            networkSecurityGroupName: expect.objectContaining({ variable: "nsg", property: "name" }),
            securityRuleName: "AllowBatchNodeManagementOutbound",
            ...Object.fromEntries(Object.entries(rule(100)).filter(([name]) => name !== "name")),
          },
        ],
      ],
    },
    {
      title: "is mended where it was meant to be there: the tag on the wrong side",
      program: farm({
        rules: [{ ...outbound(100, "Allow", "Tcp", "*", "443"), sourceAddressPrefix: "BatchNodeManagement" }, denyOut],
      }),
      expected: [
        [
          "change",
          "nsg",
          "securityRules[0]",
          { sourceAddressPrefix: "*", destinationAddressPrefix: "BatchNodeManagement.WestEurope" },
        ],
      ],
    },
    {
      title: "is mended where it was meant to be there: another region",
      program: farm({
        rules: [],
        more: {
          wrong: standaloneRule("nsg", outbound(100, "Allow", "Tcp", "BatchNodeManagement.NorthEurope", "443")),
          deny: standaloneRule("nsg", denyOut),
        },
      }),
      expected: [["set", "wrong", "destinationAddressPrefix", "BatchNodeManagement.WestEurope"]],
    },
    {
      title: "takes the place of one that denies where none is free before it: that one is moved in the same step",
      program: farm({ rules: [outbound(100, "Deny", "*", "*")] }),
      expected: [
        ["change", "nsg", "securityRules[0]", { priority: 101 }],
        ["add", "nsg", "securityRules", rule(100)],
      ],
    },
  ])("$title", ({ program, expected }) => {
    expect(edits(migrationFor(program), "open")).toEqual(expected);
  });

  test("is told in words where no priority can be known", () => {
    const location = ref("elsewhere", "location");
    const nsg = native("network:NetworkSecurityGroup", { location, securityRules: [denyOut] });
    const hidden = farm(locatedLater("westeurope", { rules: [], more: { nsg } }));
    const unknown = migrationFor(hidden, { shown: "preview" });
    expect(said(unknown, "open")).toContain('Add a rule to "nsg", before all that deny');
    expect(said(unknown, "open")).toContain(
      "outbound Allow, protocol *, source *, source port *, destination BatchNodeManagement, port 443",
    );
    expect(edits(unknown, "open")).toEqual([]);
  });

  test("is one for all pools behind the group", () => {
    const program = farm({
      rules: [denyInternetOut],
      pool: classic,
      more: { second: pool({ subnetId: ref("snet") }, classic) },
    });
    const [first] = migrationFor(program).steps;
    expect(first?.pools).toHaveLength(2);
    expect(first?.edits).toHaveLength(1);
  });
});

describe("nodes go and come back", () => {
  const way = (more: Args, looked?: Looked) => {
    const migration = migrationFor(farm({ pool: { ...classic, ...more } }), looked);
    return [...edits(migration, "empty"), ...edits(migration, "resize")].map(([, , path, value]) => [path, value]);
  };

  test.each<[string, Args, unknown[]]>([
    [
      "a fixed number",
      fixed(8),
      [
        ["scaleSettings.fixedScale.targetDedicatedNodes", 0],
        ["scaleSettings.fixedScale.targetDedicatedNodes", 8],
      ],
    ],
    [
      "both sorts",
      fixed(1, 6),
      [
        ["scaleSettings.fixedScale.targetDedicatedNodes", 0],
        ["scaleSettings.fixedScale.targetLowPriorityNodes", 0],
        ["scaleSettings.fixedScale.targetDedicatedNodes", 1],
        ["scaleSettings.fixedScale.targetLowPriorityNodes", 6],
      ],
    ],
    [
      "a formula",
      formula,
      [
        ["scaleSettings.autoScale.formula", "$TargetDedicatedNodes = 0; $TargetLowPriorityNodes = 0;"],
        ["scaleSettings.autoScale.formula", "$TargetDedicatedNodes = 5;"],
      ],
    ],
    ["no nodes", fixed(0, 0), []],
  ])("%s", (_title, scale, expected) => expect(way(scale)).toEqual(expected));

  test("a number that is not known is put back by hand", () => {
    const looked = { shown: "preview" } as const;
    expect(way(fixed(later(8)), looked)).toEqual([["scaleSettings.fixedScale.targetDedicatedNodes", 0]]);
    const migration = migrationFor(farm({ pool: { ...classic, ...fixed(later(8)) } }), looked);
    expect(said(migration, "empty")).toContain('"render" asks for a number of dedicated nodes that is not known.');
    expect(said(migration, "resize")).toContain('The previous targets of pool "render" are not known: restore them.');
  });

  test("a scale that is not known at all is reported", () => {
    const migration = migrationFor(farm({ pool: { ...classic, scaleSettings: later({}) } }), { shown: "preview" });
    expect(edits(migration, "empty")).toEqual([]);
    expect(said(migration, "empty")).toContain('How "render" is scaled is not known: set its targets to 0.');
  });

  test("nodes that Azure reports although none are asked for", () => {
    const change = (text: string) => text.replaceAll('"currentDedicatedNodes":0', '"currentDedicatedNodes":2');
    const migration = migrationFor(farm({ pool: { ...classic, ...fixed(0) } }), { change });
    expect(said(migration, "empty")).toContain('"render" asks for no nodes, but Azure reported some');
  });

  test("there is a way back until the retirement", () => {
    const program = farm({ pool: { ...classic, ...fixed(1) } });
    expect(said(migrationFor(program, { today: "2026-03-31" }), "empty")).toContain("Until 2026-03-31, the same steps");
    expect(said(migrationFor(program, { today: "2026-04-01" }), "empty")).toContain("There is no way back");
  });
});

describe("what is closed in the end", () => {
  const closed = (rule: Args, more: Partial<Parameters<typeof farm>[0]> = {}) =>
    edits(migrationFor(farm({ rules: [rule, toBatch], ...more })), "close");

  test.each<[string, Args, unknown[]]>([
    ["the rule of the documentation", classicIn, [["remove", "nsg", "securityRules[0]"]]],
    [
      "the ports out of a range",
      inbound(110, "Allow", "Tcp", "Internet", "1024-65535"),
      [
        [
          "change",
          "nsg",
          "securityRules[0]",
          { destinationPortRange: null, destinationPortRanges: ["1024-29875", "29878-65535"] },
        ],
      ],
    ],
    [
      "the ports out of several ranges",
      {
        ...inbound(110, "Allow", "Tcp", "Internet"),
        destinationPortRange: undefined,
        destinationPortRanges: ["22", "29000-30000"],
      },
      [["change", "nsg", "securityRules[0]", { destinationPortRanges: ["22", "29000-29875", "29878-30000"] }]],
    ],
  ])("%s", (_title, rule, expected) => expect(closed(rule)).toEqual(expected));

  test("a rule of its own", () => {
    const program = farm({ rules: [], more: { old: standaloneRule("nsg", classicIn) } });
    expect(edits(migrationFor(program), "close")).toEqual([["delete", "old"]]);
  });

  test("a rule in its group's list and of its own: in both places", () => {
    const program = farm({ rules: [toBatch, classicIn], more: { old: standaloneRule("nsg", classicIn) } });
    expect(edits(migrationFor(program), "close")).toEqual([
      ["delete", "old"],
      ["remove", "nsg", "securityRules[1]"],
    ]);
  });

  test("not before every pool behind the group is verified, the simplified ones too", () => {
    const program = farm({
      rules: [classicIn, toBatch],
      pool: { ...classic, ...fixed(1) },
      more: {
        other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
        second: pool({ subnetId: ref("other") }, { targetNodeCommunicationMode: "Default" }),
      },
    });
    const migration = migrationFor(program, { shown: "preview" });
    expect(steps(migration)).toEqual(["empty", "mode", "resize", "verify", "close"]);
    expect(said(migration, "verify")).toContain('Verify pools "render" and "second"');
    expect(said(migration, "close")).toContain('Only after pools "render" and "second" are verified or replaced.');
  });

  test("at once where Azure reports the simplified mode", () => {
    const migration = migrationFor(farm({ rules: [classicIn, toBatch] }));
    expect(steps(migration)).toEqual(["close"]);
    expect(said(migration, "close")).toContain('Azure reports the simplified mode for pool "render".');
  });

  test("a pool whose subnet is not known may need it too", () => {
    const program = farm({
      rules: [classicIn, toBatch],
      more: { second: pool({ subnetId: later("x") }) },
    });
    expect(said(migrationFor(program, { shown: "preview" }), "close")).toContain(
      'The subnet of pool "second" is not known: verify it too.',
    );
  });
});

describe("the rules for Storage", () => {
  const storage = (more: Args, rules: readonly Args[] = [storageOut, toBatch]) => {
    const migration = migrationFor(farm({ rules, pool: { ...classic, ...more } }));
    return [said(migration, "storage").split("\n")[0], edits(migration, "storage").length];
  };
  const removed = ['Remove the rules for Storage from "nsg", if no task needs them', 1];
  const kept = ['Keep the rules for Storage in "nsg"', 0];
  const machine = (containerConfiguration: Args): Args => ({
    deploymentConfiguration: { virtualMachineConfiguration: { containerConfiguration } },
  });

  test.each<[string, Args, unknown[]]>([
    ["no setting", {}, removed],
    ["an empty list", { mountConfiguration: [] }, removed],
    ["an application package", { applicationPackages: [{ id: "/x" }] }, kept],
    ["resource files", { startTask: { resourceFiles: [{ autoStorageContainerName: "in" }] } }, kept],
    [
      "resource files of an unknown host",
      { startTask: { resourceFiles: [{ httpUrl: "https://x.contoso.com/a" }] } },
      kept,
    ],
    ["a start task without files", { startTask: { commandLine: "true" } }, removed],
    ["a mount", { mountConfiguration: [{ azureFileShareConfiguration: { accountName: "a" } }] }, kept],
    ["container images", machine({ containerImageNames: ["mine.azurecr.io/a"] }), kept],
  ])("%s", (_title, more, expected) => expect(storage(more)).toEqual(expected));

  test.each<[string, Args]>([
    ["another port", outbound(120, "Allow", "Tcp", "Storage", "445")],
    ["a wider rule", outbound(120, "Allow", "Tcp", "*", "443")],
    ["a denial", outbound(120, "Deny", "Tcp", "Storage", "443")],
  ])("%s is no such rule", (_title, rule) => expect(storage({}, [rule, toBatch])[1]).toBe(0));

  test("another pool behind the group may need it", () => {
    const mounted = { mountConfiguration: [{ azureFileShareConfiguration: { accountName: "a" } }] };
    const program = farm({
      rules: [storageOut, toBatch],
      pool: classic,
      more: { second: pool({ subnetId: ref("snet") }, mounted) },
    });
    expect(said(migrationFor(program), "storage")).toContain('but "second" needs it for a mounted Azure file share.');
  });
});

describe("what cannot be told", () => {
  test.each<[string, Program, string]>([
    [
      "a mode that only the deployment tells",
      farm({ pool: { targetNodeCommunicationMode: later("Classic") } }),
      'Whether pool "render" asks for the classic mode: "targetNodeCommunicationMode" is not known.',
    ],
    [
      "a subnet of another program",
      farm({
        networking: {
          subnetId:
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/o/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
        },
        pool: classic,
      }),
      'For pool "render": "whether its nodes can reach the Batch service: its subnet, "s", is not part of this program".',
    ],
  ])("%s", (_title, program, expected) => {
    expect(migrationFor(program, { shown: "preview" }).open.map(plain).join("\n")).toContain(expected);
  });
});

describe("rules that no program of this stack writes", () => {
  /** Changes the resources of an exported stack. */
  const inState = (change: (resources: Written[]) => Written[]) => (text: string) => {
    const state = JSON.parse(text);
    state.deployment.resources = change(state.deployment.resources);
    return JSON.stringify(state);
  };
  interface Written {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs: Args;
    readonly outputs: Args;
  }

  test("one that is in Azure only is deleted there", () => {
    const change = inState((resources) =>
      resources.map((each) => {
        const isGroup = each.type.endsWith(":NetworkSecurityGroup");
        return isGroup ? { ...each, outputs: { ...each.outputs, securityRules: [classicIn] } } : each;
      }),
    );
    const program = farm({
      rules: [],
      pool: { ...classic, ...fixed(1) },
      more: { old: standaloneRule("nsg", classicIn) },
    });
    const alone = farm({ rules: [], more: { allow: standaloneRule("nsg", toBatch) } });
    expect(said(migrationFor(program, { change }), "close")).toContain(
      '"rule "AllowInbound100" (priority 100)" served',
    );
    // Whether the resource stays is undecided: the program may be about to delete it.
    expect(steps(migrationFor(alone, { change }))).toEqual([]);
  });

  test("a security admin rule comes before all of them", () => {
    const urn = (type: string, name: string) => `urn:pulumi:dev::shapes::azure-native:network:${type}::${name}`;
    const path = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkManagers/m";
    const one = (type: string, name: string, id: string, inputs: Args): Written => ({
      urn: urn(type, name),
      type: `azure-native:network:${type}`,
      id: `${path}/${id}`,
      inputs,
      outputs: { ...inputs, id: `${path}/${id}` },
    });
    const change = inState((resources) => {
      const network = resources.find(({ type }) => type.endsWith(":VirtualNetwork"));
      const collection = "securityAdminConfigurations/c/ruleCollections/rc";
      return [
        ...resources,
        one("NetworkGroup", "ng", "networkGroups/ng", { networkGroupName: "ng" }),
        one("StaticMember", "sm", "networkGroups/ng/staticMembers/sm", { resourceId: network?.outputs.id }),
        one("AdminRuleCollection", "rc", collection, {
          appliesToGroups: [{ networkGroupId: `${path}/networkGroups/ng` }],
        }),
        one("AdminRule", "no", `${collection}/rules/no`, {
          ...{
            ruleName: "NoInternet",
            kind: "Custom",
            direction: "Outbound",
            access: "Deny",
            priority: 1,
            protocol: "Any",
          },
          ...{
            sources: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
            sourcePortRanges: ["0-65535"],
            destinationPortRanges: ["0-65535"],
          },
          destinations: [{ addressPrefix: "0.0.0.0/0", addressPrefixType: "IPPrefix" }],
        }),
        one("Commit", "go", "commits/go", {
          properties: {
            commitType: "SecurityAdmin",
            configurationIds: [`${path}/securityAdminConfigurations/c`],
            targetLocations: ["westeurope"],
          },
        }),
      ];
    });
    const migration = migrationFor(farm({ rules: [toBatch] }), { change });
    expect(migration.pools.flatMap((each) => each.because.map(plain))).toEqual([blocked]);
    expect(edits(migration, "open")).toEqual([]);
    expect(said(migration, "open")).toContain(
      "Fix: Remove or narrow it, or allow TCP 443 to BatchNodeManagement.WestEurope in a security admin rule before it: no rule of a group comes before these.",
    );
  });
});

test("what the program only reads is changed where it is made", () => {
  const read = { ...securityGroup(classicIn, denyInternetOut), existing: true };
  const migration = migrationFor(farm({ rules: [], more: { nsg: read } }));
  expect(steps(migration)).toEqual(["open", "verify", "close"]);
  expect(migration.steps.flatMap((step) => step.edits)).toEqual([]);
  expect(said(migration, "open")).toContain('This program only reads "nsg": make the change where it is made.');
});

test("pools are listed by name, each with its own reasons", () => {
  const program = inGroup({
    batch: account(),
    vnet: network("10.0.0.0/16"),
    shut: securityGroup(denyInternetOut),
    a: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("shut") } }),
    zoo: pool({ subnetId: ref("a") }),
    ant: pool(undefined, classic),
    bee: pool(undefined),
  });
  expect(reasons(migrationFor(program))).toEqual([
    ["ant", asks, runs],
    ["zoo", blocked],
  ]);
});

test.each([
  ["azure-native:batch:", undefined],
  ["azure-native:batch/v20240701:", undefined],
  ["azure-native:batch/v20230501:", "2023-05-01"],
])("a mode is set with an API version that can do it: %s", (module, pinned) => {
  const spell = (type: string) => type.replace("azure-native:batch:", module);
  const text = said(migrationFor(farm({ pool: { targetNodeCommunicationMode: "Classic" } }), { spell }), "mode");
  const raise = `the program pins "${pinned}": raise it before.`;
  if (pinned === undefined) expect(text).not.toContain("pins");
  else expect(text).toContain(raise);
});

test("no command has a control character in it, which a terminal would obey", () => {
  const change = (text: string) => text.replaceAll(/(\/pools\/)\w+/g, "$1po\\u001bol");
  const migration = migrationFor(farm({ pool: { targetNodeCommunicationMode: "Classic" } }), { change });
  expect(migration.steps.flatMap(({ commands }) => commands)).toEqual([]);
  expect(said(migration, "verify")).toContain("are not known: look them up");
});
