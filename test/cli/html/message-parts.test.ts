import { describe, expect, test } from "vitest";
import { messageParts } from "../../../cli/html/message-parts";
import { RULES } from "../../../policies/rules";
import { aFinding } from "../../support/findings";

const policy = "nsg-no-classic-inbound";
const link = RULES.find(({ name }) => name === policy)?.link;
const message = `Found.\nWhy.\nIts exemption expired on 2026-01-01: x.\nFix: One.\nFix: Two. Three.\nSee ${link}`;
const said = { found: "Found.", why: ["Why.", "Its exemption expired on 2026-01-01: x."] };

describe("a finding, part by part", () => {
  test("with evidence: all changes, and the property", () => {
    const evidence = { path: "securityRules[0]", found: "Found.", why: "Why.", change: ["One.", "Two.", "Three."] };
    expect(messageParts(aFinding({ policy, message, evidence }))).toEqual({
      ...said,
      change: ["One.", "Two.", "Three."],
      path: "securityRules[0]",
    });
  });

  test("out of the message alone, as the engine's events have it", () => {
    const { evidence: _, ...finding } = aFinding({ policy, message });
    expect(messageParts(finding)).toEqual({ ...said, change: ["One.", "Two. Three."], path: "" });
  });

  test("a link that is not the policy's stays", () => {
    const { evidence: _, ...finding } = aFinding({
      policy: "of-another-version",
      message: "Found.\nSee https://x.example",
    });
    expect(messageParts(finding)).toEqual({ found: "Found.", why: ["See https://x.example"], change: [], path: "" });
  });

  test("an empty message is no error", () => {
    const { evidence: _, ...finding } = aFinding({ message: "" });
    expect(messageParts(finding)).toEqual({ found: "", why: [], change: [], path: "" });
  });
});
