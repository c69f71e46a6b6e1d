import type { Program } from "./program/language";

/** A program in which a policy finds nothing. */
export interface Valid {
  readonly title: string;
  readonly program: Program;
  /** Configuration of the policy `settings`. */
  readonly settings?: object;
  /** `yyyy-mm-dd`; the date of all tests if left out. */
  readonly today?: string;
  /** The prefix of the tokens of Batch types, if it is not `azure-native:batch`. Other spellings are then not tested. */
  readonly batchTokens?: string;
  /** Why there are no findings before the deployment, although everything that a pool is linked to is known. */
  readonly onlyDeployed?: string;
  /** Why there are no findings at the first preview of a Java program, in which the parents of children are unknown. */
  readonly notInJava?: string;
  /** The resource on which findings are reported while their own resource is unknown. */
  readonly before?: string;
  /** Why another policy's finding replaces this one's only where that is certain. */
  readonly overlaps?: string;
  /** Why the program is not tested in other spellings, e.g. because settings name its resources. */
  readonly asWrittenOnly?: string;
  /** Makes it the example on the policy's page, instead of the first of its table. */
  readonly page?: true;
}

/** A program with faults: all of them, in the order in which they are reported. */
export interface Invalid extends Valid {
  readonly finds: readonly Expected[];
}

/** A finding. */
export interface Expected {
  /** The resource, by its name in the program. */
  readonly on: string;
  /** The property. It must exist, unless the fault is that it `isMissing`. */
  readonly at: string;
  readonly isMissing?: true;
  /** Only advisory, although the policy may be mandatory. */
  readonly advisory?: true;
  readonly severity?: string;
  readonly securityRule?: string;
  /** Texts that the message contains. */
  readonly says: readonly string[];
}

/** A program that the policy cannot decide before deployment. */
export interface UndecidedCase extends Valid {
  /** The name of the undecided shape; the first preview if left out. */
  readonly shownAs?: string;
  readonly asks: readonly Question[];
}

/** An undecided question. */
export interface Question {
  /** The pool or account, by its name in the program. */
  readonly on: string;
  /** Text in the question. */
  readonly whether: string;
  /** `resource path` of the values that decide it, each. Empty where no value of the program decides it. */
  readonly by: readonly string[];
  /** Text in the advice. */
  readonly advises?: string;
}

/** The tables of one policy. `undecided` is a reason where it is never undecided. */
export interface Tables {
  readonly valid: readonly Valid[];
  readonly invalid: readonly Invalid[];
  readonly undecided: readonly UndecidedCase[] | string;
}

/** The faults of the tables themselves. */
export function faultsOf({ valid, invalid, undecided }: Tables): readonly string[] {
  const open = typeof undecided === "string" ? [] : undecided;
  const all = [...valid, ...invalid, ...open];
  const faults: string[] = [];
  if (valid.length === 0) faults.push("valid is empty");
  if (invalid.length === 0) faults.push("invalid is empty");
  if (undecided.length === 0) faults.push("undecided is empty: give cases, or the reason why there are none");
  for (const each of invalid) {
    if (each.finds.length === 0) faults.push(`"${each.title}" finds nothing`);
    if (each.finds.some(({ says }) => says.length === 0)) faults.push(`"${each.title}" does not look at a message`);
  }
  for (const each of open) if (each.asks.length === 0) faults.push(`"${each.title}" asks nothing`);
  const titles = new Set<string>();
  const programs = new Map<string, string>();
  for (const each of all) {
    if (titles.has(each.title)) faults.push(`"${each.title}" is there twice`);
    titles.add(each.title);
    const { program, settings, today, batchTokens } = each;
    const key = JSON.stringify([program, settings, today, batchTokens, (each as UndecidedCase).shownAs]);
    const other = programs.get(key);
    if (other !== undefined) faults.push(`"${each.title}" is the same as "${other}"`);
    programs.set(key, each.title);
  }
  return faults;
}
