import { describe, expect, it } from "vitest";
import { secretsIn, withoutSecrets } from "../../policies/plan/secrets";
import { OUTPUT_VALUE, SECRET, SIGNATURE } from "../../policies/plan/tree";

describe("withoutSecrets", () => {
  it.each([
    ["pool on /subscriptions/geheim/x", ["geheim"], "pool on /subscriptions/[secret]/x"],
    ["abcdef abc", ["abc", "abcdef"], "[secret] [secret]"],
    ["a.c abc", ["a.c"], "[secret] abc"],
    ["nothing to hide", [], "nothing to hide"],
  ])("%s without %j", (text, secrets, clean) => {
    expect(withoutSecrets(text, secrets)).toBe(clean);
  });
});

describe("secretsIn", () => {
  const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });
  it.each<[string, unknown, readonly string[]]>([
    ["a text", { inputs: { key: secret("geheim") } }, ["geheim"]],
    ["all of an object", { outputs: { keys: secret({ first: "geheim", more: ["streng"] }) } }, ["geheim", "streng"]],
    ["a text of a state with its secrets", { key: { [SIGNATURE]: SECRET, plaintext: '"geheim"' } }, ["geheim"]],
    ["no encrypted one", { key: { [SIGNATURE]: SECRET, ciphertext: "v1:abc" } }, []],
    ["nothing of an output that is none", { key: { [SIGNATURE]: OUTPUT_VALUE, value: "offen" } }, []],
    [
      "no names and rules of the copy that azure-native keeps",
      { inputs: { key: secret("geheim") }, outputs: { __inputs: secret({ key: "geheim", access: "Allow" }) } },
      ["geheim"],
    ],
  ])("finds %s", (_, raw, found) => {
    expect(secretsIn(raw)).toEqual(found);
  });
});
