import { isUnknown, unknown, type Value } from "../known/value";
import { field, isAbsent, type Property } from "../plan/property";
import { type Branch, isBranch, type Tree } from "../plan/tree";

/**
 * One child that the program writes twice: in its parent's list, and as a resource of its own of the same name. Azure has it
 * once, as it was written last, and which of both that is depends on what an update touches. So where they differ, nobody
 * knows before a deployment. The result stands at the place of the resource.
 */
export function writtenTwice(listed: Property, own: Property): Property {
  if (!isBranch(own.value) || !isBranch(listed.value)) return own;
  const names = new Set(
    [...Object.keys(listed.value), ...Object.keys(own.value)].filter((name) => !TELLS_WHICH.test(name)),
  );
  const fields = [...names].map((name) => [name, valueOfBoth(field(listed, name), field(own, name))] as const);
  const known = fields.filter((each): each is readonly [string, Tree] => each[1] !== undefined);
  const value: Branch = { ...own.value, ...Object.fromEntries(known) };
  return { ...own, value };
}

/** What says which child it is, and of what parent, not what it does. */
const TELLS_WHICH = /^(id|name|etag|type|provisioningState|description|\w+Name|__.*)$/;

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

/** Names compare without case; `undefined` where one is not known. */
export function nameKey(name: Value<string | undefined>): string | undefined {
  return isUnknown(name) ? undefined : name?.toLowerCase();
}
