/**
 * A value as indented JSON. Azure Pipelines runs `##vso[` commands anywhere in a log, and GitHub's runner `##[` commands. The second `#`
 * is therefore written as a Unicode escape, which has the same meaning in JSON.
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replaceAll(/##(?=vso\[|\[)/gi, "#\\u0023")}\n`;
}
