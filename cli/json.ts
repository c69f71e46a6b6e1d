/**
 * A value as JSON, indented. Azure Pipelines obeys `##vso[` anywhere in a log, and GitHub's runner `##[`: in what may be
 * printed there, the second sign is written as its number, which means the same.
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replaceAll(/##(?=vso\[|\[)/gi, "#\\u0023")}\n`;
}
