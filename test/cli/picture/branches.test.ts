import { describe, expect, test } from "vitest";
import { account, inGroup, network, pool, routeTable, securityGroup, subnet } from "../../programs/parts";
import { route, routed } from "../../rules/firewall";
import { denyInternetOut, denyOut, farm, toBatch } from "../../rules/parts";
import { type Args, later, native, type Program, ref } from "../../support/program/language";
import { everywhere, NETWORK, pathsIn, resourcesOf, withoutAddresses } from "./paths-in-words";

describe("where there is more than one branch", () => {
  test("an endpoint that may serve, and the public path", () => {
    const pending = native("network:PrivateEndpoint", {
      subnet: { id: ref("ends") },
      manualPrivateLinkServiceConnections: [
        { name: "b", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
      ],
    });
    const [path] = pathsIn(
      resourcesOf(farm({ rules: [denyInternetOut], more: { ends: subnet("vnet", "10.0.9.0/24"), pe: pending } })),
    );
    expect(path?.is).toBe("unknown");
    expect(path?.hops.map(({ kind, is }) => `${kind} ${is}`)).toEqual([
      ...[
        "nodes open",
        "subnet open",
        "security-group open",
        "private-endpoint unknown",
        "security-group blocked",
        "service unknown",
      ],
    ]);
    expect(path?.edges.map(({ from, to, is }) => `${from} ${to} ${is}`)).toEqual([
      ...["n1 n2 open", "n2 n3 unknown", "n3 n4 open", "n2 n5 unknown", "n4 n6 unknown", "n5 n6 blocked"],
    ]);
  });

  test("an endpoint of another program, where the nodes may need it", () => {
    const peered = native("network:VirtualNetworkPeering", {
      virtualNetworkName: ref("vnet", "name"),
      remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` },
    });
    const kinds = (rules: readonly Args[]) =>
      pathsIn(resourcesOf(farm({ rules, pool: { accountName: "corp" }, more: { peered } })))[0]?.hops.map(
        ({ kind }) => kind,
      );
    expect(kinds([denyInternetOut])).toContain("private-endpoint");
    expect(kinds([toBatch])).not.toContain("private-endpoint");
  });

  const inside = (count: number, group: (at: number) => object): Program =>
    inGroup({
      nsg: securityGroup(denyOut),
      vnet: network("10.0.0.0/16", {
        subnets: Array.from({ length: count }, (_, at) => ({
          name: `s${at}`,
          addressPrefix: `10.0.${at}.0/24`,
          ...group(at),
        })),
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[0].id"), ...withPublicAddresses }),
    });
  const withPublicAddresses: Args = { publicIPAddressConfiguration: { provision: "BatchManaged" } };

  test("subnets that are all alike: it does not matter which one it is", () => {
    const [path] = pathsIn(
      resourcesOf(
        inside(2, () => ({})),
        "first preview",
      ),
    );
    expect([path?.is, ...(path?.edges ?? []).map(({ is }) => is)]).toEqual(["open", "open", "open", "open", "open"]);
  });

  test("subnets that are not: the edges to them are unknown", () => {
    const blocked = { networkSecurityGroup: { id: ref("nsg") } };
    const [path] = pathsIn(
      resourcesOf(
        inside(2, (at) => (at === 0 ? blocked : {})),
        "first preview",
      ),
    );
    expect(path?.is).toBe("unknown");
    expect(path?.edges.filter(({ from }) => from === "n1").map(({ is }) => is)).toEqual(["unknown", "unknown"]);
  });

  test("subnets that both lead nowhere, each in another way", () => {
    const drops = { routeTable: { id: ref("rt") } };
    const program = { ...inside(2, (at) => (at === 0 ? drops : {})), rt: routeTable(everywhere("None")) };
    const render = pool({ subnetId: ref("vnet", "subnets[0].id"), ...withoutAddresses });
    const [path] = pathsIn(resourcesOf({ ...program, render }, "first preview"));
    expect(path?.is).toBe("blocked");
    expect(path?.hops.filter(({ is }) => is === "blocked").map(({ kind }) => kind)).toEqual([
      ...["route", "nat-gateway", "service"],
    ]);
  });

  test("accounts that are both closed: whichever it is", () => {
    const { render: _, ...program } = farm({ account: { publicNetworkAccess: "Disabled" } });
    const two = { ...program, other: account({ publicNetworkAccess: "Disabled" }) };
    const [path] = pathsIn(resourcesOf(two), { batchSubnets: ["snet"] });
    expect(path?.hops.map(({ name, is }) => `${name} ${is}`)).toEqual([
      ...["pools in snet open", "snet open", "batch blocked", "other blocked", "Batch service blocked"],
    ]);
    expect(path?.edges.slice(1, 3).map(({ is }) => is)).toEqual(["open", "open"]);
  });

  test("a route that may be for Batch, and without which the nodes have no way out", () => {
    const appliance = route("some", later("0.0.0.0/0"), "VirtualAppliance", "10.9.0.4");
    const settings = { trustedNextHops: ["10.9.0.4"] };
    const [path] = pathsIn(
      resourcesOf(farm({ ...routed([appliance]), networking: withoutAddresses }), "first preview"),
      settings,
    );
    expect(path?.hops.map(({ kind, is }) => `${kind} ${is}`)).toEqual([
      ...["nodes open", "subnet open", "route open", "appliance open", "nat-gateway unknown", "service unknown"],
    ]);
    expect(path?.edges.filter(({ from }) => from === "n2").map(({ is }) => is)).toEqual(["unknown", "unknown"]);
  });

  test("a route that drops what would not get out without it either: no policy is sure of either", () => {
    const drops = farm({ ...routed([route("some", later("0.0.0.0/0"), "None")]), networking: withoutAddresses });
    const [path] = pathsIn(resourcesOf(drops, "first preview"));
    expect(path?.is).toBe("unknown");
    expect(path?.edges.map(({ to, is }) => `${to} ${is}`)).toEqual([
      ...["n2 open", "n3 unknown", "n4 unknown", "n5 blocked", "n5 unknown"],
    ]);
  });

  test("many subnets are counted", () => {
    const [path] = pathsIn(
      resourcesOf(
        inside(9, () => ({})),
        "first preview",
      ),
    );
    expect(path?.hops.filter(({ kind }) => kind === "subnet").map(({ name }) => name)).toEqual([
      ...["s0", "s1", "s2", "s3", "5 more"],
    ]);
    expect(path?.is).toBe("open");
  });

  test("many routes are counted, those that stop packets come first", () => {
    const drops = (at: number) => route(`r${at}`, `13.69.65.${64 + 4 * at}/30`, at === 8 ? "None" : "Internet");
    const [path] = pathsIn(resourcesOf(farm(routed(Array.from({ length: 9 }, (_, at) => drops(at))))));
    const routes = path?.hops.filter(({ kind }) => kind === "route") ?? [];
    expect(routes.map(({ is }) => is)).toEqual(["blocked", "open", "open", "open", "open", "open", "open"]);
    expect(routes[0]?.detail).toContain('"r8"');
    expect(routes.at(-1)?.name).toBe("4 more routes");
  });
});
