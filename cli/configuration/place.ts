import type { AnyNode, MemberNode } from "@humanwhocodes/momoa";

/** Where something is written: a line and a column, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a problem of the settings is written. `at` is its place in words, e.g. `exemptions[2].expires`; where the last part
 * is missing altogether, the place of what lacks it.
 */
export function placeOf(node: AnyNode, at: string): Place {
  const inside = at === "" ? undefined : (memberAt(node, at) ?? elementAt(node, at));
  return inside ? placeOf(inside.node, inside.rest) : inObject(node);
}

interface Inside {
  readonly node: AnyNode;
  readonly rest: string;
}

/** Names may hold dots and brackets themselves: the longest that fits is meant. */
function memberAt(node: AnyNode, at: string): Inside | undefined {
  const members = contentOf(node).type === "Object" ? (contentOf(node) as { members: MemberNode[] }).members : [];
  const fitting = members.filter((member) => {
    const after = at.startsWith(shortened(nameOf(member))) ? at.charAt(shortened(nameOf(member)).length) : "no";
    return ["", ".", "["].includes(after);
  });
  const member = fitting.sort((one, other) => nameOf(one).length - nameOf(other).length).at(-1);
  return member && { node: member, rest: at.slice(shortened(nameOf(member)).length).replace(/^\./, "") };
}

function elementAt(node: AnyNode, at: string): Inside | undefined {
  const value = contentOf(node);
  const match = /^\[(\d+)\]\.?/.exec(at);
  const element = value.type === "Array" && match ? value.elements[Number(match[1])] : undefined;
  return element && match ? { node: element.value, rest: at.slice(match[0].length) } : undefined;
}

/** The name of a member as it is written. */
export function nameOf({ name }: MemberNode): string {
  return name.type === "String" ? name.value : name.name;
}

/** Problems name long names in short. */
function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}

function contentOf(node: AnyNode): AnyNode {
  return node.type === "Member" || node.type === "Document" ? (node.type === "Member" ? node.value : node.body) : node;
}

function inObject({ loc }: AnyNode): Place {
  return { line: loc.start.line, column: loc.start.column };
}
