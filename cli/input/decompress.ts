import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";

/** A compression that Pulumi uses for state files (`PULUMI_DIY_BACKEND_GZIP`, `PULUMI_DIY_BACKEND_ZSTD`). */
interface Compression {
  /** The bytes that a compressed file begins with. */
  readonly magic: readonly number[];
  readonly open: () => Transform;
}

// https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 and https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
const COMPRESSIONS: readonly Compression[] = [
  { magic: [0x1f, 0x8b], open: () => zlib.createGunzip() },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], open: openZstd },
];

const LONGEST = Math.max(...COMPRESSIONS.map(({ magic }) => magic.length));

/** Decompresses the content of a file. As in Pulumi, the first bytes identify the compression, whatever the file name. */
export async function* decompressed(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const rest = pieces[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < LONGEST) {
    const { done, value } = await rest.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  const compression = COMPRESSIONS.find(({ magic }) => magic.every((byte, at) => head[at] === byte));
  // The reader of the last stream gets the errors of the pipeline, so its callback does nothing.
  yield* compression ? pipeline(Readable.from(whole()), compression.open(), () => {}) : whole();
}

function openZstd(): Transform {
  // The type definitions of Node.js 20 do not include it.
  const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };
  if (!createZstdDecompress) throw new Error("it is compressed with zstd, which Node.js reads from version 22.15 on");
  return createZstdDecompress();
}
