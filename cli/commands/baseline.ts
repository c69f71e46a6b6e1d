import { isObject } from "../../policies/settings/record";
import { refuse } from "../answer";
import { CONFIG, type Command, ESTATE } from "../command";
import { givenConfiguration } from "../configuration/load";
import type { PackConfiguration } from "../configuration/pack-configuration";
import { counted } from "../counted";
import { exemptionsFor, isExemptable, type WrittenExemption } from "../findings/baseline";
import { toJson } from "../json";
import { complaintOf } from "../report/answer";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";
import { judgeGiven } from "./check";

const DAYS = 90;
/** What the user has to do next, by the number of exemptions; the text for more than one is in the command itself. */
const REASONS = ["", ": fill in its reason"];
const DAY = 24 * 60 * 60 * 1000;

/** Helps to adopt the pack in an existing estate: accepts today's findings for a limited time, but no new ones. */
export const baseline: Command = {
  name: "baseline",
  takes: "FILE|FOLDER…",
  count: [1, Number.POSITIVE_INFINITY],
  about: `write today's findings as exemptions that end in ${DAYS} days, as a file for --policy-pack-config`,
  details: "Each exemption is for one policy on one resource of one stack, and has a reason to fill in.",
  forms: [{ name: "json", about: "a file for --policy-pack-config" }],
  options: {
    config: {
      ...CONFIG,
      about: "use the configuration in FILE and add the exemptions to it in the output; FILE itself is not changed",
    },
    estate: ESTATE,
  },
  run: async (given, world) => {
    const judged = await judgeGiven(given, world);
    if ("status" in judged) return judged;
    const { document } = judged;
    if (document.refused.length > 0) return refuse(complaintOf(document));
    const findings = document.files.flatMap((file) => file.findings);
    const expires = new Date(Date.parse(world.today) + DAYS * DAY).toISOString().slice(0, 10);
    const reason = `TODO: say why this is accepted (found on ${world.today}).`;
    const exemptions = exemptionsFor(findings, { reason, expires });
    const configuration = withExemptions(await givenConfiguration(given), exemptions);
    const left = findings.filter((finding) => finding.level === "mandatory" && !isExemptable(finding));
    const answer = await writeOutputs(given.outputs, () => toJson(configuration), { status: 0 });
    const notes = [
      ...judged.notes,
      `${counted(exemptions.length, "exemption")} until ${expires}${REASONS[exemptions.length] ?? ": fill in their reasons"}.`,
      ...left.map(({ policy, message }) => visible(`Not exemptable: ${policy}: ${message.split("\n")[0]}`)),
    ];
    return answer.status === 0 ? { ...answer, complaint: notes.join("\n") } : answer;
  },
};

/** The configuration in the form of a configuration file, with additional exemptions. */
function withExemptions(configuration: PackConfiguration, exemptions: readonly WrittenExemption[]): object {
  const written = [...configuration].map(([policy, { level, properties }]): [string, unknown] => {
    const enforcementLevel = level === undefined ? {} : { enforcementLevel: level };
    return [policy, Object.keys(properties).length === 0 && level ? level : { ...enforcementLevel, ...properties }];
  });
  const { level, properties = {} } = configuration.get("settings") ?? {};
  const given: unknown = (properties as { exemptions?: unknown }).exemptions;
  const settings = {
    ...(level === undefined ? {} : { enforcementLevel: level }),
    ...properties,
    exemptions: [...(Array.isArray(given) ? given.filter(isObject) : []), ...exemptions],
  };
  const policies = { ...Object.fromEntries(written), settings };
  const { exceptions } = configuration;
  if (exceptions === undefined) return policies;
  return { version: 2, policies, exceptions: Object.fromEntries(exceptions.map(({ id, ...rest }) => [id, rest])) };
}
