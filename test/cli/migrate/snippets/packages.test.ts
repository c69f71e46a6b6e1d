import { expect, test } from "vitest";
import { packageOf } from "../../../../cli/migrate/snippets/packages";

test.each([
  ["azure-native:batch:Pool", "azure_native.batch", "azure_native.batch", "batch", "AzureNative.Batch"],
  [
    "azure-native:network/v20240501:SecurityRule",
    "azure_native.network.v20240501",
    "azure_native.network.v20240501",
    "network",
    "AzureNative.Network.V20240501",
  ],
  [
    "azure-native_network_v20240501:network:SecurityRule",
    "network_v20240501.network",
    "network_v20240501.network",
    "network_v20240501",
    "Network_v20240501.Network",
  ],
  ["azure:batch/pool:Pool", "azure.batch", "azure.batch", "batch", "Azure.Batch"],
  [
    "azure:network/networkSecurityRule:NetworkSecurityRule",
    "azure.network",
    "azure.network",
    "network",
    "Azure.Network",
  ],
])("%s", (token, typescript, python, go, csharp) => {
  const { type, module } = packageOf(token);
  const { java, ...others } = module;
  expect(others).toEqual({ typescript, python, go, csharp });
  expect(java).toMatch(/^com\.pulumi\.[a-z0-9_.]+$/);
  expect(type).toBe(token.split(":").at(-1));
});

test.each([
  ["azure-native:batch:Pool", 'import * as azure_native from "@pulumi/azure-native";'],
  [
    "azure-native_batch_v20230501:batch:Pool",
    'import * as batch_v20230501 from "@pulumi/azure-native_batch_v20230501";',
  ],
  ["azure:batch/pool:Pool", 'import * as azure from "@pulumi/azure";'],
])("%s is imported", (token, line) => expect(packageOf(token).imports.typescript).toBe(line));

test("a type of another provider has none", () => {
  expect(() => packageOf("aws:s3/bucket:Bucket")).toThrow("no provider that is read");
});
