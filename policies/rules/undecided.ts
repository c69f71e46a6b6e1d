import { groupBy } from "../known/multimap";
import { isUnknown, type Unknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { parseUrn } from "../plan/urn";
import { parseArmId } from "../topology/arm-id";
import { isReadType } from "../topology/entity";
import { shortened } from "../wording/shown";
import type { RunSummary } from "./lib/run-summary";
import { type Finding, finding, type Rule, waitsFor } from "./rule";

/** The undecided questions of all policies: one finding for each cause, on one of the affected pools or accounts. It names the others. */
export const undecided: Rule = {
  name: "undecided",
  title: "The preview shows whether a Batch pool meets the policies.",
  severity: "low",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
  checkRunSummary: (summary) => {
    const resources = new Map(summary.resources.map((resource) => [resource.urn, resource]));
    const deployed = summary.resources.every(isDeployed);
    const items = summary.undecided.map((item) => withAdvice(item, deployed ? resources : undefined));
    const hidden = hiddenFrom(summary.resources);
    const byPlace = [...groupBy(items, ({ urn }) => urn)].map(([urn, each]) => ({ urn, items: each }));
    // Questions with the same cause are reported once, for all pools.
    const byCause = groupBy(byPlace, (place) => causeOf(place.items));
    return [...byCause.values()].map((places, index) => toFinding(places, resources, index === 0 ? hidden : ""));
  },
};

/** Whether Azure has assigned an id to the resource. Types that the policies do not read count as deployed. */
function isDeployed({ type, outputs }: PlannedResource): boolean {
  return !isReadType(type) || typeof field(outputs, "id").value === "string";
}

/**
 * Adds general advice to a question that a deployment does not answer. If all resources are deployed, only a question about a value that
 * is still unknown can wait for a deployment. Otherwise each question waits, unless its values stay unknown after deployment.
 *
 * @param deployed the resources, if all of them are deployed.
 */
function withAdvice(item: Items[number], deployed: Resources | undefined): Items[number] {
  const { unknowns } = item;
  const waits = deployed
    ? unknowns.some(({ path, owner }) => isUnknown(valueAt(deployed.get(owner), path)))
    : unknowns.length === 0 || waitsFor(unknowns);
  return waits || item.advice !== undefined ? item : { ...item, advice: LOOK_OUTSIDE };
}

const LOOK_OUTSIDE = "A deployment does not decide it: check the resources in Azure.";

/** The value at a path like `subnets[0].id`. */
function valueAt(resource: PlannedResource | undefined, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const step = (at: Property, key: string) => {
    const list = Array.isArray(at.value) ? at.value[Number(key)] : undefined;
    return list === undefined ? field(at, key) : { ...at, value: list };
  };
  return resource && keys.reduce(step, resource.properties).value;
}

type Items = RunSummary["undecided"];
type Resources = ReadonlyMap<string, PlannedResource>;

/** The message has six lines: these questions, one line on the others, one on the next evaluation, and the link. */
const MOST_QUESTIONS = 3;

/** A resource and the questions about it. */
interface Place {
  readonly urn: string;
  readonly items: Items;
}

/** The questions and their causes as text: the same text for all resources that have the same ones. */
function causeOf(items: Items): string {
  const causes = items.map(({ question, unknowns, note, advice }) => {
    return [question, note, advice, ...unknowns.map(({ owner, path }) => `${owner} ${path}`).sort()];
  });
  return JSON.stringify(causes.map((cause) => JSON.stringify(cause)).sort());
}

function toFinding(places: readonly Place[], resources: Resources, hidden: string): Finding {
  const [{ urn, items }, ...others] = places as readonly [Place, ...Place[]];
  const questions = groupBy(items, ({ question }) => question);
  const lines = [...questions].map(([question, same]) => {
    const unknowns = same.flatMap((item) => item.unknowns);
    const prefix = same.every((item) => item.advice !== undefined) ? "Undecided" : "Unknown until deployment";
    return toLines(`${prefix}: ${question}`, dependences(unknowns, resources));
  });
  const rest = lines.length - MOST_QUESTIONS;
  const listed =
    rest > 0 ? [...lines.slice(0, MOST_QUESTIONS), [`${rest} more ${rest === 1 ? "is" : "are"} undecided.`]] : lines;
  const shown = withinLines(listed);
  return finding({
    urn,
    path: items[0]?.unknowns[0]?.path ?? "",
    found: shown.join("\n"),
    why: `${adviceOn(items, shown)}${alsoFor(others)}${hidden}`,
    remedies: [],
    ...linkFor(items),
  });
}

/** The policy's own page, if a question needs advice; else Pulumi's page on unknown values applies. */
function linkFor(items: Items): { readonly link?: string } {
  const link = items.find(({ advice }) => advice !== undefined)?.link;
  return link === undefined ? {} : { link };
}

/** The longest line that people read to its end. */
const LONGEST_LINE = 250;

/**
 * The question with as many of the values that it depends on as fit into its line, else with these in a second line. A question that
 * has a reason includes it.
 */
function toLines(question: string, from: readonly string[]): readonly string[] {
  const fits = (line: string) => line.length <= LONGEST_LINE;
  const joined = from.map((dependence) => `${question}. It ${dependence}.`).find(fits);
  if (joined !== undefined) return [joined];
  const apart = from.map((dependence) => `It ${dependence}.`).find(fits);
  return [`${question}.`, ...(apart === undefined ? [] : [apart])];
}

/** The first line of each question, and the second lines for which there is room. */
function withinLines(lines: readonly (readonly string[])[]): readonly string[] {
  const room = MOST_QUESTIONS + 1 - lines.length;
  const further = lines.flatMap(([, ...rest]) => rest).slice(0, Math.max(0, room));
  return [
    ...new Set(lines.flatMap(([first = "", ...rest]) => [first, ...rest.filter((line) => further.includes(line))])),
  ];
}

const LISTED = 3;

function alsoFor(others: readonly Place[]): string {
  if (others.length === 0) return "";
  const names = others.slice(0, LISTED).map(({ urn }) => nameOf(urn));
  const rest = others.length - names.length;
  return ` The same applies to ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}

function adviceOn(items: Items, shown: readonly string[]): string {
  const named = shown.some((line) => line.includes("depends on"));
  const again = `The policies are evaluated again at deployment${named ? ", when these values are known" : ""}.`;
  const advice = [...new Set(items.flatMap((item) => [item.note ?? [], item.advice ?? []].flat()))];
  const later = items.some((item) => item.advice === undefined);
  return [...advice, ...(later ? [again] : [])].join(" ");
}

/** The values that a question depends on, from the longest wording to the shortest: `depends on location of BatchAccount batch`. */
function dependences(unknowns: readonly Unknown[], resources: Resources): readonly string[] {
  const [full, bare] = [true, false].map((withSources) => [
    ...new Set(unknowns.map((each) => describe(each, resources, withSources))),
  ]);
  if (!full || !bare || full.length === 0) return [];
  return [full.slice(0, 2), full.slice(0, 1), bare.slice(0, 1)].map((places) => {
    const more = full.length > places.length ? ` and ${full.length - places.length} more` : "";
    return `depends on ${places.join(", ")}${more}`;
  });
}

/** `networkConfiguration of Pool render (made from Subnet batch)`: the property, its resource, and the sources of its value. */
function describe({ path, owner }: Unknown, resources: Resources, withSources: boolean): string {
  const resource = resources.get(owner);
  const property = path.split(/[.[]/)[0] ?? "";
  const sources = resource?.propertyDependencies.get(property)?.filter((urn) => urn !== owner) ?? [];
  const made = withSources && sources.length > 0 ? ` (made from ${sources.slice(0, 2).map(nameOf).join(", ")})` : "";
  if (owner === "") return path || "a value outside the program";
  return `${path ? `${path} of ` : ""}${nameOf(owner)}${made}`;
}

function nameOf(urn: string): string {
  const parsed = parseUrn(urn);
  if (parsed) return `${shortened(parsed.type.slice(parsed.type.lastIndexOf(":") + 1))} ${shortened(parsed.name)}`;
  // The URN of a resource that no Pulumi stack owns is its ARM id, of which the end is the most specific.
  const [type = "", name = ""] = parseArmId(urn.split(" ")[0] ?? "")?.segments.at(-1) ?? [];
  return type === "" ? shortened(urn) : shortened(`${type}/${name}`);
}

/** Types of resources that may create networks that no policy pack can see. */
const HIDING =
  /^(azure-native(_resources_[^:]*)?:resources(\/[^:]+)?:(Deployment|DeploymentStack)|azure:core\/\w*[tT]emplateDeployment:|azapi:|pulumi-\w+:dynamic[:/])/;

function hiddenFrom(resources: readonly PlannedResource[]): string {
  const hiding = resources.filter(({ type }) => HIDING.test(type)).map(({ urn }) => nameOf(urn));
  if (hiding.length === 0) return "";
  const more = hiding.length > 3 ? ` and ${hiding.length - 3} more` : "";
  return ` Resources created by ${hiding.slice(0, 3).join(", ")}${more} are not visible to a policy pack.`;
}
