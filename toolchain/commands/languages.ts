import { getLanguages } from "../languages/get-languages";
import { readOptions } from "./options";

/** `npm run languages`: installs the SDKs for Python and Java, and the language host of YAML, into the cache. */
export async function languages(given: readonly string[]): Promise<number> {
  readOptions("run languages", {}, given);
  await getLanguages((line) => process.stdout.write(`${line}\n`));
  return 0;
}
