import type { Program } from "./program/language";

/** A program in which a policy finds nothing. */
export interface Valid {
  readonly title: string;
  readonly program: Program;
  /** Configuration of the policy `settings`. */
  readonly settings?: object;
  /** `yyyy-mm-dd`; the date of all tests if left out. */
  readonly today?: string;
  /** What the tokens of Batch types begin with, if it is not `azure-native:batch`. Other spellings are not tried then. */
  readonly batchTokens?: string;
  /** Why its findings cannot be there before the deployment, although nothing that a pool is linked to is unknown. */
  readonly onlyDeployed?: string;
  /** Why its findings cannot be there at the first preview of a Java program, which does not tell what a child belongs to. */
  readonly notInJava?: string;
  /** The resource on which findings stand as long as it is not known where they belong. */
  readonly before?: string;
  /** Why another policy's finding takes the place of this one's only where that is certain. */
  readonly overlaps?: string;
  /** Why the program is not tried in other spellings: settings name its resources, say. */
  readonly asWrittenOnly?: string;
  /** Makes it the example on the policy's page, in place of the first of its table. */
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
  /** The property. It must be there, unless the fault is that it `isMissing`. */
  readonly at: string;
  readonly isMissing?: true;
  /** Only advisory, although the policy may be mandatory. */
  readonly advisory?: true;
  readonly severity?: string;
  readonly securityRule?: string;
  /** Texts that the message holds. */
  readonly says: readonly string[];
}

/** A program of which the policy cannot tell before deployment. */
export interface UndecidedCase extends Valid {
  /** The name of the shape in which it cannot; the first preview if left out. */
  readonly shownAs?: string;
  readonly asks: readonly Question[];
}

/** What is asked. */
export interface Question {
  /** The pool or account, by its name in the program. */
  readonly on: string;
  /** Text in the question. */
  readonly whether: string;
  /** `resource path` of the values that decide it, each. Empty where nobody knows before a deployment. */
  readonly by: readonly string[];
  /** Text in what is advised. */
  readonly advises?: string;
}

/** The tables of one policy. `undecided` is a reason where it is never undecided. */
export interface Tables {
  readonly valid: readonly Valid[];
  readonly invalid: readonly Invalid[];
  readonly undecided: readonly UndecidedCase[] | string;
}

/** What is wrong with the tables themselves. */
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
