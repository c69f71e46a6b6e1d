import type { Program } from "../../policies/plan/program";
import { parseUrn } from "../../policies/plan/urn";
import { undecided } from "../../policies/rules/undecided";
import { counted } from "../counted";
import type { JudgedFile } from "../findings/document";
import { visible } from "../visible";

/** Advice on the encrypted values of a state, if it has any and something is undecided; else `undefined`. */
export function encryptionNote(program: Program, { file, findings }: JudgedFile): string | undefined {
  const [first] = program.encrypted;
  if (!first || !findings.some(({ policy }) => policy === undecided.name)) return undefined;
  const place = `${first.path} of ${parseUrn(first.urn)?.name ?? first.urn}`;
  const which =
    program.encrypted.length === 1 ? place : `${counted(program.encrypted.length, "value")}, such as ${place}`;
  return visible(
    `${file} holds ${which} encrypted, and what is undecided may depend on it: export the stack with --show-secrets to have it judged.`,
  );
}
