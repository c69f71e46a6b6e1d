import { isUnknown, type Unknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { parseUrn } from "../plan/urn";
import { isReadType } from "../topology/entity";
import { shortened } from "../wording/shown";
import type { Proceedings } from "./lib/proceedings";
import { type Finding, finding, type Rule } from "./rule";

/** What the other policies could not tell, once for each pool or account. */
export const undecided: Rule = {
  name: "undecided",
  title: "Whether a Batch pool meets the policies can be told before deployment.",
  severity: "low",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
  checkProceedings: (proceedings) => {
    const resources = new Map(proceedings.resources.map((resource) => [resource.urn, resource]));
    const deployed = proceedings.resources.every(isDeployed);
    const items = deployed ? proceedings.undecided.map((item) => withoutHope(item, resources)) : proceedings.undecided;
    const byPlace = groupBy(items, ({ urn }) => urn);
    const hidden = hiddenFrom(proceedings.resources);
    return [...byPlace].map(([urn, each], index) => toFinding(urn, each, resources, index === 0 ? hidden : ""));
  },
};

/** Whether Azure has given the resource its id. Types that say nothing about a Batch network do not count. */
function isDeployed({ type, outputs }: PlannedResource): boolean {
  return !isReadType(type) || typeof field(outputs, "id").value === "string";
}

/** Where everything is deployed, what is open is not so for want of a deployment, unless a value waits for one. */
function withoutHope(item: Items[number], resources: Resources): Items[number] {
  const waits = item.unknowns.some(({ path, owner }) => isUnknown(valueAt(resources.get(owner), path)));
  return waits || item.advice !== undefined ? item : { ...item, advice: LOOK_OUTSIDE };
}

const LOOK_OUTSIDE = "No deployment tells it: look at what lies outside of this program.";

/** The value at a path like `subnets[0].id`. */
function valueAt(resource: PlannedResource | undefined, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const step = (at: Property, key: string) => {
    const list = Array.isArray(at.value) ? at.value[Number(key)] : undefined;
    return list === undefined ? field(at, key) : { ...at, value: list };
  };
  return resource && keys.reduce(step, resource.properties).value;
}

type Items = Proceedings["undecided"];
type Resources = ReadonlyMap<string, PlannedResource>;

/** The message has six lines: these, one on the rest, when it is judged again, and the link. */
const MOST_QUESTIONS = 3;

function toFinding(urn: string, items: Items, resources: Resources, hidden: string): Finding {
  const questions = groupBy(items, ({ question }) => question);
  const lines = [...questions].map(([question, same]) => {
    const unknowns = same.flatMap((item) => item.unknowns);
    const yet = same.every((item) => item.advice !== undefined) ? "" : " yet";
    const dependence = dependsOn(unknowns, resources);
    const joint = dependence === "" ? "" : question.includes(": ") ? "; " : ": ";
    return `It cannot be told${yet} ${question}${joint}${dependence}.`;
  });
  const rest = lines.length - MOST_QUESTIONS;
  const shown = rest > 0 ? [...lines.slice(0, MOST_QUESTIONS), `${rest} more cannot be told yet.`] : lines;
  return finding({
    urn,
    path: items[0]?.unknowns[0]?.path ?? "",
    found: shown.join("\n"),
    why: `${adviceOn(items)}${hidden}`,
    change: [],
  });
}

function adviceOn(items: Items): string {
  const advice = [...new Set(items.flatMap((item) => item.advice ?? []))];
  const later = items.some((item) => item.advice === undefined);
  return [...advice, ...(later ? ["It is judged again at deployment, when these values are known."] : [])].join(" ");
}

/** `Map.groupBy`, which Node.js 20 does not have. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Two places that are longer make a line that nobody reads to its end. */
const LONGEST_TWO = 140;

function dependsOn(unknowns: readonly Unknown[], resources: Resources): string {
  const places = [...new Set(unknowns.map((each) => describe(each, resources)))];
  if (places.length === 0) return "";
  const two = places.slice(0, 2).join(", ");
  const [shown, count] = two.length > LONGEST_TWO ? [places[0], 1] : [two, 2];
  const more = places.length > count ? ` and ${places.length - count} more` : "";
  return `it depends on ${shown}${more}`;
}

/** `networkConfiguration of Pool render, made from Subnet batch`: the property, its resource, and where its value comes from. */
function describe({ path, owner }: Unknown, resources: Resources): string {
  const resource = resources.get(owner);
  const property = path.split(/[.[]/)[0] ?? "";
  const sources = resource?.propertyDependencies.get(property)?.filter((urn) => urn !== owner) ?? [];
  const made = sources.length > 0 ? ` (made from ${sources.slice(0, 2).map(nameOf).join(", ")})` : "";
  if (owner === "") return path || "a value outside the program";
  return `${path ? `${path} of ` : ""}${nameOf(owner)}${made}`;
}

function nameOf(urn: string): string {
  const parsed = parseUrn(urn);
  return parsed
    ? `${shortened(parsed.type.slice(parsed.type.lastIndexOf(":") + 1))} ${shortened(parsed.name)}`
    : shortened(urn);
}

/** Resources that may create networks which no policy pack can see. */
const HIDING =
  /^(azure-native(_resources_[^:]*)?:resources(\/[^:]+)?:(Deployment|DeploymentStack)|azure:core\/\w*[tT]emplateDeployment:|azapi:|pulumi-\w+:dynamic[:/])/;

function hiddenFrom(resources: readonly PlannedResource[]): string {
  const hiding = resources.filter(({ type }) => HIDING.test(type)).map(({ urn }) => nameOf(urn));
  if (hiding.length === 0) return "";
  const more = hiding.length > 3 ? ` and ${hiding.length - 3} more` : "";
  return ` What ${hiding.slice(0, 3).join(", ")}${more} create is not visible here.`;
}
