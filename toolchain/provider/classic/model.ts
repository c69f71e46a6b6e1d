import { compare } from "../../../policies/known/order";
import type { Properties } from "../../wire/properties";
import { compareInputs } from "../diff";
import type { ProviderModel } from "../model";
import { check, checkFailures, withoutMarks } from "./check";
import { deployedOutputs, previewOutputs } from "./outputs";
import { knownTokens, type ResourceType, resourceType } from "./resource-types";
import { schema } from "./schema";
import { type Deployed, seenLater } from "./seen-later";

const version = "6.40.0";

/**
 * The classic provider, `azure`, with the answers of its bridge to Terraform and an Azure in which nothing is deployed yet. It
 * supports the types of a Batch pool's network that most programs use.
 */
export function azureClassic(): ProviderModel {
  // An association has the id of its subnet, so an id alone does not identify a resource.
  const resources = new Map<string, Deployed>();
  const key = (token: string, id: string) => `${token} ${id.toLowerCase()}`;
  const groupLocation = (subscription: string) => (name: string) =>
    resources.get(
      key("azure:core/resourceGroup:ResourceGroup", `/subscriptions/${subscription}/resourceGroups/${name}`),
    )?.outputs.location as string | undefined;
  const findSubnet = (id: unknown) => resources.get(key("azure:network/subnet:Subnet", `${id}`))?.outputs;
  return {
    name: "azure",
    version,
    tokens: knownTokens,
    knows: (token) => resourceType(token) !== undefined,
    schema: () => schema(version),
    check: ({ token, ...question }) => {
      const type = known(token);
      const inputs = check(type, question, groupLocation(question.configuration.subscription));
      return { inputs, failures: checkFailures(type, inputs) };
    },
    diff: (token, before, after) => {
      const named = !(before.__defaults as readonly string[] | undefined)?.includes("name");
      const [own, others] = [known(token), ["resourceGroupName", "location"]];
      return compareInputs([...parametersOf(own), ...others], named, before, after);
    },
    preview: (token, inputs, before) => previewOutputs(known(token), marksGone(inputs), before),
    put: (token, inputs, { subscription }) => {
      const type = known(token);
      const id = idOf(type, inputs, subscription);
      const deployed = { token, id, inputs, outputs: deployedOutputs(type, marksGone(inputs), id, findSubnet) };
      resources.set(key(token, id), deployed);
      return deployed;
    },
    read: (token, id) => {
      const resource = resources.get(key(token, id));
      // Sorted, so that the order does not depend on the order in which the engine deployed them.
      const all = [...resources.values()].sort((a, b) => compare(key(a.token, a.id), key(b.token, b.id)));
      return resource && { ...resource, outputs: { ...resource.outputs, ...seenLater(resource, all) } };
    },
    remove: (token, id) => resources.delete(key(token, id)),
  };
}

function known(token: string): ResourceType {
  const type = resourceType(token);
  if (!type) throw new Error(`The stand-in for azure does not know ${token}.`);
  return type;
}

function marksGone(inputs: Properties): Properties {
  return withoutMarks(inputs) as Properties;
}

function parametersOf({ id }: ResourceType): string[] {
  return [...id.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

function idOf({ id }: ResourceType, inputs: Properties, subscription: string): string {
  const path = id.replaceAll(/\{(\w+)\}/g, (_, name) => String(inputs[name]));
  return id.startsWith("/") ? `/subscriptions/${subscription}${path}` : path;
}
