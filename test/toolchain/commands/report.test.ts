import { describe, expect, test } from "vitest";
import { formatPolicies, policiesSection } from "../../../toolchain/commands/report";
import type { Diagnostic } from "../../../toolchain/wire/analyzer-answers";

const pack = { name: "pack", version: "1.0.0" };
const finding = (
  policyName: string,
  level: Diagnostic["level"],
  severity = "unspecified",
  name = "pool",
): Diagnostic => ({
  policyName,
  level,
  severity,
  urn: `urn:pulumi:dev::farm::azure-native:batch:Pool::${name}`,
  message: "what\nhow\n",
  description: "",
});

describe("findings as the CLI prints them", () => {
  test.each([
    ["azure:batch/pool:Pool", "azure:batch:Pool"],
    ["azure:network/networkSecurityGroup:NetworkSecurityGroup", "azure:network:NetworkSecurityGroup"],
    ["azure-native:batch:Pool", "azure-native:batch:Pool"],
    ["azure-native:batch/v20240701:Pool", "azure-native:batch/v20240701:Pool"],
    ["azure:network/other:Subnet", "azure:network/other:Subnet"],
  ])("the type %s as %s", (type, shown) => {
    const about = { ...finding("a", "mandatory"), urn: `urn:pulumi:dev::farm::${type}::pool` };
    expect(formatPolicies(pack, [about])).toContain(`  a  (${shown}: pool)\n`);
  });

  test("mandatory first, then by severity, policy and URN", () => {
    const findings = [
      finding("c", "advisory", "high"),
      finding("b", "mandatory", "low"),
      finding("b", "mandatory", "high", "z"),
      finding("b", "mandatory", "high", "a"),
      finding("a", "mandatory", "high"),
      finding("a", "mandatory"),
    ];
    expect(
      formatPolicies(pack, findings)
        .split("\n")
        .filter((line) => line.includes("- [")),
    ).toEqual([
      "        - [mandatory] [severity: high]  a  (azure-native:batch:Pool: pool)",
      "        - [mandatory] [severity: high]  b  (azure-native:batch:Pool: a)",
      "        - [mandatory] [severity: high]  b  (azure-native:batch:Pool: z)",
      "        - [mandatory] [severity: low]  b  (azure-native:batch:Pool: pool)",
      "        - [mandatory]  a  (azure-native:batch:Pool: pool)",
      "        - [advisory] [severity: high]  c  (azure-native:batch:Pool: pool)",
    ]);
  });

  test("with the message below", () => {
    expect(formatPolicies(pack, [finding("a", "advisory")])).toBe(
      "Policies:\n    ⚠️ pack@v1.0.0\n        - [advisory]  a  (azure-native:batch:Pool: pool)\n          what\n          how",
    );
  });

  test.each<[mark: string, findings: Diagnostic[]]>([
    ["✅", []],
    ["⚠️", [finding("a", "advisory")]],
    ["❌", [finding("a", "advisory"), finding("b", "mandatory")]],
  ])("%s for the pack", (mark, findings) => {
    expect(formatPolicies(pack, findings)).toContain(`    ${mark} pack@v1.0.0`);
  });
});

test("the policies in the CLI's output", () => {
  const section = "Policies:\n    ✅ pack@v1.0.0 (local: .)";
  expect(policiesSection(`Previewing:\n + a\n${section}\n\nResources:\n    + 1\n`)).toBe(section);
  expect(policiesSection("Previewing:\n")).toBe("");
});
