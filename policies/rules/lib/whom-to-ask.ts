import type { PlannedResource } from "../../plan/resource";
import { parseUrn } from "../../plan/urn";
import { parseArmId } from "../../topology/arm-id";
import { shortened, shown } from "../../wording/shown";
import { type Undecided, waitsFor } from "../rule";

/**
 * A question about a resource outside of the program, with advice on whom to ask: the stack reference from which its id may come, its
 * resource group and subscription, and the command to export it. If the estate has the resource but does not use it, the advice is the
 * reason.
 *
 * @param aside ARM id in lower case → why the estate does not use the resource.
 */
export function askingOwner(
  item: Undecided,
  resource: PlannedResource | undefined,
  aside: ReadonlyMap<string, string>,
): Undecided {
  const { outside: id, advice } = item;
  if (id === undefined || waitsFor(item.unknowns)) return item;
  const reason = reasonIn(aside, id.toLowerCase());
  const ask = reason === undefined ? askOwner(id, resource) : `The estate does not decide it: ${reason}.`;
  const note = item.note ?? "";
  const all = [[advice, ask].filter(Boolean).join(" "), ask.replace(/^Or ask/, "Ask")];
  const fitting = all.find((each) => `${note} ${each}`.length <= LONGEST_LINE);
  return fitting === undefined ? item : { ...item, advice: fitting };
}

/** The longest line that people read to its end. */
const LONGEST_LINE = 250;

/** The reason for the resource, else that for its parent: the estate does not use a subnet if it does not use its network. */
function reasonIn(aside: ReadonlyMap<string, string>, id: string): string | undefined {
  return aside.get(id) ?? aside.get(id.split("/").slice(0, -2).join("/"));
}

function askOwner(id: string, resource: PlannedResource | undefined): string {
  const parsed = parseArmId(id);
  const group = shown("name", parsed?.resourceGroup);
  const subscription = shown("subscription", parsed?.subscription);
  const references = (resource?.dependencies ?? []).map(parseUrn).filter((urn) => urn?.type === STACK_REFERENCE);
  const places = [
    ...references.slice(0, 1).flatMap((urn) => (urn ? [`stack reference "${shortened(urn.name)}"`] : [])),
    ...(group === undefined ? [] : [`resource group "${group}"`]),
    ...(subscription === undefined ? [] : [`subscription ${subscription}`]),
  ];
  const where = places.length > 0 ? ` (${places.join(", ")})` : "";
  return `Or ask its owner${where} to export it with "azure-batch-guard snapshot".`;
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";
