import { parsedPlaintext, secretOf } from "./tree";

/** Shorter texts are no secrets worth the name, and hiding them would make output unreadable. Pulumi's own filter starts here too. */
const SHORTEST = 3;

/**
 * Every text inside a value that is marked as secret in Pulumi's wire or state format, so that it can be kept out of
 * what is printed. Encrypted secrets give nothing: their text is not known here.
 */
export function secretsIn(raw: unknown): readonly string[] {
  const found = new Set<string>();
  collect(raw, false, found, 0);
  return [...found];
}

/** `text` with every secret in it replaced. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}

function collect(raw: unknown, isSecret: boolean, found: Set<string>, depth: number): void {
  if (typeof raw === "string") {
    if (isSecret && raw.length >= SHORTEST) found.add(raw);
    return;
  }
  // As deep as property trees are read: what lies below is never seen.
  if (typeof raw !== "object" || raw === null || depth > 100) return;
  const secret = secretOf(raw);
  if (secret) {
    collect(secret.plaintext === undefined ? secret.value : parsedPlaintext(secret.plaintext), true, found, depth + 1);
    return;
  }
  for (const value of Object.values(raw)) collect(value, isSecret, found, depth + 1);
}
