import { isUnknown, unknown, type Value } from "../known/value";
import { field, isAbsent, type Property } from "../plan/property";
import { type Branch, isBranch, type Tree } from "../plan/tree";

/**
 * A child that the program declares twice: in the list of its parent, and as a standalone resource of the same name. Azure keeps one
 * child, as it was written last. Which one is written last depends on the resources that an update changes, so values that differ
 * are unknown until deployment. The result has the path and the owner of the standalone resource.
 */
export function writtenTwice(listed: Property, own: Property): Property {
  if (!isBranch(own.value) || !isBranch(listed.value)) return own;
  const names = new Set(
    [...Object.keys(listed.value), ...Object.keys(own.value)].filter((name) => !IDENTIFYING.test(name)),
  );
  const fields = [...names].map((name) => [name, valueOfBoth(field(listed, name), field(own, name))] as const);
  const known = fields.filter((each): each is readonly [string, Tree] => each[1] !== undefined);
  const value: Branch = { ...own.value, ...Object.fromEntries(known) };
  return { ...own, value };
}

/** Properties that identify the child and its parent, and do not change its effect. */
const IDENTIFYING = /^(id|name|etag|type|provisioningState|description|\w+Name|__.*)$/;

function valueOfBoth(listed: Property, own: Property): Tree | undefined {
  if (isUnknown(own.value)) return own.value;
  if (isUnknown(listed.value)) return listed.value;
  if (isAbsent(listed) && isAbsent(own)) return undefined;
  return spelling(listed) === spelling(own) ? own.value : unknown(own.path, own.owner);
}

/** Providers change the case of words, and the type of numbers. */
function spelling(property: Property): string | undefined {
  return isAbsent(property) ? undefined : JSON.stringify(property.value)?.replaceAll('"', "").toLowerCase();
}

/** Names are case-insensitive; `undefined` where the name is unknown. */
export function nameKey(name: Value<string | undefined>): string | undefined {
  return isUnknown(name) ? undefined : name?.toLowerCase();
}
