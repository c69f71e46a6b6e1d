import { RULES } from "../../policies/rules";
import { settings as settingsPolicy } from "../../policies/rules/settings";
import { nearest } from "../../policies/settings/nearest";
import { readSettings, SETTINGS } from "../../policies/settings/settings";
import { ALL, LEVELS, type PolicyConfiguration } from "./pack-configuration";
import { nameOf, placeOf } from "./place";
import { type ConfigurationFile, ENVIRONMENTS, type Fault } from "./read-configuration";

type Member = ConfigurationFile["members"][number];

const NAMES = RULES.map(({ name }) => name);

/** All that is wrong with a configuration, in the order of its lines: also what the engine passes over in silence. */
export function faultsIn(file: ConfigurationFile, today: string): readonly Fault[] {
  const seen = new Set<string>();
  const silent = file.members.flatMap((member) => {
    const name = nameOf(member);
    const again = seen.has(name);
    seen.add(name);
    return [
      ...(again ? [at(member, `${name}: is there twice, and only the last one counts.`)] : []),
      ...(NAMES.includes(name) ? misused(member, file.configuration.get(name), today) : strange(member, file)),
    ];
  });
  return [...file.faults, ...silent].sort((one, other) => one.line - other.line || one.column - other.column);
}

function strange(member: Member, { configuration }: ConfigurationFile): readonly Fault[] {
  const name = nameOf(member);
  if (name === ENVIRONMENTS) return [];
  if (name === ALL) return misused(member, configuration.get(name), "");
  const meant = nearest(name, [...NAMES, ALL]);
  const hint = meant === undefined ? `There are ${[ALL, ...NAMES].join(", ")}.` : `Did you mean "${meant}"?`;
  return [at(member, `${name}: is not the name of a policy. ${hint}`)];
}

function misused(member: Member, given: PolicyConfiguration | undefined, today: string): readonly Fault[] {
  if (!given) return [];
  const name = nameOf(member);
  const remediates = given.level === "remediate" ? [at(member, `${name}: ${REMEDIATE}`)] : [];
  if (name !== settingsPolicy.name) return [...remediates, ...misplaced(member, given)];
  const { problems } = readSettings(given.properties, { today, policies: NAMES });
  return problems.map(({ at: path, found, meant, accepts }) => {
    const accepted = meant === undefined ? `Accepted: ${accepts}.` : `Did you mean "${meant}"? Accepted: ${accepts}.`;
    return { ...placeOf(member, path), message: `${name}.${path}: ${found}. ${accepted}` };
  });
}

const REMEDIATE = `no policy of this pack mends anything, so "remediate" is taken for "mandatory". Accepted: ${LEVELS.slice(0, 3).join(", ")}.`;

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
