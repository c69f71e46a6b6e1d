import { beforeAll, expect, test } from "vitest";
import type { PackConfiguration } from "../../cli/configuration/pack-configuration";
import { inGroups } from "../../cli/judge-files";
import { judgePrograms } from "../../cli/judge-program";
import type { Program } from "../../policies/plan/program";
import type { PlannedResource } from "../../policies/plan/resource";
import { isReadType } from "../../policies/topology/entity";
import { PROGRAMS } from "../programs/all";
import { TODAY } from "../support/exemptions";
import { FULL } from "../support/full";
import { batchTokens } from "../support/program/batch-tokens";
import { SHAPES } from "../support/program/shapes";
import type { Valid } from "../support/rule-tables";
import { everyCase } from "../support/written/tables";

/*
 * Whole programs, those of all tables, as states: a program that is split into two stacks, whose states are joined by ARM ids, has the
 * same findings as the whole program.
 */

let cases: readonly Valid[] = [];
beforeAll(async () => {
  cases = await everyCase();
});

const STATE = SHAPES.find(({ name }) => name === "state");
/** A normal run tests one in this many cuts. */
const SPARSE = FULL ? 1 : 10;

/** The resources for which `isIn` holds, as a stack of their own, which refers to the other stack only by ARM ids. */
function stackOf(resources: readonly PlannedResource[], project: string, isIn: (urn: string) => boolean): Program {
  const renamed = (urn: string) => urn.replace(/^(urn:pulumi:.*?)::.*?::/, `$1::${project}::`);
  const own = (urns: readonly string[]) => urns.filter(isIn).map(renamed);
  const part = resources
    .filter(({ urn }) => isIn(urn))
    .map((resource): PlannedResource => {
      const { urn, properties, outputs, propertyDependencies, dependencies, parent } = resource;
      return {
        ...resource,
        urn: renamed(urn),
        properties: { ...properties, owner: renamed(urn) },
        outputs: { ...outputs, owner: renamed(urn) },
        propertyDependencies: new Map([...propertyDependencies].map(([name, urns]) => [name, own(urns)])),
        dependencies: own(dependencies),
        parent: parent !== undefined && isIn(parent) ? renamed(parent) : undefined,
      };
    });
  return { resources: part, analyzed: [], secrets: [], positions: new Map(), encrypted: [] };
}

/** A resource and all its direct and indirect dependents. */
function madeFrom(root: string, resources: readonly PlannedResource[]): ReadonlySet<string> {
  const found = new Set([root]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { urn, dependencies, parent } of resources) {
      if ([...dependencies, parent ?? ""].some((each) => found.has(each))) found.add(urn);
    }
  }
  return found;
}

/** The resources of one stack as two stacks. */
function cutIn(resources: readonly PlannedResource[], lower: ReadonlySet<string>): readonly Program[] {
  return [stackOf(resources, "upper", (urn) => !lower.has(urn)), stackOf(resources, "lower", (urn) => lower.has(urn))];
}

/**
 * Whether a resource depends on one in the other stack. Resources without such a dependency, or only in the same resource group, are
 * not joined.
 */
function crossesEdge(resources: readonly PlannedResource[], lower: ReadonlySet<string>): boolean {
  const isRead = new Set(
    resources.filter(({ type }) => isReadType(type) && !/:ResourceGroup$/.test(type)).map(({ urn }) => urn),
  );
  const all = resources.filter(({ urn }) => isRead.has(urn));
  return all.some(({ urn, dependencies }) =>
    dependencies.some((each) => isRead.has(each) && lower.has(urn) !== lower.has(each)),
  );
}

/** Everything that distinguishes two states: tables of several policies contain the same program. */
function contentOf(resources: readonly PlannedResource[], settings: object): string {
  const read = resources.map(({ propertyDependencies, ...resource }) => ({
    ...resource,
    from: [...propertyDependencies],
  }));
  return JSON.stringify([read, settings]);
}

