import { isUnknown, type Value } from "../../known/value";

interface Said {
  readonly value: Value<string | number | undefined>;
}

/** The elements with a value that an earlier element has, each with the first one that has it. Unknown and absent values equal no other. */
export function repeated<T extends Said>(list: readonly T[]): readonly { readonly first: T; readonly again: T }[] {
  const seen = new Map<string | number, T>();
  return list.flatMap((again) => {
    if (isUnknown(again.value) || again.value === undefined) return [];
    const first = seen.get(again.value);
    if (first) return [{ first, again }];
    seen.set(again.value, again);
    return [];
  });
}
