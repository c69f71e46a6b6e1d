import type { PlannedResource } from "../../plan/resource";
import { parseUrn } from "../../plan/urn";
import { parseArmId } from "../../topology/arm-id";
import { shortened, shown } from "../../wording/shown";
import { type Undecided, waitsFor } from "../rule";

/**
 * A question about what lies outside of the program, with whom to ask: the stack from which its id came, the resource group and
 * subscription in it, and the command that makes an estate of it. Where an estate was given, why it does not tell.
 *
 * @param aside ARM id in lower case → why the estate does not tell.
 */
export function askingOwner(
  item: Undecided,
  resource: PlannedResource | undefined,
  aside: ReadonlyMap<string, string>,
): Undecided {
  const { outside: id, advice } = item;
  if (id === undefined || waitsFor(item.unknowns)) return item;
  const reason = reasonIn(aside, id.toLowerCase());
  const ask = reason === undefined ? askOwner(id, resource) : `The estate does not tell: ${reason}.`;
  const note = item.note ?? "";
  const all = [[advice, ask].filter(Boolean).join(" "), ask.replace(/^Or ask/, "Ask")];
  const fitting = all.find((each) => `${note} ${each}`.length <= LONGEST_LINE);
  return fitting === undefined ? item : { ...item, advice: fitting };
}

/** What people read to its end. */
const LONGEST_LINE = 250;

/** What stands in a network may be set aside with it. */
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