/** The cuts at a resource: the resource with all its dependents and, where that differs, the resource alone. */
function cutsAt(urn: string, resources: readonly PlannedResource[]): readonly ReadonlySet<string>[] {
  const made = madeFrom(urn, resources);
  return made.size === 1 ? [made] : [made, new Set([urn])];
}

const without = (all: readonly string[], others: readonly string[]) => all.filter((each) => !others.includes(each));

const withoutStack = (text: string) => text.replaceAll(/urn:pulumi:.*?::.*?::/g, "");

/** The findings, without the names of stacks. Questions are asked for each stack, so only their first lines are the same. */
function said(programs: readonly Program[], settings: object): readonly string[] {
  const configuration: PackConfiguration = new Map([["settings", { level: undefined, properties: settings }]]);
  const { groups, notes } = inGroups(programs.map((program, at) => ({ file: `${at}.json`, program })));
  expect(notes).toEqual([]);
  const files = groups.flatMap((group) => judgePrograms(group, configuration, TODAY));
  const told = files.flatMap(({ findings }) =>
    findings.map(({ policy, level, urn, message }) =>
      policy === "undecided" || policy === "exemptions"
        ? `${policy}: ${message.split("\n")[0]}`
        : `${level} ${policy} ${withoutStack(urn)}: ${withoutStack(message)}`,
    ),
  );
  return [...new Set(told)].sort();
}

/** Findings that depend on a resource being in the same program, and the titles of the cases in which they may be missing. */
const SAME_PROGRAM: readonly (readonly [finding: RegExp, titles: RegExp])[] = [
  // The same private address in a network that is not peered may be another machine.
  [/sends .* to firewall ".*" in virtual network ".*", which is not peered/, /./],
  // A record of another program with the address of an endpoint may be for another endpoint.
  [/endpoint-node-management-dns .*: Zone ".*" has no link to virtual network/, /written by hand/],
  [/it is unknown whether zone ".*" has a record for it/, /written by hand/],
  // A program cannot attach the NAT gateway of another one.
  [/Fix: Or attach NAT gateway/, /NAT gateway/],
  // What to change is in the program of the pool: each has a finding of its own.
  [/pool-vnet-location .*; this affects pools/, /for two pools at once/],
];

function needsSameProgram(title: string, lost: readonly string[]): boolean {
  return lost.some((each) => SAME_PROGRAM.some(([finding, titles]) => finding.test(each) && titles.test(title)));
}

test("two stacks that are joined say what one stack says", () => {
  const all = [...PROGRAMS.map(({ title, program }): Valid => ({ title, program })), ...cases];
  const different: string[] = [];
  const seen = new Set<string>();
  let cuts = 0;
  for (const [index, { title, program, settings = {}, batchTokens: tokens }] of all.entries()) {
    const resources = STATE?.show(program, batchTokens(tokens)) ?? [];
    const content = contentOf(resources, settings);
    if (seen.has(content)) continue;
    seen.add(content);
    const whole = said([stackOf(resources, "shapes", () => true)], settings);
    for (const [at, { urn }] of resources.entries()) {
      if ((index + at) % SPARSE !== 0) continue;
      const cutsHere = cutsAt(urn, resources).filter((lower) => crossesEdge(resources, lower));
      for (const lower of cutsHere) {
        const joined = said(cutIn(resources, lower), settings);
        cuts += 1;
        const [lost, added] = [without(whole, joined), without(joined, whole)];
        if (lost.length + added.length === 0 || needsSameProgram(title, lost)) continue;
        different.push([`${title}, cut at ${withoutStack(urn)}:`, ...lost, "instead of", ...added].join("\n"));
      }
    }
  }
  expect(different.length === 0 ? [] : [`${different.length} of ${cuts}`, ...different.slice(0, 12)]).toEqual([]);
  expect(cuts).toBeGreaterThan(500);
});
