import type { Cause } from "../../reach/trace";
import { nameInId } from "../../wording/outside";
import type { Undecided } from "../rule";

/** A question about a pool, before it is known which. */
export type Question = Omit<Undecided, "kind" | "urn">;

const WHERE = {
  network: (name: string) => `its virtual network${name} is not part of this program`,
  peer: (name: string) => `its network is peered with a network${name} that is not part of this program`,
  hub: (name: string) => `its network is connected to a virtual hub${name} that is not part of this program`,
};

/**
 * The question whether a private endpoint of another program serves a pool whose public way is blocked.
 *
 * @param fault what blocks the public way, as a clause.
 */
export function elsewhereQuestion({ unseen }: Extract<Cause, { kind: "unseen endpoint" }>, fault: string): Question {
  const { where, id, unknowns } = unseen;
  return {
    question: `whether a nodeManagement private endpoint of another program serves it (${WHERE[where](nameInId(id).replace(/,$/, ""))}); otherwise ${fault}`,
    unknowns,
    advice:
      "Ask who owns that network whether it has such an endpoint for the account, and whether the name resolves to it.",
  };
}
