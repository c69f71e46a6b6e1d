import { nearest } from "../policies/settings/nearest";
import { type Form, inWords } from "./command";
import { visible } from "./visible";

/** An output that a command prints or writes. */
export interface Output {
  readonly form: string;
  /** `-` to print. */
  readonly file: string;
}

/** One `--format` or `--output` of a command line. */
export interface OutputOption {
  readonly name: "format" | "output";
  readonly value: string;
}

/**
 * The outputs that a command line requests, or one sentence on what is wrong with them. Each `--format` belongs to the adjacent
 * `--output`, whichever comes first. An output without `--output` is printed; one without `--format` has the first of `forms`.
 */
export function outputsOf(given: readonly OutputOption[], forms: readonly Form[]): readonly Output[] | string {
  const pairs: { format?: string; output?: string }[] = [];
  for (const { name, value } of given) {
    const last = pairs.at(-1);
    if (last && last[name] === undefined) last[name] = value;
    else pairs.push({ [name]: value });
  }
  const [first] = forms;
  const outputs = (pairs.length > 0 ? pairs : [{}]).map(({ format = first?.name ?? "", output = "-" }) => {
    return { form: format, file: output };
  });
  const names = forms.map(({ name }) => name);
  const unknown = outputs.find(({ form }) => !names.includes(form));
  if (unknown) {
    const meant = nearest(unknown.form, names);
    return `--format takes ${inWords(names)}, not ${visible(unknown.form)}${meant ? `; did you mean ${meant}?` : "."}`;
  }
  const printed = outputs.filter(({ file }) => file === "-").map(({ form }) => form);
  if (printed.length < 2) return outputs;
  return `Only one format can be printed, not ${inWords(printed, "and")}: name a file with --output beside each --format.`;
}
