import type { Cause } from "../../reach/trace";
import type { UnseenEndpoint } from "../../reach/unseen-endpoint";
import { nameInId } from "../../wording/outside";
import type { Undecided } from "../rule";

/** A question about a pool, without the pool. */
export type Question = Omit<Undecided, "kind" | "urn">;

const PLACES: Readonly<Record<UnseenEndpoint["where"], string>> = {
  subnet: "its subnet",
  network: "its virtual network",
  peer: "a network peered with its own",
  hub: "the hub of its network",
};

/**
 * The question whether a private endpoint of another program serves a pool whose public path is blocked.
 *
 * @param fault what blocks the public path, as a clause.
 */
export function unseenEndpointQuestion(
  { unseen }: Extract<Cause, { kind: "unseen endpoint" }>,
  fault: string,
): Question {
  const { where, id, unknowns } = unseen;
  const state = id === undefined && unknowns.length > 0 ? "is unknown" : "is not part of this program";
  return {
    question: `whether a private endpoint of another program serves it: ${PLACES[where]}${nameInId(id)} ${state}`,
    unknowns,
    ...(id === undefined ? {} : { outside: id }),
    note: `Without one, ${fault}.`,
    advice: `Ask the owner of ${where === "subnet" ? "its" : "that"} network whether it has a nodeManagement endpoint for the account, and whether the name resolves to it.`,
  };
}
