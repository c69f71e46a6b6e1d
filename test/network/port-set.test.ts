import { describe, expect, test } from "vitest";
import { formatPorts, parsePorts } from "../../policies/network/port-set";

describe("ports as rules spell them", () => {
  test.each([
    ["*", "*"],
    ["443", "443"],
    ["0", "0"],
    ["65535", "65535"],
    ["443-445", "443-445"],
    ["443-443", "443"],
    ["0-65535", "*"],
  ])("%s", (text, canonical) => {
    const set = parsePorts(text).value ?? [];
    expect(formatPorts(set)).toEqual([canonical]);
  });

  test.each([
    ["445-443"],
    ["65536"],
    ["0-65536"],
    ["-1"],
    ["443,80"],
    ["https"],
    ["0443"],
    ["4 43"],
    ["443-"],
    ["1-2-3"],
    [""],
    ["**"],
  ])("%j is refused, and named", (text) => expect(parsePorts(text).problem).toContain(`"${text}"`));
});
