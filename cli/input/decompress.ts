import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";

/** A compression that Pulumi writes state files in (`PULUMI_DIY_BACKEND_GZIP`, `PULUMI_DIY_BACKEND_ZSTD`). */
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

/** What files hold; those that are compressed are known by their first bytes, whatever they are called, as Pulumi does it. */
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
  // The pipeline's faults are those of its last stream, which whoever reads it gets.
  yield* compression ? pipeline(Readable.from(whole()), compression.open(), () => {}) : whole();
}

function openZstd(): Transform {
  // The types of Node.js 20 do not know it.
  const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };
  if (!createZstdDecompress) throw new Error("it is compressed with zstd, which Node.js reads from version 22.15 on");
  return createZstdDecompress();
}
