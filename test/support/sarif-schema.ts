import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** Validates parsed JSON against the schema of the OASIS standard, from Microsoft's SDK for SARIF. */
export function sarifValidator(): ValidateFunction {
  const sdk = path.dirname(createRequire(__filename).resolve("@microsoft/jest-sarif/package.json"));
  // The schema uses an older draft of JSON Schema.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(path.join(sdk, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
