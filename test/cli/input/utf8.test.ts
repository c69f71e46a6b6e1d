import { describe, expect, test } from "vitest";
import { asUtf8 } from "../../../cli/input/utf8";
import { run } from "../../../cli/run";
import { command, inPieces } from "../../support/command";
import { classicState } from "../../support/stacks";

const TEXT = '{"name": "пул-レンダ é 🚀"}';
const MARK = "\uFEFF";

async function read(bytes: Uint8Array, size: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of asUtf8(inPieces(bytes, size))) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

describe.each([1, 2, 3, 7, 1000])("in pieces of %i bytes", (size) => {
  test.each([
    ["UTF-8", Buffer.from(TEXT), TEXT],
    ["UTF-8 with a byte order mark", Buffer.from(MARK + TEXT), MARK + TEXT],
    ["UTF-16, as PowerShell writes it", Buffer.from(MARK + TEXT, "utf16le"), TEXT],
    ["UTF-16 of the other order", Buffer.from(MARK + TEXT, "utf16le").swap16(), TEXT],
    ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le"), TEXT],
    ["UTF-16 of the other order without a mark", Buffer.from(TEXT, "utf16le").swap16(), TEXT],
    ["nothing", Buffer.from(""), ""],
    ["one byte", Buffer.from("7"), "7"],
    ["half a character at the end", Buffer.from(MARK + TEXT, "utf16le").subarray(0, -1), `${TEXT.slice(0, -1)}\ufffd`],
  ])("%s", async (_what, bytes, text) => expect(await read(bytes, size)).toBe(text));
});

test("a state that PowerShell wrote is judged as any other", async () => {
  const text = JSON.stringify(classicState());
  const stdin = inPieces(Buffer.from(MARK + text, "utf16le"), 1001);
  const judged = await run(["check", "-"], { today: "2026-05-15", stdin, progress: () => {} });
  expect(judged).toEqual(await command(["check", "-"], text, "2026-05-15"));
  expect(judged.status).toBe(1);
});
