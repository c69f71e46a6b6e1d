import { type Edit, isOutput, isPlainObject, type Plain, type PlainObject } from "../policies/remedies/edits";

/** Removes secrets from a text. */
export type Clean = (text: string) => string;

/** The edit without the program's secrets. */
export function cleanEdit(edit: Edit, clean: Clean): Edit {
  switch (edit.action) {
    case "set":
      return { ...edit, value: cleanValue(edit.value, clean) };
    case "change":
      return { ...edit, element: cleanObject(edit.element, clean), value: cleanObject(edit.value, clean) };
    case "remove":
      return { ...edit, element: cleanObject(edit.element, clean) };
    case "delete":
      return edit;
    default:
      return { ...edit, value: cleanObject(edit.value, clean) };
  }
}

function cleanObject(object: PlainObject, clean: Clean): PlainObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, cleanValue(value, clean)]));
}

function cleanValue(value: Plain, clean: Clean): Plain {
  if (typeof value === "string") return clean(value);
  if (value === null || typeof value !== "object" || isOutput(value)) return value;
  return isPlainObject(value)
    ? cleanObject(value, clean)
    : (value as readonly Plain[]).map((each) => cleanValue(each, clean));
}
