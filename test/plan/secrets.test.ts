import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../policies/plan/secrets";

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
