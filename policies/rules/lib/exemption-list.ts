import { parseUrn } from "../../plan/urn";
import type { Exemption } from "../../settings/exemption";
import { shortened } from "../../wording/shown";

/** The number of exemptions that a message names; the others are counted. */
export const MOST_NAMED = 3;

const MOST_RANGES = 10;

/** An exemption for a message: `nsg-no-classic-inbound on nsg-render rule AllowBatch (exemptions[2])`. */
export function describe({ policy, resource, rule, at }: Exemption): string {
  return `${policy} on ${resourceOf(resource)}${rule ? ` rule ${rule}` : ""} (${at})`;
}

/** A baseline has whole URNs, of which only the name is new in a message about their stack. */
function resourceOf(pattern: string): string {
  return shortened(parseUrn(pattern)?.name ?? pattern);
}

/** The first few in words, and the number of the others. */
export function firstFew(
  all: readonly Exemption[],
  inWords: (exemption: Exemption) => string,
  rest: (others: readonly Exemption[]) => string = () => "",
): string {
  const named = all.slice(0, MOST_NAMED).map(inWords);
  const others = all.slice(MOST_NAMED);
  return others.length === 0 ? named.join("; ") : `${named.join("; ")}; and ${others.length} more${rest(others)}`;
}

/** The indices of many exemptions in the configuration, in short form: ` (exemptions[3-15, 20])`. */
export function placesOf(exemptions: readonly Exemption[]): string {
  const indices = exemptions.map(({ at }) => Number(/\d+/.exec(at)?.[0])).sort((one, other) => one - other);
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else ranges.push([index, index]);
  }
  const texts = ranges.slice(0, MOST_RANGES).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return ` (exemptions[${texts.join(", ")}${ranges.length > MOST_RANGES ? ", …" : ""}])`;
}
