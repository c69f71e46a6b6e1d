import type { Properties } from "../wire/properties";
import { emptyAzure } from "./azure";
import { check, checkFailures } from "./check";
import { diffInputs } from "./diff";
import type { ProviderModel, Reported } from "./model";
import { previewOutputs, previewUpdate } from "./preview";
import { knownTokens, type ResourceType, resourceType } from "./resource-types";
import { schema } from "./schema";

const version = "3.28.0";

/** The provider azure-native, with an Azure in which nothing is deployed yet. */
export function azureNative(): ProviderModel {
  const azure = emptyAzure();
  return {
    name: "azure-native",
    version,
    tokens: knownTokens,
    knows: (token) => resourceType(token) !== undefined,
    schema: () => schema(version),
    check: ({ urn, token, inputs, previousInputs, configuration: { location, subscription } }) => {
      const type = known(token);
      const groupLocation = (name: string) => azure.groupLocation(name, subscription);
      const checked = check({ urn, type, inputs, previousInputs, defaultLocation: location, groupLocation });
      return { inputs: checked, failures: checkFailures(type, checked) };
    },
    diff: (token, before, after) => diffInputs(known(token), before, after),
    preview: (token, inputs, before) => {
      const { response } = known(token);
      return before ? previewUpdate(inputs, response, before) : previewOutputs(inputs, response);
    },
    put: (token, inputs, { subscription }) => withInputs(azure.put(known(token), inputs, subscription)),
    read: (_token, id) => {
      const resource = azure.read(id);
      return resource && withInputs(resource);
    },
    remove: (_token, id) => azure.remove(id),
  };
}

function known(token: string): ResourceType {
  const type = resourceType(token);
  if (!type) throw new Error(`The stand-in for azure-native does not know ${token}.`);
  return type;
}

/** As azure-native does up to version 2 (and in states from then): adds the inputs, as a secret, to the outputs. */
function withInputs({ id, inputs, outputs }: Reported): Reported {
  return { id, inputs, outputs: { ...outputs, __inputs: { $secret: inputs } satisfies Properties } };
}
