import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { fromWire, type Properties } from "./properties";

export type Level = "advisory" | "mandatory" | "disabled" | "remediate";

/** One finding in the response to the engine. */
export interface Diagnostic {
  readonly policyName: string;
  readonly level: Level;
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
  readonly description: string;
}

/** A pack's description of one of its policies. */
export interface PolicyDescription {
  readonly name: string;
  readonly level: Level;
  readonly severity: string;
  readonly type: "resource" | "stack" | "unknown";
  readonly description: string;
  readonly tags: readonly string[];
  readonly remediationSteps: string;
  readonly url: string;
  readonly configSchema?: { readonly properties: Properties; readonly required: readonly string[] };
}

export interface PackDescription {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly policies: readonly PolicyDescription[];
}

// In the order of the protocol's enums.
export const levels: readonly Level[] = ["advisory", "mandatory", "disabled", "remediate"];
const severities = ["unspecified", "low", "medium", "high", "critical"];
const policyTypes = ["unknown", "resource", "stack"] as const;

/** The findings in an answer to either request. */
export function diagnostics(response: proto.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policyName: diagnostic.getPolicyname(),
    level: levels[diagnostic.getEnforcementlevel()] ?? "advisory",
    severity: severities[diagnostic.getSeverity()] ?? "unspecified",
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
    description: diagnostic.getDescription(),
  }));
}

/** A pack's description of itself and its policies. */
export function describe(info: proto.AnalyzerInfo): PackDescription {
  return {
    name: info.getName(),
    displayName: info.getDisplayname(),
    version: info.getVersion(),
    policies: info.getPoliciesList().map((policy) => {
      const schema = policy.getConfigschema();
      return {
        name: policy.getName(),
        level: levels[policy.getEnforcementlevel()] ?? "advisory",
        severity: severities[policy.getSeverity()] ?? "unspecified",
        type: policyTypes[policy.getPolicyType()] ?? "unknown",
        description: policy.getDescription(),
        tags: policy.getTagsList(),
        remediationSteps: policy.getRemediationSteps(),
        url: policy.getUrl(),
        ...(schema && {
          configSchema: { properties: fromWire(schema.getProperties()), required: schema.getRequiredList() },
        }),
      };
    }),
  };
}
