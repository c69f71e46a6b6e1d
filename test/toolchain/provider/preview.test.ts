import { describe, expect, test } from "vitest";
import { previewOutputs, previewUpdate } from "../../../toolchain/provider/preview";
import { knownTokens, type ResourceType, resourceType } from "../../../toolchain/provider/resource-types";
import { unknownMark } from "../../../toolchain/wire/properties";

function responseOf(token: string): ResourceType["response"] {
  const type = resourceType(token);
  if (!type) throw new Error(`${token} is not known`);
  return type.response;
}

const nsg = responseOf("azure-native:network:NetworkSecurityGroup");
const pool = responseOf("azure-native:batch:Pool");

describe("the outputs of a preview", () => {
  test.each(knownTokens)(
    "%s: every property of the response is there, and unknown unless the program set it",
    (token) => {
      const response = responseOf(token);
      const outputs = previewOutputs({}, response);
      expect(Object.keys(outputs).sort()).toEqual(Object.keys(response).sort());
      expect(new Set(Object.values(outputs).map((value) => JSON.stringify(value)))).toEqual(
        new Set(['{"$unknown":true}']),
      );
    },
  );

  test("what the program set keeps its value, at every depth", () => {
    const { securityRules } = previewOutputs({ securityRules: [{ name: "in", priority: 100 }] }, nsg);
    expect(securityRules).toMatchObject([{ name: "in", priority: 100, description: unknownMark, id: unknownMark }]);
  });

  test("inputs that the response lacks are gone", () => {
    const outputs = previewOutputs(
      { resourceGroupName: "rg", networkSecurityGroupName: "nsg", __createBeforeDelete: true },
      nsg,
    );
    expect(outputs).not.toHaveProperty("resourceGroupName");
    expect(outputs).not.toHaveProperty("networkSecurityGroupName");
    expect(outputs).not.toHaveProperty("__createBeforeDelete");
  });

  test.each<[what: string, inputs: object, property: string, output: unknown]>([
    ["an unknown object", { networkConfiguration: unknownMark }, "networkConfiguration", unknownMark],
    ["a value of another type", { taskSlotsPerNode: "4" }, "taskSlotsPerNode", unknownMark],
    ["an empty list", { metadata: [] }, "metadata", []],
    ["a map", { tags: { team: "render", owner: unknownMark } }, "tags", { team: "render", owner: unknownMark }],
  ])("%s", (_what, inputs, property, output) => {
    expect(previewOutputs(inputs as never, pool)[property]).toEqual(output);
  });

  test("an update keeps name and location, and nothing else, from before", () => {
    const before = { name: "nsg1", location: "westeurope", etag: "1" };
    expect(previewUpdate({}, nsg, before)).toMatchObject({ name: "nsg1", location: "westeurope", etag: unknownMark });
  });
});
