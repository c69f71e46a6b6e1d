import type { JudgedAccess } from "../../policies/reach/account-access";
import type { AccountAccessHop, Hop } from "../../policies/reach/hop";
import type { Trace } from "../../policies/reach/trace";
import { parseArmId } from "../../policies/topology/arm-id";
import type { PoolNode } from "../../policies/topology/topology";
import { describeAccess } from "../../policies/wording/describe-access";
import { nameOf } from "../../policies/wording/names";
import { shown } from "../../policies/wording/shown";
import { MOST, outsideName } from "./names";
import { type End, type HopDraft, type PathBuilder, perhaps } from "./path-builder";
import { pathStatus } from "./path-status";

/** Adds the account's access rules for public addresses to the path; nothing if it has none. */
export function throughAccount(builder: PathBuilder, ends: readonly End[], trace: Trace): readonly End[] {
  const hop = trace.paths.at(-1)?.hops.find(isAccess);
  if (ends.length === 0 || !hop) return ends;
  const judged = hop.verdict.because;
  if (judged.length === 0) return hiddenAccount(builder, ends, trace.pool);
  const isOpen = hop.verdict.is === "undecided" && (judged.length > 1 || trace.pool.account.to === "unknown");
  const before = perhaps(ends, isOpen);
  const drawn = judged.slice(0, MOST.accounts);
  const left = drawn.flatMap((access): readonly End[] => {
    const draft = draftOf(access);
    return draft ? [builder.through(before, `account ${draft.urn}`, draft)] : before;
  });
  const rest = judged.length - drawn.length;
  if (rest === 0 || !isOpen) return left;
  const more: HopDraft = {
    kind: "account-access",
    name: `${rest} more`,
    detail: "any may be the pool's",
    is: "unknown",
  };
  return [...left, builder.through(before, "more accounts", more)];
}

function isAccess(hop: Hop): hop is AccountAccessHop {
  return hop.kind === "account access";
}

/** An account of another program is assumed to be open: it is shown, and blocks nothing. */
function hiddenAccount(builder: PathBuilder, ends: readonly End[], { account: link }: PoolNode): readonly End[] {
  if (link.to !== "external") return ends;
  // A pool names its account by its name, or by its id.
  const name = parseArmId(link.id) ? outsideName(link.id) : (shown("name", link.id) ?? "of another program");
  const detail = "not part of this program; taken to be open to public addresses";
  return [builder.through(ends, "account", { kind: "account-access", name, detail, is: "open" })];
}

function draftOf({ account, access, verdict }: JudgedAccess): HopDraft | undefined {
  if (access.is === "open") return undefined;
  const found = describeAccess(access) || "its access rules are unknown";
  const detail = verdict.is === "holds" ? `${found}, which allow the nodes` : found;
  const { urn } = account.entity.resource;
  return { kind: "account-access", name: nameOf(account.entity), detail, is: pathStatus(verdict), urn };
}
