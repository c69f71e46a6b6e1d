import type { JudgedFinding, Pointer } from "../findings/document";
import type { PathStatus } from "../findings/network-path";

/** The `format` of a fleet document; its schema is `schemas/fleet.schema.json`. */
export const FLEET_FORMAT = "azure-batch-guard fleet 1";

/** The result of a sweep over many stacks. */
export interface FleetDocument {
  readonly format: typeof FLEET_FORMAT;
  readonly pack: { readonly name: string; readonly version: string };
  readonly date: string;
  /** Sorted by project, stack and file. */
  readonly stacks: readonly SurveyedStack[];
  /** Files that could not be judged. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
  /** The changes since an earlier sweep, if the sweeps were compared. */
  readonly since?: FleetChanges;
}

/** The changes between two sweeps. */
export interface FleetChanges {
  /** The date of the earlier sweep. */
  readonly date: string;
  /** Changed stacks that are in both sweeps. */
  readonly stacks: readonly ChangedStack[];
  /** Stacks, as `project/stack`, that are only in this sweep, and only in the earlier one. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** The changes in a stack. */
export interface ChangedStack {
  readonly project: string;
  readonly stack: string;
  readonly found: SurveyedStack["findings"];
  readonly fixed: SurveyedStack["findings"];
}

/** The summary of a stack. */
export interface SurveyedStack {
  readonly file: string;
  readonly project: string;
  readonly stack: string;
  readonly findings: readonly Pick<JudgedFinding, "policy" | "level" | "severity" | "urn">[];
  /** The number of findings that do not count. */
  readonly exempted: number;
  readonly pools: readonly SurveyedPool[];
  /** Findings in other stacks about its pools; omitted if there are none. They count in those stacks. */
  readonly pointers?: readonly Pick<Pointer, "policy" | "level" | "urn" | "at">[];
  /** The file name of its report in the folder of reports, if reports are written. */
  readonly report?: string;
}

/** A pool as recorded in its state; `""` if the state has no value. */
export interface SurveyedPool {
  readonly urn: string;
  readonly name: string;
  /** The communication mode that the program requests. */
  readonly asks: string;
  /** The communication mode in which its nodes run. */
  readonly runs: string;
  /** `yyyy-mm-dd`. */
  readonly created: string;
  /** The target number of nodes, if it is fixed. */
  readonly scaling: number | "automatic" | "unknown";
  /** Whether its nodes reach the Batch service without the classic mode. */
  readonly service: PathStatus;
  /** The hop that blocks packets, and the reason; empty if none does. */
  readonly reason: string;
  /** Whether it runs on Cloud Services, which Azure has retired. */
  readonly cloudServices: boolean;
  /** The anchor of the pool in the report of its stack, if reports are written. */
  readonly picture?: string;
}

/** The result for one file. */
export type SurveyedFile =
  | SurveyedStack
  | {
      readonly file: string;
      readonly refused: string;
      /** Whether it was found in a folder and is JSON of another kind. */
      readonly unrelated: boolean;
    };
