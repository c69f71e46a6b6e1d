import type { LanguageName } from "./literals";

/** The location of a resource type in the SDKs of the languages. */
export interface Package {
  /** The name of the type, e.g. `Pool`. */
  readonly type: string;
  /** Its module in each language, e.g. `azure_native.batch`. */
  readonly module: Readonly<Record<Exclude<LanguageName, "yaml">, string>>;
  /** The line that imports the module, if it is the same in every program. */
  readonly imports: Partial<Readonly<Record<LanguageName, string>>>;
}

/** `azure-native:network/v20240501:Subnet`: a module of version 2 of the provider. */
const PINNED = /^azure-native:([a-z0-9]+)\/(v\w+):(\w+)$/;
/** `azure-native_network_v20240501:network:Subnet`: a local package of version 3. */
const LOCAL = /^azure-native_([a-z0-9]+_v\w+):([a-z0-9]+)(?:\/\w+)?:(\w+)$/;
const NATIVE = /^azure-native:([a-z0-9]+):(\w+)$/;
const CLASSIC = /^azure:([A-Za-z0-9]+)\/\w+:(\w+)$/;

/**
 * The package of a type token, as Pulumi's documentation imports it. Throws for a token of another provider.
 *
 * https://www.pulumi.com/registry/packages/azure-native/version-guide/, https://www.pulumi.com/blog/azure-native-v3-ga/
 */
export function packageOf(token: string): Package {
  const pinned = PINNED.exec(token);
  if (pinned) {
    const [, module = "", version = "", type = ""] = pinned;
    return ofNative(type, `${module}.${version}`, module, `${pascal(module)}.${pascal(version)}`);
  }
  const local = LOCAL.exec(token);
  if (local) {
    const [, name = "", module = "", type = ""] = local;
    const csharp = pascal(name);
    return {
      type,
      module: {
        typescript: `${name}.${module}`,
        python: `${name}.${module}`,
        java: `com.pulumi.azurenative_${name}.${module}`,
        go: name,
        csharp: `${csharp}.${pascal(module)}`,
      },
      imports: {
        typescript: `import * as ${name} from "@pulumi/azure-native_${name}";`,
        python: `import pulumi_azure_native_${name} as ${name}`,
        csharp: `using ${csharp} = Pulumi.AzureNative_${csharp};`,
      },
    };
  }
  const native = NATIVE.exec(token);
  if (native) {
    const [, module = "", type = ""] = native;
    return ofNative(type, module, module, pascal(module));
  }
  const classic = CLASSIC.exec(token);
  if (!classic) throw new Error("This type is of no provider that is read.");
  const [, module = "", type = ""] = classic;
  return {
    type,
    module: {
      typescript: `azure.${module}`,
      python: `azure.${module}`,
      java: `com.pulumi.azure.${module.toLowerCase()}`,
      go: module,
      csharp: `Azure.${pascal(module)}`,
    },
    imports: {
      typescript: 'import * as azure from "@pulumi/azure";',
      python: "import pulumi_azure as azure",
      csharp: "using Azure = Pulumi.Azure;",
    },
  };
}

function ofNative(type: string, path: string, go: string, csharp: string): Package {
  return {
    type,
    module: {
      typescript: `azure_native.${path}`,
      python: `azure_native.${path}`,
      java: `com.pulumi.azurenative.${path}`,
      go,
      csharp: `AzureNative.${csharp}`,
    },
    imports: {
      typescript: 'import * as azure_native from "@pulumi/azure-native";',
      python: "import pulumi_azure_native as azure_native",
      csharp: "using AzureNative = Pulumi.AzureNative;",
    },
  };
}

/** A name with its first letter capitalised. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
