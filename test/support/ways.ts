import type { Stop, Way } from "../../cli/findings/way";

const NSG = "urn:pulumi:dev::render::azure-native:network:NetworkSecurityGroup::nsg";

/** A stop for tests of pictures and reports. */
export function aStop(change: Partial<Stop> = {}): Stop {
  return { id: "n1", kind: "nodes", name: "render", detail: "", is: "open", ...change };
}

/** A way through one NSG, which is the resource of `aFinding`. */
export function aWay(change: Partial<Way> = {}): Way {
  const is = change.is ?? "blocked";
  return {
    pool: "urn:pulumi:dev::render::azure-native:batch:Pool::render",
    name: "render",
    region: "WestEurope",
    is,
    stops: [
      aStop({ name: change.name ?? "render" }),
      aStop({ id: "n2", kind: "subnet", name: "snet" }),
      aStop({ id: "n3", kind: "security-group", name: "nsg", detail: 'rule "DenyInternet" denies it', is, urn: NSG }),
      aStop({ id: "n4", kind: "service", name: "BatchNodeManagement.WestEurope", is }),
    ],
    legs: [
      { from: "n1", to: "n2", is: "open" },
      { from: "n2", to: "n3", is: "open" },
      { from: "n3", to: "n4", is },
    ],
    ...change,
  };
}
