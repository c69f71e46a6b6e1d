import { Tokenizer, TokenParser } from "@streamparser/json";
import { countLines, type Position } from "./count-lines";
import { EMPTY, JsonFault, TOO_EARLY } from "./json-fault";

/** A list element that is passed to the caller as soon as it is read, and not kept. */
export interface ListElement {
  /** The property names on the path to the list, from the root; empty if the root is the list. */
  readonly list: readonly string[];
  readonly index: number;
  readonly value: unknown;
}

/**
 * Reads JSON piece by piece. Returns the parsed value, in which the elements of `lists` are `undefined`, because they were passed to
 * `take`. Throws {@link JsonFault} with the position of a syntax error.
 *
 * @param small a text with at most this number of bytes is parsed at once, which is several times as fast.
 */
export async function readJson(
  pieces: AsyncIterable<Uint8Array>,
  lists: readonly (readonly string[])[],
  take: (element: ListElement) => void,
  small = SMALL,
): Promise<unknown> {
  const { text, pieces: all } = await inPart(pieces, small);
  const parsed = text === undefined ? undefined : parsedAtOnce(text);
  if (parsed !== undefined) {
    for (const list of lists) takeAll(parsed, list, take);
    return parsed;
  }
  const parser = new TokenParser({
    paths: ["$", ...lists.map((list) => ["$", ...list, "*"].join("."))],
    keepStack: true,
  });
  let whole: unknown;
  parser.onValue = ({ value, key, parent, stack }) => {
    if (stack.length === 0) {
      whole = value;
    } else if (Array.isArray(parent)) {
      take({ list: stack.slice(1).map((step) => String(step.key)), index: key as number, value });
      (parent as unknown[])[key as number] = undefined;
    }
  };
  const end = await feed(all, parser).catch((fault) => {
    throw fault instanceof JsonFault ? Object.assign(fault, { first: whole }) : fault;
  });
  if (whole === undefined) throw new JsonFault(TOO_EARLY, end);
  return whole;
}

const SMALL = 8 * 1024 * 1024;

/** The whole text if it is small, and all pieces from the start. */
async function inPart(pieces: AsyncIterable<Uint8Array>, small: number) {
  const rest = pieces[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length <= small && !isWhole) {
    const { done, value } = await rest.next();
    if (done) isWhole = true;
    else {
      read.push(value);
      length += value.length;
    }
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* read;
    if (!isWhole) yield* { [Symbol.asyncIterator]: () => rest };
  };
  return { text: isWhole ? Buffer.concat(read) : undefined, pieces: all() };
}

/** `undefined` for invalid JSON: the streaming parser then reports the position of the fault. */
function parsedAtOnce(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}

function takeAll(whole: unknown, list: readonly string[], take: (element: ListElement) => void): void {
  const found = list.reduce<unknown>((at, name) => {
    return typeof at === "object" && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  }, whole);
  if (!Array.isArray(found)) return;
  for (const [index, value] of found.entries()) {
    take({ list, index, value });
    found[index] = undefined;
  }
}

/** Reads consecutive JSON values, for example a log with one on each line. Passes each to `take` as soon as it is complete. */
export async function readJsonValues(pieces: AsyncIterable<Uint8Array>, take: (value: unknown) => void): Promise<void> {
  const parser = new TokenParser({ paths: ["$"], separator: "" });
  let open = false;
  parser.onValue = ({ value }) => {
    take(value);
    open = false;
  };
  const end = await feed(pieces, parser, () => {
    open = true;
  });
  if (open) throw new JsonFault(TOO_EARLY, end);
}

/** The syntax error in a text that is not valid JSON; `undefined` if there is none. */
export function faultInJson(text: string): JsonFault | undefined {
  const parser = new TokenParser({ paths: ["$"] });
  let isWhole = false;
  parser.onValue = ({ stack }) => {
    isWhole ||= stack.length === 0;
  };
  try {
    const feeding = openFeed(parser);
    feeding.add(Buffer.from(text));
    const end = feeding.end();
    return isWhole ? undefined : new JsonFault(TOO_EARLY, end);
  } catch (fault) {
    if (fault instanceof JsonFault) return fault;
    throw fault;
  }
}

/** Passes all pieces through a parser. Returns the position of the end. */
async function feed(pieces: AsyncIterable<Uint8Array>, parser: TokenParser, onToken?: () => void): Promise<Position> {
  const feeding = openFeed(parser, onToken);
  for await (const piece of pieces) feeding.add(piece);
  return feeding.end();
}

/** Passes pieces to a parser, and throws {@link JsonFault} where the text is not valid JSON. */
function openFeed(parser: TokenParser, onToken = () => {}) {
  const place = countLines();
  const tokenizer = new Tokenizer();
  let tokenAt = 0;
  let isEmpty = true;
  tokenizer.onToken = (token) => {
    tokenAt = token.offset;
    onToken();
    parser.write(token);
  };
  return {
    add: (piece: Uint8Array) => {
      place.begin(piece);
      isEmpty &&= Buffer.from(piece).toString("utf8").trim() === "";
      try {
        tokenizer.write(piece);
      } catch (fault) {
        throw new JsonFault(reason(fault), place.of(indexIn(fault) ?? tokenAt - place.passed()));
      }
    },
    /** The position of the end. */
    end: (): Position => {
      const end = place.end();
      if (isEmpty) throw new JsonFault(EMPTY, end);
      try {
        if (!tokenizer.isEnded) tokenizer.end();
      } catch {
        throw new JsonFault(TOO_EARLY, end);
      }
      return end;
    },
  };
}

/** The index of the byte at which the tokenizer failed. Only its message contains the index. */
function indexIn(fault: unknown): number | undefined {
  const match = /at position "(\d+)"/.exec(String(fault));
  return match ? Number(match[1]) : undefined;
}

/** `unexpected "}"`, from the library's message. Text longer than one character is left out: it may be a secret. */
function reason(fault: unknown): string {
  const match = /^Error: Unexpected (?:[A-Z_]+ \((.*)\)|(".*?") at position)|Unexpected (".*?") at position/s.exec(
    String(fault),
  );
  const what = match?.[1] ?? match?.[2] ?? match?.[3];
  return what !== undefined && /^"?.{1,2}"?$/su.test(what) ? `unexpected ${what}` : "unexpected text";
}
