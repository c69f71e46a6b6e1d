import { describe, expect, test } from "vitest";
import { formatPorts, parsePorts, portCount } from "../../policies/network/port-set";

describe("ports as rules spell them", () => {
  test.each([
    ["*", "*", 65536],
    ["443", "443", 1],
    ["0", "0", 1],
    ["65535", "65535", 1],
    ["443-445", "443-445", 3],
    ["443-443", "443", 1],
    ["0-65535", "*", 65536],
  ])("%s", (text, canonical, count) => {
    const set = parsePorts(text).value ?? [];
    expect(formatPorts(set)).toEqual([canonical]);
    expect(portCount(set)).toBe(count);
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
