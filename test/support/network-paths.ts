import type { NetworkPath, PathHop } from "../../cli/findings/network-path";

const NSG = "urn:pulumi:dev::render::azure-native:network:NetworkSecurityGroup::nsg";

/** A hop for tests of pictures and reports. */
export function aHop(change: Partial<PathHop> = {}): PathHop {
  return { id: "n1", kind: "nodes", name: "render", detail: "", is: "open", ...change };
}

/** A path through one NSG, which is the resource of `aFinding`. */
export function aNetworkPath(change: Partial<NetworkPath> = {}): NetworkPath {
  const is = change.is ?? "blocked";
  return {
    pool: "urn:pulumi:dev::render::azure-native:batch:Pool::render",
    name: "render",
    region: "WestEurope",
    is,
    hops: [
      aHop({ name: change.name ?? "render" }),
      aHop({ id: "n2", kind: "subnet", name: "snet" }),
      aHop({ id: "n3", kind: "security-group", name: "nsg", detail: 'rule "DenyInternet" denies it', is, urn: NSG }),
      aHop({ id: "n4", kind: "service", name: "BatchNodeManagement.WestEurope", is }),
    ],
    edges: [
      { from: "n1", to: "n2", is: "open" },
      { from: "n2", to: "n3", is: "open" },
      { from: "n3", to: "n4", is },
    ],
    ...change,
  };
}
