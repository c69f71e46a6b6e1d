import { getAct } from "../runner/get-act";
import { readOptions } from "./options";

/** `npm run runner`: installs act, which runs the GitHub workflows in the tests, into the cache. */
export async function runner(given: readonly string[]): Promise<number> {
  readOptions("run runner", {}, given);
  await getAct((line) => process.stdout.write(`${line}\n`));
  return 0;
}
