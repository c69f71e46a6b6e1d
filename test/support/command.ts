import type { Answer } from "../../cli/answer";
import { run } from "../../cli/run";
import { TODAY } from "./exemptions";

/** Runs a command of azure-batch-guard in this process, on {@link TODAY}. */
export function command(args: readonly string[], stdin = "", today = TODAY): Promise<Answer> {
  return run(args, { today, stdin: inPieces(Buffer.from(stdin)), progress: () => {} });
}

/** The same on today's date, which the real engine uses. */
export function commandToday(...args: readonly string[]): Promise<Answer> {
  return command(args, "", new Date().toISOString().slice(0, 10));
}

/** A few bytes at a time, so that every token is split over chunks. */
export async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
