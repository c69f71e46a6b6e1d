import { type DocumentNode, evaluate, type MemberNode, parse } from "@humanwhocodes/momoa";
import { isObject } from "../../policies/settings/record";
import type { Position } from "../input/count-lines";
import { faultInJson } from "../input/json-stream";
import { utf16In } from "../input/utf8";
import { LEVELS, type PackConfiguration, type PolicyConfiguration } from "./pack-configuration";
import { nameOf } from "./place";
import { isVersioned, readVersioned } from "./version-two";

/** The parsed content of a file for `--policy-pack-config`. */
export interface ConfigurationFile {
  readonly configuration: PackConfiguration;
  /** The members in file order; if a key occurs twice, the last one counts. */
  readonly members: readonly MemberNode[];
  /** The faults for which the engine refuses the file. */
  readonly faults: readonly Fault[];
}

/** A fault with its position in the file. */
export interface Fault extends Position {
  readonly message: string;
}

/** The key for Pulumi ESC environments, which only published packs use. */
export const ENVIRONMENTS = "environments";

/** Reads a file for `--policy-pack-config` as the engine does: an empty file is an empty configuration. */
export function readConfiguration(bytes: Uint8Array): ConfigurationFile {
  const encoding = utf16In(bytes);
  const text = new TextDecoder(encoding ?? "utf-8", { ignoreBOM: true }).decode(bytes);
  const read = readText(text.replace(/^\uFEFF/, ""));
  // The engine reads the file with Go's JSON decoder, which accepts only UTF-8 without a byte order mark.
  const is = encoding
    ? `It is ${encoding.toUpperCase()}`
    : text.startsWith("\uFEFF")
      ? "It begins with a byte order mark"
      : "";
  if (is === "") return read;
  const message = `${is}, which Pulumi does not read: save it as UTF-8 without a byte order mark.`;
  return { ...read, faults: [{ line: 1, column: 1, message }, ...read.faults] };
}

function readText(content: string): ConfigurationFile {
  const document = content.trim() === "" ? undefined : parseJson(content);
  if (document && "message" in document) return { configuration: new Map(), members: [], faults: [document] };
  if (document && document.body.type !== "Object") {
    return nothingBut({ line: 1, column: 1, message: "It is not a JSON object with the names of policies." });
  }
  const members = document?.body.type === "Object" ? document.body.members : [];
  if (isVersioned(members)) {
    const { policies, exceptions, faults } = readVersioned(members);
    const read = readMembers([...policies, ...members.filter((member) => nameOf(member) === ENVIRONMENTS)]);
    const configuration = Object.assign(new Map(read.configuration), { exceptions });
    return { ...read, configuration, faults: [...faults, ...read.faults] };
  }
  return readMembers(members);
}

function readMembers(members: readonly MemberNode[]): ConfigurationFile {
  const configuration = new Map<string, PolicyConfiguration>();
  const faults: Fault[] = [];
  for (const member of members) {
    const name = nameOf(member);
    const read = name === ENVIRONMENTS ? readEnvironments(member) : readPolicy(member);
    if ("message" in read) faults.push({ ...member.value.loc.start, message: String(read.message) });
    else if (name !== ENVIRONMENTS) configuration.set(name, read as PolicyConfiguration);
  }
  return { configuration, members, faults };
}

function nothingBut(fault: Fault): ConfigurationFile {
  return { configuration: new Map(), members: [], faults: [fault] };
}

function readPolicy(member: MemberNode): PolicyConfiguration | Pick<Fault, "message"> {
  const value: unknown = evaluate(member.value);
  const { enforcementLevel, ...properties } = isObject(value)
    ? (value as Record<string, unknown>)
    : { enforcementLevel: value };
  const level = LEVELS.find((each) => each === enforcementLevel);
  if (level !== undefined || (isObject(value) && enforcementLevel === undefined)) return { level, properties };
  return {
    message: `${nameOf(member)}: ${JSON.stringify(enforcementLevel)} is not a level. Accepted: ${LEVELS.join(", ")}.`,
  };
}

function readEnvironments(member: MemberNode): object {
  const { value } = member;
  const texts = value.type === "Array" && value.elements.every((element) => element.value.type === "String");
  return texts ? {} : { message: `${ENVIRONMENTS}: is not a list of names.` };
}

function parseJson(text: string): DocumentNode | Fault {
  // Checked first: inside strings the parser below accepts more than the engine, for example line breaks.
  const fault = faultInJson(text);
  return fault
    ? { ...fault.position, message: `It is not valid JSON: ${fault.reason}.` }
    : parse(text, { mode: "json" });
}
