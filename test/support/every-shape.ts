import type { Report } from "../../policies/judge/report";
import type { Rule } from "../../policies/rules/rule";
import { readSettings } from "../../policies/settings/settings";
import { TODAY } from "./exemptions";
import { explanationOf } from "./explain";
import { explainedBy, judge, nameIn, SPARSE, show } from "./judged";
import { batchTokens } from "./program/batch-tokens";
import { accountOf, compareAccounts } from "./program/compare";
import { IN_JAVA, SHAPES } from "./program/shapes";
import { CHILDREN_TWICE, VARIANTS, type Variant } from "./program/variants";
import type { Valid } from "./rule-tables";
import { isTried } from "./tried";

/** The spellings and shapes that change the findings, with the first of these programs; `""` if there are none. */
export function inEveryShape(rule: Rule, each: Valid, reports: readonly Report[]): string {
  const settings = readSettings(each.settings, { today: TODAY, policies: [] });
  const account = accountOf(show(each), undefined, settings);
  const faults = variantsFor(each).flatMap((variant) => {
    const program = variant.rewrite(each.program);
    if (!program) return [];
    const shapes = variant.needsInputs ? SHAPES.filter(({ sees }) => sees !== "outputs") : SHAPES;
    return shapes
      .map((shape) => ({ shape, where: `${variant.name}, ${shape.name}` }))
      .map((way) => ({ ...way, id: `${rule.name}: ${each.title}: ${way.where}` }))
      .filter(({ id }) => isTried(id, SPARSE))
      .flatMap(({ shape, where, id }) => {
        const resources = shape.show(program, variant.spell ?? batchTokens(each.batchTokens));
        const { unclear, clearer } = compareAccounts(account, accountOf(resources, variant.restore, settings));
        const found = linesOf(judge(rule, resources, each).reports, variant);
        const expected = linesOf(reports, variant);
        // Every finding in a shape with fewer known values is also in the fuller one, at that level or above.
        const fewer = clearer.length === 0 && !(shape.sees !== "all" && each.overlaps !== undefined);
        const moved = each.before === undefined ? [] : expected.map((line) => onAnother(line, each.before as string));
        const added = fewer ? missing(found, [...expected, ...expected.map(lowered), ...moved]) : [];
        const before = shape.name === IN_JAVA ? (each.notInJava ?? each.onlyDeployed) : each.onlyDeployed;
        const sees = shape.sees === "all" || (shape.sees === "before" && before === undefined);
        const lost = sees && unclear.length === 0 ? missing(expected, found) : [];
        const lines = [
          ...added.map((line) => `${where} finds ${line}`),
          ...lost.map((line) => `${where} misses ${line}`),
        ];
        return lines.length > 0 ? [{ lines, explained: explainedBy(rule, each, resources, id) }] : [];
      });
  });
  const [first] = faults;
  return first ? [...faults.flatMap(({ lines }) => lines), explanationOf(first.explained())].join("\n") : "";
}

const EVERY_WAY = [...VARIANTS, CHILDREN_TWICE];

function variantsFor({ asWrittenOnly, batchTokens }: Valid): readonly Variant[] {
  return asWrittenOnly === undefined && batchTokens === undefined ? EVERY_WAY : VARIANTS.slice(0, 1);
}

/** Where rules and subnets move to other resources, the findings move with them. */
function linesOf(reports: readonly Report[], { moves, restore = (text) => text }: Variant): readonly string[] {
  return reports.map(({ policy, level, urn, finding, message }) => {
    const on = moves ? "" : ` on ${restore(nameIn(urn))}`;
    return `${policy} ${level ?? "as set"}${on}${finding ? "" : `: ${message}`}`;
  });
}

function onAnother(finding: string, resource: string): string {
  return finding.replace(/ on \S+/, ` on ${resource}`);
}

function lowered(finding: string): string {
  return finding.replace(" as set", " advisory");
}

function missing(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those];
  return these.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
