import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { PROGRAMS } from "../programs/all";
import { findingsOf } from "../support/program/compare";
import { IN_JAVA, SHAPES } from "../support/program/shapes";
import { VARIANTS } from "../support/program/variants";
import { faultsOf } from "../support/translations";

// In the first preview of a program in Java, many children have an unknown parent. Whatever the values are later, there must be no
// finding on a correct resource, and a faulty one must have a finding or a question.

const [ALL_KNOWN] = SHAPES;
const JAVA = SHAPES.find(({ name }) => name === IN_JAVA);
const levels = new Map<string, string>(RULES.map(({ name, levels: { recommended } }) => [name, recommended]));

/** Findings with the levels of the preset `recommended`; another spelling of a program has the same resources. */
function judged(lines: readonly string[]) {
  return lines.flatMap((line) => {
    const [, policy = "", own = "", resource = ""] = /^(\S+) (as set|\S+) (.*)$/.exec(line) ?? [];
    const level = own === "as set" ? (levels.get(policy) ?? "") : own;
    return level === "disabled" ? [] : [{ policy, level, resource, type: "" }];
  });
}

describe.each(VARIANTS.filter(({ moves, spell }) => !moves && !spell))(
  "programs in Java, $name",
  ({ rewrite, restore }) => {
    test.each(PROGRAMS)("$title", ({ program }) => {
      const written = rewrite(program);
      if (!ALL_KNOWN || !JAVA) throw new Error("There is no such shape.");
      if (!written) return;
      const spell = (type: string) => type;
      const later = judged(findingsOf(ALL_KNOWN.show(written, spell), restore));
      const first = judged(findingsOf(JAVA.show(written, spell), restore));
      expect(faultsOf(first, later)).toEqual([]);
    });
  },
);
