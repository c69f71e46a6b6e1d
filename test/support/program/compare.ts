import { explain } from "../../../cli/explain/explain";
import { type Statement, UNKNOWN } from "../../../cli/explain/statement";
import { judgeResource, openEvaluation } from "../../../policies/judge";
import type { PlannedResource } from "../../../policies/plan/resource";
import { withDeclared } from "../../../policies/reach/declared-pools";
import { RULES } from "../../../policies/rules";
import { DEFAULT_SETTINGS } from "../../../policies/settings/settings";
import { buildTopology } from "../../../policies/topology/topology";
import { factsOf } from "./facts";

/** The statements about a program: `pool render > subnet > security group` → its value. */
export type Account = ReadonlyMap<string, readonly string[]>;

/**
 * The output of `explain` and all other facts, without their sources and the reasons of unknown values; includes pools declared
 * in settings.
 */
export function accountOf(
  resources: readonly PlannedResource[],
  restore = (text: string) => text,
  settings = DEFAULT_SETTINGS,
): Account {
  const account = new Map<string, string[]>();
  const add = ({ about, says, inside }: Statement, above: string) => {
    // The link itself names its candidates while it is undecided.
    if (about === "perhaps") return;
    const key = above === "" ? `${about} ${says}` : `${above} > ${about}`;
    account.set(key, [...(account.get(key) ?? []), says].sort());
    for (const statement of inside) add(statement, key);
  };
  const topology = withDeclared(buildTopology(resources), settings);
  for (const statement of [...explain(topology), ...factsOf(topology)]) add(restored(statement, restore), "");
  return account;
}

function restored(statement: Statement, restore: (text: string) => string): Statement {
  return JSON.parse(restore(JSON.stringify(statement))) as Statement;
}

/** How two accounts of the same program differ, as keys. */
export interface Difference {
  /** Statements that the other one leaves open, or makes less exactly, without contradicting the reference. */
  readonly unclear: readonly string[];
  /** Statements that only the other one makes. */
  readonly clearer: readonly string[];
  readonly contradictions: readonly string[];
}

/** Compares an account with a reference. */
export function compareAccounts(reference: Account, other: Account): Difference {
  const unclear: string[] = [];
  const clearer: string[] = [];
  const contradictions: string[] = [];
  for (const key of [...new Set([...reference.keys(), ...other.keys()])].sort()) {
    if ([...unclear, ...clearer].some((above) => key.startsWith(`${above} > `))) continue;
    const [expected = [], actual = []] = [reference.get(key), other.get(key)];
    // Azure does not keep the casing of ids.
    if (expected.join("\n").toLowerCase() === actual.join("\n").toLowerCase()) continue;
    if (leavesOpen(actual, expected) || mayHavePool(key, other)) unclear.push(key);
    else if (leavesOpen(expected, actual)) clearer.push(key);
    else contradictions.push(`${key}: ${expected.join("; ") || "nothing"} became ${actual.join("; ") || "nothing"}`);
  }
  return { unclear, clearer, contradictions };
}

/** Whether an account may have more pools because the account of some pool is unknown. */
function mayHavePool(key: string, account: Account): boolean {
  if (!key.startsWith("account without a pool ") || account.has(key)) return false;
  return [...account].some(([about, says]) => /^pool [^>]+ > account$/.test(about) && says.includes(UNKNOWN));
}

/** Whether everything that one side states, the other one states more exactly. */
function leavesOpen(vague: readonly string[], exact: readonly string[]): boolean {
  if (vague.length !== exact.length) return false;
  return vague.every((says, at) => {
    const meant = exact[at] ?? "";
    if (says === meant || says.includes(UNKNOWN) || says.includes(PERHAPS) || says.startsWith(OUTSIDE)) return true;
    return says.startsWith(ONE_OF) && says.slice(ONE_OF.length).split(", ").includes(meant);
  });
}

const PERHAPS = "(perhaps)";
const ONE_OF = "one of ";
const OUTSIDE = "outside this program: ";

/** The findings of all policies on a program, each as one line that is the same for every spelling of it. */
export function findingsOf(resources: readonly PlannedResource[], restore = (text: string) => text): readonly string[] {
  const context = { settings: DEFAULT_SETTINGS, today: "2026-05-01" };
  const evaluation = openEvaluation(resources, context);
  const reports = RULES.flatMap((rule) => [
    ...resources.flatMap((resource) => judgeResource(rule, resource, context).reports),
    ...evaluation.judge(rule).reports,
  ]);
  for (const report of reports) {
    if (!report.finding) throw new Error(report.message);
  }
  return reports
    .map(({ policy, level, urn }) => restore(`${policy} ${level ?? "as set"} ${urn.split("::").at(-1)}`))
    .sort();
}
