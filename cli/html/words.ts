import { visible } from "../visible";

/** What a stack is called: its project and name, or the file where its resources tell neither. */
export function stackName({ project, stack, file }: { project: string; stack: string; file: string }): string {
  return visible(stack === "" ? file : `${project}/${stack}`);
}

/** What the state of a path means, in words, for a badge and for a sentence about the nodes of a pool. */
export const SERVICE = {
  blocked: { badge: "blocked", about: "Its nodes do not reach the Batch service" },
  unknown: { badge: "unknown", about: "Undecided: whether its nodes reach the Batch service" },
  open: { badge: "open", about: "Its nodes reach the Batch service" },
} as const;

/** The states of a path, the worst one first. */
export const SERVICE_STATES = ["blocked", "unknown", "open"] as const;
