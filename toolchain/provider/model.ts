import type { Properties } from "../wire/properties";
import type { InputDiff } from "./diff";

/** The configuration of one provider instance. */
export interface Configuration {
  readonly location?: string | undefined;
  readonly subscription: string;
}

/** The request of Check. */
export interface CheckQuestion {
  readonly urn: string;
  readonly token: string;
  readonly inputs: Properties;
  /** The inputs of the last deployment; `{}` for a new resource. */
  readonly previousInputs: Properties;
  readonly configuration: Configuration;
}

/** The inputs with the values that the provider fills in, and the reasons for which it would reject them. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** A deployed resource as the provider reports it. */
export interface Reported {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/**
 * The answers of one provider, with its state: the differences between azure-native, which uses ARM, and the classic provider, which
 * bridges Terraform. `server.ts` has the parts that are the same for both.
 */
export interface ProviderModel {
  readonly name: string;
  readonly version: string;
  /** The resource types that it supports. */
  readonly tokens: readonly string[];
  readonly knows: (token: string) => boolean;
  /** Its schema, which the engine needs for programs in YAML. */
  readonly schema: () => string;
  readonly check: (question: CheckQuestion) => Checked;
  readonly diff: (token: string, before: Properties, after: Properties) => InputDiff;
  /** The outputs that a preview shows; `before` has those of the last deployment, if there is one. */
  readonly preview: (token: string, inputs: Properties, before?: Properties) => Properties;
  readonly put: (token: string, inputs: Properties, configuration: Configuration) => Reported;
  readonly read: (token: string, id: string) => Reported | undefined;
  readonly remove: (token: string, id: string) => void;
}
