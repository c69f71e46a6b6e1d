import { whichever } from "../../policies/known/combine";
import type { Account } from "../../policies/topology/account";
import { parseArmId } from "../../policies/topology/arm-id";
import { candidates } from "../../policies/topology/link";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { shown } from "../../policies/wording/shown";
import { accessOf, type JudgedAccess, type JudgedWay, passage } from "./judge-way";
import { MOST, outsideName } from "./names";
import { type End, perhaps, type Sight, type Sketch } from "./sketch";

/** Leads packets past the account's rules on public addresses; where it has none, there is nothing to pass. */
export function throughAccount(
  sketch: Sketch,
  ends: readonly End[],
  { pool }: JudgedWay,
  topology: Topology,
): readonly End[] {
  if (ends.length === 0) return [];
  const accounts = candidates(pool.account);
  if (accounts.length === 0) return [sketch.through(ends, "account", hiddenAccount(pool))];
  const judged = accounts.map((account) => ({ account, ...accessOf(pool, account, topology) }));
  const verdict = whichever(
    judged.map((each) => each.verdict),
    [],
  );
  const isOpen = accounts.length > 1 && verdict.is !== "holds";
  const before = perhaps(ends, isOpen);
  const shown = judged.slice(0, MOST.accounts);
  const left = shown.flatMap(({ account, ...access }): readonly End[] => {
    const sight = sightOf(account, access);
    return sight ? [sketch.through(before, `account ${sight.urn}`, sight)] : before;
  });
  const rest = judged.length - shown.length;
  if (rest === 0 || !isOpen) return left;
  const more: Sight = { kind: "account-access", name: `${rest} more`, detail: "any may be the pool's", is: "unknown" };
  return [...left, sketch.through(before, "more accounts", more)];
}

function hiddenAccount({ account: link }: PoolNode): Sight {
  const kind = "account-access";
  if (link.to === "external") {
    const detail = "not part of this program: it may be closed to public addresses";
    // A pool names its account by its name, or by its id.
    const name = parseArmId(link.id) ? outsideName(link.id) : (shown("name", link.id) ?? "of another program");
    return { kind, name, detail, is: "unknown" };
  }
  return { kind, name: "not known", detail: "which one it is", is: "unknown" };
}

function sightOf({ entity }: Account, { access, verdict }: JudgedAccess): Sight | undefined {
  if (access.is === "open") return undefined;
  const found = access.is === "undecided" ? "whom it lets in is not known" : access.found.replace(/^The account /, "");
  const saved = access.is === "closed" && verdict.is === "undecided" ? ", and a private endpoint may lead to it" : "";
  const detail = verdict.is === "holds" ? `${found}, which let the nodes in` : `${found}${saved}`;
  const { urn } = entity.resource;
  return { kind: "account-access", name: nameOf(entity), detail, is: passage(verdict), urn };
}
