import type { JudgedFinding, Pointer } from "../findings/document";
import type { PathStatus } from "../findings/network-path";

/** The `format` of a fleet document; its schema is `schemas/fleet.schema.json`. */
export const FLEET_FORMAT = "azure-batch-guard fleet 1";

/** What a sweep over many stacks came to. */
export interface FleetDocument {
  readonly format: typeof FLEET_FORMAT;
  readonly pack: { readonly name: string; readonly version: string };
  readonly date: string;
  /** By project, stack and file. */
  readonly stacks: readonly SurveyedStack[];
  /** Files that could not be judged. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
  /** What has changed since an earlier sweep, where it was compared with one. */
  readonly since?: FleetChanges;
}

/** What has changed between two sweeps. */
export interface FleetChanges {
  /** The day of the earlier sweep. */
  readonly date: string;
  /** Stacks that both sweeps have, and in which something has changed. */
  readonly stacks: readonly ChangedStack[];
  /** Stacks, as `project/stack`, that only this sweep has, and only the earlier one. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** What has changed in a stack. */
export interface ChangedStack {
  readonly project: string;
  readonly stack: string;
  readonly found: SurveyedStack["findings"];
  readonly fixed: SurveyedStack["findings"];
}

/** One stack, in short. */
export interface SurveyedStack {
  readonly file: string;
  readonly project: string;
  readonly stack: string;
  readonly findings: readonly Pick<JudgedFinding, "policy" | "level" | "severity" | "urn">[];
  /** How many findings do not count. */
  readonly exempted: number;
  readonly pools: readonly SurveyedPool[];
  /** What is found in other stacks about its pools; left out where there is nothing. It counts there. */
  readonly pointers?: readonly Pick<Pointer, "policy" | "level" | "urn" | "at">[];
  /** The name of the file with its report, in the folder of reports, where that was written. */
  readonly report?: string;
}

/** One pool, as its state tells; `""` where it tells nothing. */
export interface SurveyedPool {
  readonly urn: string;
  readonly name: string;
  /** The mode that the program asks for. */
  readonly asks: string;
  /** The mode that its nodes run in. */
  readonly runs: string;
  /** `yyyy-mm-dd`. */
  readonly created: string;
  /** Its target of nodes, if that is fixed. */
  readonly scaling: number | "automatic" | "unknown";
  /** Whether its nodes reach the Batch service without the classic mode. */
  readonly service: PathStatus;
  /** What stops the packets, where they are stopped: the part of the network, and what decides there. */
  readonly reason: string;
  /** Whether it runs on Cloud Services, which Azure has retired. */
  readonly cloudServices: boolean;
  /** Its place in the report of its stack, if that was written: the fragment of an address. */
  readonly picture?: string;
}

/** What became of one file. */
export type SurveyedFile =
  | SurveyedStack
  | {
      readonly file: string;
      readonly refused: string;
      /** Whether it lies in a folder and claims to be something else. */
      readonly unrelated: boolean;
    };
