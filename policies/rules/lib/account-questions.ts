import { isUnknown } from "../../known/value";
import type { AccountAccessHop } from "../../reach/hop";
import { describeAccess } from "../../wording/describe-access";
import type { Question } from "./questions";
import { checkRejected } from "./rejected-value";

const WHETHER = "whether the account accepts connections from its nodes";

/** The question about an account of which it is undecided whether it accepts the packets of its nodes. */
export function questionAboutAccess({ verdict }: AccountAccessHop): Question {
  const unknowns = verdict.is === "undecided" ? verdict.unknowns : [];
  const open = verdict.because.find((each) => each.verdict.is === "undecided") ?? verdict.because[0];
  if (open?.access.is === "perimeter") {
    return {
      question: `${WHETHER}: it ${describeAccess(open.access)}`,
      unknowns,
      advice: "Add a nodeManagement private endpoint: perimeters do not control the nodes of pools.",
    };
  }
  if (open?.access.is === "restricted") {
    const { rejected } = open.access;
    const hidden = open.sources.addresses.some((address) => address === undefined || isUnknown(address));
    return {
      question: `${WHETHER}: it ${describeAccess(open.access)}${hidden ? "; their source address is unknown" : ""}`,
      unknowns,
      advice: rejected
        ? checkRejected(rejected.path, "Azure accepts IPv4 addresses and prefixes")
        : "Compare the account's IP rules with the public source addresses of these nodes.",
    };
  }
  if (open?.access.is === "unknown" && open.access.rejected) {
    const { path } = open.access.rejected;
    return {
      question: WHETHER,
      unknowns,
      advice: checkRejected(path, "Azure accepts Enabled, Disabled, SecuredByPerimeter"),
    };
  }
  return { question: WHETHER, unknowns, advice: "Check the account, which is not part of this program." };
}
