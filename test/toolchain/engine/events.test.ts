import { describe, expect, test } from "vitest";
import { nameInUrn, readEvents } from "../../../toolchain/engine/events";

describe("engine events", () => {
  test("give findings and errors, whatever else is in the log", () => {
    const urn = "urn:pulumi:dev::farm::platform:batch:Environment$azure-native:batch:Pool::pool";
    const lines = [
      "Previewing …",
      {
        policyEvent: {
          resourceUrn: urn,
          message: "it is\n",
          policyName: "p",
          enforcementLevel: "mandatory",
          severity: "high",
        },
      },
      { policyEvent: { message: "a", policyName: "q", enforcementLevel: "advisory" } },
      { diagnosticEvent: { message: "loading", severity: "info" } },
      { diagnosticEvent: { message: "broken\n", severity: "error" } },
      "",
    ].map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
    expect(readEvents(lines.join("\n"))).toEqual({
      findings: [
        {
          policy: "p",
          level: "mandatory",
          severity: "high",
          urn,
          type: "azure-native:batch:Pool",
          resource: "pool",
          message: "it is",
        },
        { policy: "q", level: "advisory", severity: "unspecified", urn: "", type: "", resource: "", message: "a" },
      ],
      errors: ["broken"],
    });
  });
});

describe("names in URNs", () => {
  test.each([
    ["urn:pulumi:dev::farm::azure-native:batch:Pool::pool", "azure-native:batch:Pool", "pool"],
    ["urn:pulumi:dev::farm::a:b:C$azure-native:batch:Pool::pool", "azure-native:batch:Pool", "pool"],
    ["urn:pulumi:dev::farm::a:b:C::a name::with colons", "a:b:C", "a name::with colons"],
  ])("%s", (urn, type, resource) => {
    expect(nameInUrn(urn)).toEqual({ type, resource });
  });
});
