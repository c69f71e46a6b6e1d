import { groupBy } from "../known/multimap";
import type { JudgedAccess } from "../reach/account-access";
import type { Trace } from "../reach/trace";
import type { Account } from "../topology/account";
import { single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import { remedyForPath } from "./endpoint-advice";
import { newEndpoint } from "./new-endpoint";
import { either, inOrder, type Remedy } from "./remedy";

/**
 * The changes to existing endpoints that make them serve some pools; or a new endpoint for each of the pools' networks, unless one
 * stands in each of them already.
 */
export function endpointsFor(account: Account, traces: readonly Trace[]): Remedy {
  const byNetwork = new Map(traces.map((trace) => [networkOf(trace.subnet), trace]));
  const all = [...byNetwork.values()];
  const mended = all.map(mendedIn);
  const added = inOrder(...all.map(({ subnet, region }) => newEndpoint(account, subnet, region)));
  if (!mended.every((each) => each !== undefined)) return added;
  const kept = inOrder(...mended.map(({ remedy }) => remedy));
  return mended.every(({ inPlace }) => inPlace) ? kept : either(kept, added);
}

/** What makes an existing endpoint serve a pool, and whether it stands in the network of the pool. */
function mendedIn(trace: Trace): { readonly remedy: Remedy; readonly inPlace: boolean } | undefined {
  for (const path of trace.paths) {
    const remedy = remedyForPath(path, trace);
    if (!remedy) continue;
    const host = path.endpoint && single(path.endpoint.subnet);
    return {
      remedy,
      inPlace: remedy.do !== "ask" && host !== undefined && networkOf(host) === networkOf(trace.subnet),
    };
  }
  return undefined;
}

function networkOf(subnet: Subnet | undefined): string {
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
