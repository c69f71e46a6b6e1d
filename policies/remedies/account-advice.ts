import { groupBy } from "../known/multimap";
import type { JudgedAccess } from "../reach/account-access";
import type { Trace } from "../reach/trace";
import type { Account } from "../topology/account";
import { single } from "../topology/link";
import { remedyForPath } from "./endpoint-advice";
import { newEndpoint } from "./new-endpoint";
import { either, inOrder, type Remedy } from "./remedy";

/** The changes to existing endpoints that make them serve some pools; or a new endpoint for each of the pools' networks. */
export function endpointsFor(account: Account, traces: readonly Trace[]): Remedy {
  const byNetwork = new Map(traces.map((trace) => [networkIn(trace), trace]));
  const all = [...byNetwork.values()];
  const remedies = all.map((trace) => trace.paths.flatMap((path) => remedyForPath(path, trace) ?? [])[0]);
  return either(
    remedies.every((remedy) => remedy !== undefined) ? inOrder(...remedies) : undefined,
    inOrder(...all.map(({ subnet, region }) => newEndpoint(account, subnet, region))),
  );
}

function networkIn({ subnet }: Trace): string {
  const network = subnet && single(subnet.virtualNetwork);
  return (network ?? subnet)?.entity.resource.urn ?? "";
}

/**
 * The remedy if the account accepts no connection from public addresses: only a private endpoint, because no change on the path to
 * the public addresses has an effect. `undefined` if the public path can serve one of the pools.
 *
 * https://learn.microsoft.com/azure/batch/public-network-access
 */
export function remedyForClosedAccount(traces: readonly Trace[]): Remedy | undefined {
  if (traces.length === 0 || traces.some((trace) => !closedAccount(trace))) return undefined;
  return inOrder(...[...groupBy(traces, closedAccount)].map(([account, own]) => endpointsFor(account, own)));
}

function closedAccount({ paths }: Trace): Account | undefined {
  const hops = paths.at(-1)?.hops ?? [];
  const judged = hops.flatMap((hop): readonly JudgedAccess[] =>
    hop.kind === "account access" && hop.verdict.is === "violated" ? hop.verdict.because : [],
  );
  const [first] = judged;
  return judged.length === 1 && first?.access.is === "closed" ? first.account : undefined;
}
