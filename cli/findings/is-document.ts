import { isObject } from "../../policies/plan/program";
import { FINDINGS_FORMAT, type FindingsDocument } from "./document";
import { HOP_KINDS } from "./network-path";

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isCount: Test = (value) => Number.isInteger(value) && (value as number) > 0;
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const mapOf =
  (test: Test): Test =>
  (value) =>
    isObject(value) && Object.values(value).every(test);
const record =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, test]) => test(value[name]));

const level = oneOf("mandatory", "advisory");

const finding = {
  policy: isText,
  level,
  severity: oneOf("low", "medium", "high", "critical"),
  urn: isText,
  message: isText,
  since: optional(oneOf("new", "unchanged")),
  location: optional(record({ file: isText, line: isCount, column: isCount })),
  evidence: optional(
    record({
      ...{ path: isText, found: isText, why: isText, change: listOf(isText), securityRule: optional(isText) },
      remedies: optional(listOf(record({ words: listOf(isText), changes: listOf(isText), edits: listOf(isObject) }))),
    }),
  ),
};

const exemption = record({ at: isText, reason: isText, expires: optional(isText), ticket: optional(isText) });

const pathStatus = oneOf("open", "blocked", "unknown");

const path = record({
  pool: isText,
  name: isText,
  region: isText,
  is: pathStatus,
  hops: listOf(
    record({
      id: isText,
      kind: oneOf(...HOP_KINDS),
      name: isText,
      detail: isText,
      is: pathStatus,
      urn: optional(isText),
      remedy: optional(isText),
      parts: optional(listOf(isText)),
    }),
  ),
  edges: listOf(record({ from: isText, to: isText, is: pathStatus })),
});

const pointer = record({
  policy: isText,
  level,
  severity: finding.severity,
  urn: isText,
  message: isText,
  at: record({ urn: isText, project: isText, stack: isText }),
});

const file = record({
  file: isText,
  project: isText,
  stack: isText,
  policies: optional(mapOf(level)),
  findings: listOf(record(finding)),
  fixed: optional(listOf(record(finding))),
  exempted: optional(listOf(record({ ...finding, exemptions: listOf(exemption) }))),
  pointers: optional(listOf(pointer)),
  networkPaths: optional(listOf(path)),
});

const document = record({
  format: oneOf(FINDINGS_FORMAT),
  pack: record({ name: isText, version: isText }),
  files: listOf(file),
  refused: listOf(record({ file: isText, reason: isText })),
});

/** Whether parsed JSON has the parts of a findings document that `report` reads. */
export function isFindingsDocument(value: unknown): value is FindingsDocument {
  return document(value);
}
