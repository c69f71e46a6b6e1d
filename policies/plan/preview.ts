import { type Format, isObject, isResource, listFault } from "./program";
import { readState } from "./state";
import { UNKNOWN_SENTINELS } from "./tree";

const [UNKNOWN_SENTINEL] = UNKNOWN_SENTINELS;

/** What `pulumi preview --json` writes in place of every secret. */
const HIDDEN = "[secret]";

/** Steps after which there is no resource, or one that another step shows as well: each replacement has a "create-replacement". */
const WITHOUT_NEW: readonly unknown[] = [
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "replace",
];

/**
 * The output of `pulumi preview --json`: a step for each resource that changes, with its state afterwards. Unchanged resources
 * are included only with `--show-sames`. Without them nothing can be judged, because a missing rule may be the deciding one.
 * `PreviewDigest` in pkg/display/json.go of pulumi/pulumi.
 */
export const previews: Format = {
  claims: (content) => "steps" in content && "changeSummary" in content,
  refuse: (content) => {
    const { steps, diagnostics } = content;
    const failure = Array.isArray(diagnostics) ? diagnostics.filter(isObject).find(isFailure) : undefined;
    if (failure) return `is of a preview that failed${reasonOf(failure.message)}`;
    return listFault(steps, previews.list);
  },
  list: ["steps"],
  isElement: (step) =>
    isObject(step) && (step.newState === undefined || step.newState === null || isResource(step.newState)),
  tally: {
    counts: (step) => isObject(step) && step.op === "same",
    refuse: ({ changeSummary }, shown) => {
      const { same = 0 } = isObject(changeSummary) ? changeSummary : {};
      if (typeof same !== "number" || shown >= same) return undefined;
      return `shows ${shown} of ${same} resources that stay the same: preview again with "pulumi preview --json --show-sames".`;
    },
  },
  read: (step) => {
    if (!isObject(step) || WITHOUT_NEW.includes(step.op) || !isResource(step.newState)) return undefined;
    return readState(withoutHidden(step.newState));
  },
};

function isFailure({ severity }: Readonly<Record<string, unknown>>): boolean {
  return severity === "error";
}

/** The engine's own words without a cause, as for a preview that a mandatory policy stopped. */
const NO_CAUSE = "preview failed";

function reasonOf(message: unknown): string {
  const line = typeof message === "string" ? (message.trim().split("\n")[0] ?? "") : "";
  const reason = line.replace(/^error: /, "").replace(/\.$/, "");
  return reason === NO_CAUSE ? ". If a policy pack stopped it, preview again without --policy-pack." : `: ${reason}.`;
}

/** Replaces hidden values by unknown ones. */
function withoutHidden(value: unknown, depth = 0): unknown {
  // Deeper than anything that is read later.
  if (value === HIDDEN || depth > 100) return UNKNOWN_SENTINEL;
  if (Array.isArray(value)) return value.map((item) => withoutHidden(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutHidden(inner, depth + 1)]));
}
