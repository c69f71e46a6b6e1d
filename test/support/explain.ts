import { stringify } from "yaml";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";

/** The output of a failing case: the program that was judged, after it was rewritten, and the command that runs this case alone. */
export interface Explained {
  /** The id of the case; `undefined` where its title identifies it. */
  readonly id?: string;
  /** The test file, from the project's folder, and the title of the test in it. */
  readonly file: string;
  readonly title: string;
  readonly resources: readonly PlannedResource[];
}

/** Runs a case; its failure shows the program and the command. */
export function explaining<T>(explained: () => Explained, run: () => T): T {
  try {
    return run();
  } catch (failure) {
    if (failure instanceof Error) failure.message += `\n\n${explanationOf(explained())}`;
    throw failure;
  }
}

/** The program as YAML, unknown values as `(unknown)`, and the command. */
export function explanationOf({ id, file, title, resources }: Explained): string {
  const only = id === undefined ? "" : `AZURE_BATCH_GUARD_CASE=${quoted(id)} `;
  const pattern = title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [
    "The program that was judged:",
    judgedAsYaml(resources).trimEnd(),
    "",
    "Run this case alone:",
    `  ${only}npx vitest run --project unit ${file} -t ${quoted(pattern)}`,
  ].join("\n");
}

/** The resources as a policy pack sees them. */
export function judgedAsYaml(resources: readonly PlannedResource[]): string {
  const shown = resources.map(({ name, type, properties, hasInputs, isRead }) => [
    name,
    {
      type: type,
      ...(hasInputs ? {} : { inputs: "(not seen)" }),
      ...(isRead ? { isRead } : {}),
      properties: plain(properties.value),
    },
  ]);
  return stringify({ resources: Object.fromEntries(shown) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function plain(value: unknown): unknown {
  if (isUnknown(value)) return "(unknown)";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
