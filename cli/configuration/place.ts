import type { AnyNode, MemberNode } from "@humanwhocodes/momoa";
import type { Position } from "../input/count-lines";

/**
 * The position of a problem in the settings. `at` is its property path, e.g. `exemptions[2].expires`; if the last part is missing,
 * the position is that of its parent.
 */
export function placeOf(node: AnyNode, at: string): Position {
  const inside = at === "" ? undefined : (memberAt(node, at) ?? elementAt(node, at));
  return inside ? placeOf(inside.node, inside.rest) : inObject(node);
}

interface Inside {
  readonly node: AnyNode;
  readonly rest: string;
}

/** Names can contain dots and brackets: the longest match wins. */
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

/** The name of a member as written in the file. */
export function nameOf({ name }: MemberNode): string {
  return name.type === "String" ? name.value : name.name;
}

/** Problems abbreviate long names. */
function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}

function contentOf(node: AnyNode): AnyNode {
  return node.type === "Member" || node.type === "Document" ? (node.type === "Member" ? node.value : node.body) : node;
}

function inObject({ loc }: AnyNode): Position {
  return { line: loc.start.line, column: loc.start.column };
}
