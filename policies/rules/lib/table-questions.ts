import type { RouteHop } from "../../reach/hop";
import type { RouteOutcome } from "../../reach/next-hop";
import type { Trace } from "../../reach/trace";
import { lowerFirst } from "../../wording/describe-rule";
import { batchTag } from "../../wording/tags";
import type { Question } from "./questions";
import { checkRejected } from "./rejected-value";
import { routeName } from "./route-wording";

export const LEAD = "whether the routes of its subnet lead to the Batch service";

/** The question if the table itself is unclear: Azure rejects a route of it, or which of its routes applies is not documented. */
export function aboutTable(
  first: RouteOutcome,
  open: readonly RouteOutcome[],
  { verdict }: RouteHop,
): ((trace: Trace) => Omit<Question, "unknowns">) | undefined {
  const rejected = open.find(({ route }) => route.ref && route.problems.length > 0);
  const [problem] = rejected?.route.problems ?? [];
  if (rejected && problem) {
    const name = lowerFirst(routeName(rejected));
    return () => ({
      question: `${LEAD}: what ${name} does is unclear`,
      advice: checkRejected(`${problem.field} of ${name}`, problem.hint),
    });
  }
  const piece = verdict.because.find(({ because }) => because.includes(first))?.because ?? [];
  const [one, other] = piece.filter(({ route }) => route.source === "user" && route.ref);
  if (!one || !other || piece.some(({ route }) => route.source === "gateway" || route.unknowns.length > 0)) {
    return undefined;
  }
  const rivals = [one, other].map((each) => lowerFirst(routeName(each))).join(" or ");
  return ({ region }) => ({
    question: `whether ${rivals} of its subnet applies to the Batch service`,
    advice: `A route for the service tag ${batchTag(region)} takes precedence over both.`,
  });
}
