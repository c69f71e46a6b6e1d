import { isUnknown, type Value } from "../known/value";

/**
 * What a value of the program has to look like to be printed as what it is. Pulumi hands secrets to a policy pack as plain
 * text without a mark, so nobody can tell here which value is one. What does not look like a value of its field (a
 * password in the place of an address, say) is left out of the message; the property path says where to find it.
 *
 * No pattern here repeats a group or has two ways to match a text: each takes time in proportion to the length.
 */
const LOOKS = {
  /** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
  name: /^[\p{L}\d_][\p{L}\d_.()-]{0,89}$/u,
  /** `BatchNodeManagement`, `Storage.WestEurope` */
  tag: /^[A-Za-z]{1,60}(\.[A-Za-z0-9]{1,40})?$/,
  /** An IP address, prefix or range. */
  address: /^[\da-fA-F.:]{2,45}([/-][\da-fA-F.:]{1,45})?$/,
  subscription: /^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/,
  /** `2024-07-01`, of a time as well */
  date: /^\d{4}-\d{2}-\d{2}/,
  /** `Microsoft.Web/serverFarms` */
  service: /^[A-Za-z]{1,40}\.[A-Za-z.]{1,60}\/[A-Za-z/]{1,80}$/,
};

/** The value for a message, or `undefined` where it is unknown, absent, or does not look like one. */
export function shown(looks: keyof typeof LOOKS, value: Value<string | undefined>): string | undefined {
  if (value === undefined || isUnknown(value)) return undefined;
  const text = value.trim();
  return LOOKS[looks].test(text) ? text : undefined;
}

/** Which of `words` a value is, in their spelling; `undefined` where it is none of them. */
export function shownWord(words: readonly string[], value: Value<string | undefined>): string | undefined {
  if (value === undefined || isUnknown(value)) return undefined;
  return words.find((word) => word.toLowerCase() === value.trim().toLowerCase());
}

const LONGEST = 90;

/** A name in the program, which Pulumi prints everywhere and so is no secret, in a length that fits into a line. */
export function shortened(name: string, longest = LONGEST): string {
  const line = name.replace(/\s/g, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** A value in quotes and a blank before it: ` "allow-batch"`; `""` where there is nothing to show. */
export function quoted(text: string | undefined): string {
  return text === undefined ? "" : ` "${text}"`;
}
