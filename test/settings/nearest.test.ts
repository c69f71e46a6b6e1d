import { expect, test } from "vitest";
import { nearest } from "../../policies/settings/nearest";

const NAMES = ["retirementDate", "trustedSources", "trustedNextHops", "exemptions", "rule"];

test.each([
  ["retirmentDate", "retirementDate"],
  ["retirementdate", "retirementDate"],
  ["trustedSource", "trustedSources"],
  ["trustedHops", undefined],
  ["trustedNxetHops", "trustedNextHops"],
  ["ruel", "rule"],
  ["role", "rule"],
  ["exemption", "exemptions"],
  ["name", undefined],
  ["x", undefined],
  ["", undefined],
])("%s: %s", (word, name) => expect(nearest(word, NAMES)).toBe(name));

test("a word as long as a book is none of them", () => expect(nearest("r".repeat(1_000_000), NAMES)).toBeUndefined());
