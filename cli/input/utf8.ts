/** The text encodings that the first bytes identify. JSON begins with an ASCII character in each of them. */
const ENCODINGS: readonly { readonly name: string; readonly begins: readonly (number | undefined)[] }[] = [
  { name: "utf-16le", begins: [0xff, 0xfe] },
  { name: "utf-16be", begins: [0xfe, 0xff] },
  { name: "utf-16le", begins: [undefined, 0] },
  { name: "utf-16be", begins: [0, undefined] },
];

/**
 * Text as UTF-8. Windows PowerShell's `>` writes UTF-16 with a byte order mark:
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding
 */
export async function* asUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array = new Uint8Array();
  let decoder: TextDecoder | undefined;
  let isKnown = false;
  for await (const piece of pieces) {
    const bytes: Uint8Array = isKnown || head.length === 0 ? piece : Buffer.concat([head, piece]);
    if (!isKnown && bytes.length < 2) {
      head = bytes;
      continue;
    }
    if (!isKnown) decoder = decoderFor(bytes);
    isKnown = true;
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes;
  }
  if (!isKnown) yield head;
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield Buffer.from(rest);
}

/** The name of the encoding of a text, if it is UTF-16. */
export function utf16In(bytes: Uint8Array): string | undefined {
  const fits = (begins: readonly (number | undefined)[]) =>
    begins.every((byte, at) => (byte === undefined ? (bytes[at] ?? 0) !== 0 : bytes[at] === byte));
  return ENCODINGS.find(({ begins }) => bytes.length >= begins.length && fits(begins))?.name;
}

function decoderFor(bytes: Uint8Array): TextDecoder | undefined {
  const name = utf16In(bytes);
  return name === undefined ? undefined : new TextDecoder(name);
}
