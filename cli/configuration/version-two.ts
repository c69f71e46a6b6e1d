import { evaluate, type MemberNode } from "@humanwhocodes/momoa";
import { isObject } from "../../policies/settings/record";
import type { Position } from "../input/count-lines";
import type { Exception } from "./pack-configuration";
import { nameOf, placeOf } from "./place";

/** A fault with its position in the file. */
type Fault = Position & { readonly message: string };

/** A file of version 2, which Pulumi 3.276 supports in addition to the older form: policies are one level deeper, and it has exceptions. */
interface Versioned {
  readonly policies: readonly MemberNode[];
  readonly exceptions: readonly Exception[];
  readonly faults: readonly Fault[];
}

/** Whether `version` is a number; any other value of that key is the configuration of a policy. */
export function isVersioned(members: readonly MemberNode[]): boolean {
  return members.some((member) => nameOf(member) === "version" && member.value.type === "Number");
}

/**
 * Reads the members of a file of version 2, and the faults for which the engine refuses it (`parsePolicyPackConfigV2` in
 * pulumi/pulumi).
 */
export function readVersioned(members: readonly MemberNode[]): Versioned {
  const policies: MemberNode[] = [];
  const exceptions: Exception[] = [];
  const faults: Fault[] = [];
  const wrong = (member: MemberNode, message: string, at = "") => {
    faults.push({ ...placeOf(member, at), message: `${nameOf(member)}${at === "" ? "" : `.${at}`}: ${message}` });
  };
  for (const member of members) {
    const { value } = member;
    const name = nameOf(member);
    if (name === "version" && evaluate(value) !== 2) wrong(member, `${evaluate(value)} is not known. Accepted: 2.`);
    if (name === "policies") {
      if (value.type === "Object") policies.push(...value.members);
      else wrong(member, "is not an object with the names of policies.");
    }
    if (name === "exceptions") {
      if (value.type !== "Object") wrong(member, "is not an object with exceptions by their ids.");
      for (const each of value.type === "Object" ? value.members : []) {
        const exception = toException(nameOf(each), evaluate(each.value));
        if (typeof exception === "string") wrong(member, exception, nameOf(each));
        else exceptions.push(exception);
      }
    }
  }
  return { policies, exceptions, faults };
}

/** An exception, or what is wrong with it. */
function toException(id: string, written: unknown): Exception | string {
  if (!isObject(written)) return "is not an object.";
  const { reason, match } = written as Readonly<Record<string, unknown>>;
  if (typeof reason !== "string" || reason.trim() === "") return "it has no reason.";
  const entries = Array.isArray(match) ? match : [];
  const isEntry = (entry: unknown): entry is Exception["match"][number] =>
    isObject(entry) && ["policies", "targets"].every((list) => areTexts((entry as Record<string, unknown>)[list]));
  if (entries.length === 0 || !entries.every(isEntry)) return 'its "match" is not a list of policies and targets.';
  return { id, reason, match: entries };
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string" && each !== "");
}
