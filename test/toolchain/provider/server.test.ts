import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { azureNative } from "../../../toolchain/provider/native";
import { type StandInProvider, startStandInProvider } from "../../../toolchain/provider/server";
import { fromWire, toWire, unknownMark } from "../../../toolchain/wire/properties";

let provider: StandInProvider;
let client: ResourceProviderClient;
beforeAll(async () => {
  provider = await startStandInProvider(azureNative());
  client = new ResourceProviderClient(`127.0.0.1:${provider.port}`, credentials.createInsecure());
});
afterAll(() => {
  client.close();
  provider.stop();
});

type Done<Response> = (error: ServiceError | null, response: Response) => void;

function ask<Response>(start: (done: Done<Response>) => void): Promise<Response> {
  return new Promise((resolve, reject) => start((error, response) => (error ? reject(error) : resolve(response))));
}

const urn = (token: string) => `urn:pulumi:dev::farm::${token}::main`;

function check(token: string) {
  const request = new proto.CheckRequest();
  request.setUrn(urn(token));
  request.setNews(toWire({ resourceGroupName: "rg", location: "uksouth" }));
  return ask<proto.CheckResponse>((done) => client.check(request, done));
}

describe("what the stand-in cannot do is refused by name, and kept", () => {
  test("an invoke", async () => {
    const request = new proto.InvokeRequest();
    request.setTok("azure-native:network:getSubnet");
    await expect(ask((done) => client.invoke(request, done))).rejects.toThrow(
      /azure-native:network:getSubnet asks Azure/,
    );
    expect(provider.refusals().at(-1)).toMatch(/^azure-native:network:getSubnet asks Azure, .*\.$/);
  });

  test("a type that it does not know", async () => {
    await expect(check("azure-native:app:ContainerApp")).rejects.toThrow(
      /azure-native:app:ContainerApp is none of the /,
    );
  });

  test("a resource that it never deployed", async () => {
    const request = new proto.ReadRequest();
    request.setId("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp");
    request.setUrn(urn("azure-native:network:VirtualNetwork"));
    await expect(ask((done) => client.read(request, done))).rejects.toThrow(
      /virtualNetworks\/corp was not deployed in this run/,
    );
  });

  test("the same once only", async () => {
    const before = provider.refusals().length;
    await expect(check("azure-native:app:ContainerApp")).rejects.toThrow();
    expect(provider.refusals()).toHaveLength(before);
  });
});

describe("what it knows", () => {
  test.each([
    "azure-native:network:Subnet",
    "azure-native:network/v20240501:Subnet",
    "platform:a:B$azure-native:batch:Pool",
  ])("%s", async (token) => {
    expect(fromWire((await check(token)).getInputs())).toMatchObject({ resourceGroupName: "rg" });
  });

  test("the location of the configuration goes into the inputs, and the outputs of a preview are unknown", async () => {
    const configure = new proto.ConfigureRequest();
    configure.getVariablesMap().set("azure-native:config:location", "northeurope");
    await ask((done) => client.configure(configure, done));
    const request = new proto.CheckRequest();
    request.setUrn(urn("azure-native:network:RouteTable"));
    request.setNews(toWire({ resourceGroupName: unknownMark }));
    const checked = await ask<proto.CheckResponse>((done) => client.check(request, done));
    const inputs = fromWire(checked.getInputs());
    expect(inputs).toMatchObject({ location: "northeurope", resourceGroupName: unknownMark });

    const create = new proto.CreateRequest();
    create.setUrn(urn("azure-native:network:RouteTable"));
    create.setProperties(toWire(inputs));
    create.setPreview(true);
    const created = await ask<proto.CreateResponse>((done) => client.create(create, done));
    expect(created.getId()).toBe("");
    expect(fromWire(created.getProperties())).toMatchObject({ location: "northeurope", name: unknownMark });
  });
});

test("each instance of the provider has its own configuration", async () => {
  const locations = ["westus", "eastus"];
  const instances = locations.map((location) => ({
    location,
    // Like the engine, which opens a connection for each; gRPC would share one between clients with the same options.
    client: new ResourceProviderClient(`127.0.0.1:${provider.port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    }),
  }));
  for (const instance of instances) {
    const request = new proto.ConfigureRequest();
    request.getVariablesMap().set("azure-native:config:location", instance.location);
    await ask((done) => instance.client.configure(request, done));
  }
  const found = instances.map(async (instance) => {
    const request = new proto.CheckRequest();
    request.setUrn(urn("azure-native:network:RouteTable"));
    const checked = await ask<proto.CheckResponse>((done) => instance.client.check(request, done));
    return fromWire(checked.getInputs()).location;
  });
  expect(await Promise.all(found)).toEqual(locations);
  for (const instance of instances) instance.client.close();
});
