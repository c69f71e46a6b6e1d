import { expect, test } from "vitest";
import { parseUrn } from "../../policies/plan/urn";

test.each([
  ["urn:pulumi:dev::render::azure-native:batch:Pool::pool", ["dev", "render", "azure-native:batch:Pool", "pool"]],
  [
    "urn:pulumi:dev::render::my:comp:A$my:comp:B$azure-native:batch:Pool::p",
    ["dev", "render", "azure-native:batch:Pool", "p"],
  ],
  [
    "urn:pulumi:dev::render::azure-native:batch:Pool::a::b$c/d\ne",
    ["dev", "render", "azure-native:batch:Pool", "a::b$c/d\ne"],
  ],
  [
    "urn:pulumi:org/dev::render::pulumi:pulumi:Stack::render-dev",
    ["org/dev", "render", "pulumi:pulumi:Stack", "render-dev"],
  ],
  ["urn:pulumi:dev::render::azure-native:batch:Pool::", ["dev", "render", "azure-native:batch:Pool", ""]],
])("%j", (text, [stack, project, type, name]) => expect(parseUrn(text)).toEqual({ stack, project, type, name }));

test.each([[""], ["pool"], ["urn:pulumi:dev::render"], ["/subscriptions/0"]])("%j is none", (text) =>
  expect(parseUrn(text)).toBeUndefined(),
);
