import type { PolicyResource } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { outputView } from "../../policies/host/properties";
import { isUnknown } from "../../policies/known/value";

const SUBNET = "azure-native:network:Subnet";
const urn = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;
const provider = { urn: urn("pulumi:providers:azure-native", "other"), type: "pulumi:providers:azure-native" };

/** A resource as the SDK hands it to a policy, with what the tests say of it. */
function resource(more: object, type = SUBNET): PolicyResource {
  const usual = {
    type,
    name: "x",
    urn: urn(type, "x"),
    props: {},
    opts: {},
    dependencies: [],
    propertyDependencies: {},
  };
  return { ...usual, ...more } as unknown as PolicyResource;
}

describe("the provider of a resource", () => {
  test.each<[string, object, unknown]>([
    ["none", {}, undefined],
    ["with a subscription", { provider: { ...provider, props: { subscriptionId: "s2" } } }, "s2"],
    ["without one", { provider: { ...provider, props: {} } }, undefined],
  ])("%s", (_, more, subscription) => {
    const view = outputView(resource(more));
    expect(view.provider?.urn).toBe("provider" in more ? provider.urn : undefined);
    expect(view.provider?.subscription).toBe(subscription);
  });

  test("with a subscription that is unknown until deployment", () => {
    const props = { subscriptionId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    expect(isUnknown(outputView(resource({ provider: { ...provider, props } })).provider?.subscription)).toBe(true);
  });

  test("of a type that no policy reads is left out", () => {
    const view = outputView(resource({ provider: { ...provider, props: { subscriptionId: "s2" } } }, "aws:s3:Bucket"));
    expect(view.provider).toBeUndefined();
  });
});

test("a resource keeps its parent and what its properties depend on", () => {
  const network = resource({ urn: urn("azure-native:network:VirtualNetwork", "vnet") });
  const view = outputView(
    resource({
      parent: { urn: "p" },
      dependencies: [network],
      propertyDependencies: { virtualNetworkName: [network] },
    }),
  );
  expect(view.parent).toBe("p");
  expect(view.dependencies).toEqual([network.urn]);
  expect([...(view.propertyDependencies ?? [])]).toEqual([["virtualNetworkName", [network.urn]]]);
});
