import type { GroupRule } from "./filters";

/** A service tag on the side of a rule where it can never match. */
export interface MisplacedTag {
  readonly direction: NonNullable<GroupRule["direction"]>;
  /** In the spelling of the rule. */
  readonly written: string;
  readonly side: "source" | "destination";
}

/** In an outbound rule the source is a node, in an inbound rule the destination is a node: neither is an address of a service. */
export function misplacedTag(rule: GroupRule, isOfService: (tag: string) => boolean): MisplacedTag | undefined {
  const { direction, access, ref } = rule;
  if (direction === undefined || access !== "Allow" || !ref?.certain) return undefined;
  const side = direction === "Outbound" ? "source" : "destination";
  const written = rule[side].tags.find(isOfService);
  return written === undefined ? undefined : { direction, written, side };
}
