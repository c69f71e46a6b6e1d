import {
  FINDINGS_FORMAT,
  type FindingsDocument,
  type JudgedFile,
  type JudgedFinding,
  type Pointer,
} from "../../cli/findings/document";

/** A finding for tests of reports. */
export function aFinding(change: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    policy: "nsg-no-classic-inbound",
    level: "mandatory",
    severity: "high",
    urn: "urn:pulumi:dev::render::azure-native:network:NetworkSecurityGroup::nsg",
    message:
      'Rule "old" lets Batch in.\nNobody needs it.\nFix: Delete it.\nSee https://learn.microsoft.com/azure/batch/',
    evidence: {
      path: "securityRules[0]",
      found: 'Rule "old" lets Batch in.',
      why: "Nobody needs it.",
      change: ["Delete it."],
      securityRule: "old",
    },
    ...change,
  };
}

/** A pointer in the file of a pool to a finding in the file of its network. */
export function aPointer(change: Partial<Pointer> = {}): Pointer {
  return {
    policy: "nsg-no-classic-inbound",
    level: "mandatory",
    severity: "high",
    urn: "urn:pulumi:dev::render::azure-native:batch:Pool::render",
    message: 'Rule "old" lets Batch in, in stack network/prod.',
    at: {
      urn: "urn:pulumi:prod::network::azure-native:network:NetworkSecurityGroup::nsg",
      project: "network",
      stack: "prod",
    },
    ...change,
  };
}

/** One judged file for tests of reports. */
export function aFile(change: Partial<JudgedFile> = {}): JudgedFile {
  return {
    file: "state.json",
    project: "render",
    stack: "dev",
    policies: { "nsg-no-classic-inbound": "mandatory", undecided: "advisory" },
    findings: [aFinding()],
    exempted: [],
    ...change,
  };
}

/** A document of such files. */
export function aDocument(...files: readonly JudgedFile[]): FindingsDocument {
  return { format: FINDINGS_FORMAT, pack: { name: "azure-batch-guard", version: "0.1.0" }, files, refused: [] };
}
