import type { Coverage, SnapshotResource, SnapshotSource } from "../../policies/estate/snapshot";

/** What a file holds that a snapshot is made from. */
export type Document =
  | {
      readonly is: "stack";
      /** `project/stack`; a stack without resources does not tell it. */
      readonly stack?: string;
      readonly time?: string;
      readonly resources: readonly SnapshotResource[];
    }
  | { readonly is: "azure"; readonly resources: readonly SnapshotResource[]; readonly page?: Page }
  | { readonly is: "terraform"; readonly resources: readonly SnapshotResource[] }
  | { readonly is: "snapshot"; readonly sources: readonly SnapshotSource[] }
  | { readonly is: "coverage"; readonly claim: Claim };

/** A page of what a query or a list answers. */
export interface Page {
  /** How many resources it holds, whether anything of them is read or not. */
  readonly holds: number;
  /** How many it says to hold. */
  readonly count?: number;
  /** How many there are in all pages. */
  readonly total?: number;
  /** What leads to the next page; the last one has none. */
  readonly next?: string;
  /** What tells it from the other pages. */
  readonly mark: string;
  /** Which list its first resource is of; an empty page does not tell. */
  readonly list?: string;
}

/** What a folder of answers of Azure says of itself. */
export interface Claim {
  readonly name?: string;
  readonly time?: string;
  readonly coverage: readonly Coverage[];
}

/** Why a file cannot be read. */
export interface Refused {
  /** The end of a sentence that begins with the name of the file. */
  readonly refused: string;
  /** Whether it is sound JSON of something else, as is to be expected in a folder. */
  readonly unrelated?: true;
}

/** A file that was read. */
export interface ReadFile {
  readonly file: string;
  /** When it was last modified; unknown for standard input. */
  readonly modified?: string;
  readonly document: Document;
}
