import { RULES } from "../../policies/rules";
import { namesOf } from "../../policies/rules/policy-names";
import type { Rule } from "../../policies/rules/rule";
import { settings as settingsPolicy } from "../../policies/rules/settings";
import type { PolicyNames } from "../../policies/settings/kind";
import { nearest } from "../../policies/settings/nearest";
import { isObject } from "../../policies/settings/record";
import { readSettings, SETTINGS } from "../../policies/settings/settings";
import { ALL, LEVELS, type PolicyConfiguration } from "./pack-configuration";
import { nameOf, placeOf } from "./place";
import { type ConfigurationFile, ENVIRONMENTS, type Fault } from "./read-configuration";

type Member = ConfigurationFile["members"][number];

/** All faults of a configuration in line order, including those that the engine silently ignores. */
export function faultsIn(file: ConfigurationFile, today: string, rules: readonly Rule[] = RULES): readonly Fault[] {
  const names = namesOf(rules);
  const seen = new Set<string>();
  const silent = file.members.flatMap((member) => {
    const name = nameOf(member);
    const again = seen.has(name);
    seen.add(name);
    return [
      ...(again ? [at(member, `${name}: is there twice, and only the last one counts.`)] : []),
      ...(names.policies.includes(name)
        ? misused(member, file.configuration.get(name), today, names)
        : strange(member, file, names)),
    ];
  });
  return [...file.faults, ...silent].sort((one, other) => one.line - other.line || one.column - other.column);
}

function strange(member: Member, { configuration }: ConfigurationFile, names: PolicyNames): readonly Fault[] {
  const name = nameOf(member);
  if (name === ENVIRONMENTS) return [];
  if (name === ALL) return misused(member, configuration.get(name), "", names);
  const present = names.aliases?.get(name);
  if (present !== undefined)
    return [at(member, `${name}: is called ${present} now. Under the old name it has no effect.`)];
  const meant = nearest(name, [...names.policies, ALL]);
  const hint = meant === undefined ? `There are ${[ALL, ...names.policies].join(", ")}.` : `Did you mean "${meant}"?`;
  return [at(member, `${name}: is not the name of a policy. ${hint}`)];
}

function misused(
  member: Member,
  given: PolicyConfiguration | undefined,
  today: string,
  names: PolicyNames,
): readonly Fault[] {
  if (!given) return [];
  const name = nameOf(member);
  const remediates = given.level === "remediate" ? [at(member, `${name}: ${REMEDIATE}`)] : [];
  if (name !== settingsPolicy.name) return [...remediates, ...misplaced(member, given)];
  const { problems } = readSettings(given.properties, { ...names, today });
  const wrong = problems.map(({ at: path, found, meant, accepts }) => {
    const accepted = meant === undefined ? `Accepted: ${accepts}.` : `Did you mean "${meant}"? Accepted: ${accepts}.`;
    return { ...placeOf(member, path), message: `${name}.${path}: ${found}. ${accepted}` };
  });
  return [...wrong, ...outdated(member, given, names)];
}

/** Settings that use a former name of a policy: they take effect until that name is removed. */
function outdated(member: Member, { properties }: PolicyConfiguration, { aliases }: PolicyNames): readonly Fault[] {
  const { exemptions, notExemptable } = properties as Readonly<Record<string, unknown>>;
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const named = [
    ...list(notExemptable).map((name, index) => ({ name, path: `notExemptable[${index}]` })),
    ...list(exemptions).map((each, index) => ({
      name: isObject(each) ? (each as { policy?: unknown }).policy : undefined,
      path: `exemptions[${index}].policy`,
    })),
  ];
  return named.flatMap(({ name, path }) => {
    const present = typeof name === "string" ? aliases?.get(name) : undefined;
    if (present === undefined) return [];
    return [{ ...placeOf(member, path), message: `${nameOf(member)}.${path}: "${name}" is called "${present}" now.` }];
  });
}

const REMEDIATE = `no policy of this pack has a remediation, so "remediate" is taken for "mandatory". Accepted: ${LEVELS.slice(0, 3).join(", ")}.`;

function misplaced(member: Member, { properties }: PolicyConfiguration): readonly Fault[] {
  return Object.keys(properties).map((key) => {
    const shared = Object.hasOwn(SETTINGS, key);
    const change = shared
      ? `Move it to ${settingsPolicy.name}, which holds the settings of all policies.`
      : "It has no effect.";
    const message = `${nameOf(member)}.${key}: ${nameOf(member)} takes a level and no settings. ${change}`;
    return { ...placeOf(member, key), message };
  });
}

function at(member: Member, message: string): Fault {
  return { line: member.loc.start.line, column: member.loc.start.column, message };
}
