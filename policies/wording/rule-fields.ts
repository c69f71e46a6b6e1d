import type { Value } from "../known/value";
import { parsePorts } from "../network/port-set";
import { ACCESSES, DIRECTIONS, PROTOCOLS } from "../network/security-rule";
import { shownWord } from "./shown";

/** The direction of a security rule in Azure's spelling; `undefined` where the value is not one. */
export function shownDirection(value: Value<string | undefined>): string | undefined {
  return shownWord(DIRECTIONS, value);
}

/** Whether a security rule allows or denies, in Azure's spelling; `undefined` where the value says neither. */
export function shownAccess(value: Value<string | undefined>): string | undefined {
  return shownWord(ACCESSES, value);
}

/** The protocol of a security rule in Azure's spelling; `undefined` where the value is not one. */
export function shownProtocol(value: Value<string | undefined>): string | undefined {
  return shownWord(PROTOCOLS, value);
}

/** A port, a range of ports, or `*`, as it is written; `undefined` where the text is none of them. */
export function shownPorts(text: string): string | undefined {
  return parsePorts(text).problem === undefined ? text : undefined;
}
