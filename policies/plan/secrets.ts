import { isPublicWord } from "./public-words";
import { joinPath, parsedPlaintext, SECRET, SIGNATURE, secretOf } from "./tree";

/** Shorter texts are not treated as secrets: hiding them would make output unreadable. Pulumi's own filter has the same limit. */
const SHORTEST = 3;

/**
 * The copy of a resource's inputs that azure-native keeps in its outputs, as one secret. The secret values in it are marked in
 * the inputs themselves; the rest are the names and rules that messages are about.
 */
const OWN_COPY = "__inputs";

/**
 * Every text inside a value that is marked as secret in Pulumi's wire or state format, so that output can leave it out.
 * Encrypted secrets are not included: their text is not known here.
 */
export function secretsIn(raw: unknown): readonly string[] {
  const found = new Set<string>();
  collect(raw, false, found, 0);
  return [...found];
}

/** The paths of encrypted values in a resource's inputs in a state, which cannot be judged. */
export function encryptedIn(inputs: unknown): readonly string[] {
  const found: string[] = [];
  const look = (value: unknown, path: string, depth: number) => {
    if (typeof value !== "object" || value === null || depth > 100) return;
    if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) {
      if ("ciphertext" in value && !("plaintext" in value)) found.push(path);
      return;
    }
    for (const [key, inner] of Object.entries(value))
      look(inner, joinPath(path, Array.isArray(value) ? Number(key) : key), depth + 1);
  };
  look(inputs, "", 0);
  return found;
}

/** `text` with every secret in it replaced. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}

function collect(raw: unknown, isSecret: boolean, found: Set<string>, depth: number): void {
  if (typeof raw === "string") {
    if (isSecret && raw.length >= SHORTEST && !isPublicWord(raw)) found.add(raw);
    return;
  }
  // Property trees are not read to this depth, so no message shows a value below.
  if (typeof raw !== "object" || raw === null || depth > 100) return;
  const secret = secretOf(raw);
  if (secret) {
    collect(secret.plaintext === undefined ? secret.value : parsedPlaintext(secret.plaintext), true, found, depth + 1);
    return;
  }
  for (const [name, value] of Object.entries(raw)) {
    if (name !== OWN_COPY) collect(value, isSecret, found, depth + 1);
  }
}
