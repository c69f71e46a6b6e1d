import { FLEET_FORMAT, type FleetDocument, type SurveyedPool, type SurveyedStack } from "../../cli/fleet/document";

/** A pool for tests of fleets. */
export function aPool(change: Partial<SurveyedPool> = {}): SurveyedPool {
  const urn = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";
  return {
    urn,
    name: "render-pool",
    asks: "Simplified",
    runs: "Simplified",
    created: "2025-01-15",
    scaling: 4,
    service: "open",
    reason: "",
    cloudServices: false,
    ...change,
  };
}

/** A stack with that pool, and one finding. */
export function aStack(change: Partial<SurveyedStack> = {}): SurveyedStack {
  return {
    file: "a.json",
    project: "render",
    stack: "dev",
    findings: [{ policy: "nsg-no-classic-inbound", level: "mandatory", severity: "high", urn: "urn:x" }],
    exempted: 0,
    pools: [aPool()],
    ...change,
  };
}

/** A fleet of such stacks. */
export function aFleet(...stacks: readonly SurveyedStack[]): FleetDocument {
  return {
    format: FLEET_FORMAT,
    pack: { name: "azure-batch-guard", version: "0.1.0" },
    date: "2026-05-15",
    stacks,
    refused: [],
  };
}
