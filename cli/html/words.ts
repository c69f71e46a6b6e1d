import { visible } from "../visible";

/** The display name of a stack: its project and name, or the file if its resources contain neither. */
export function stackName({ project, stack, file }: { project: string; stack: string; file: string }): string {
  return visible(stack === "" ? file : `${project}/${stack}`);
}

/** The meaning of a path's status in words, for a badge and for a sentence about the nodes of a pool. */
export const SERVICE = {
  blocked: { badge: "blocked", about: "Its nodes do not reach the Batch service" },
  unknown: { badge: "unknown", about: "Undecided: whether its nodes reach the Batch service" },
  open: { badge: "open", about: "Its nodes reach the Batch service" },
} as const;

/** The status values of a path, worst first. */
export const SERVICE_STATES = ["blocked", "unknown", "open"] as const;
