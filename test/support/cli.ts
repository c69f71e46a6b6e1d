import { type Cli, findCli, howToGetCli } from "../../toolchain/engine/find-cli";

/** The Pulumi CLI for end-to-end tests; without one `npm test` skips them. */
export function requireCli(): Cli {
  const search = findCli();
  if (!search.cli) throw new Error(`${search.why.join(" ")} ${howToGetCli}`);
  return search.cli;
}
