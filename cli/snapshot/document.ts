import type { Coverage, SnapshotResource, SnapshotSource } from "../../policies/estate/snapshot";

/** The content of a file that a snapshot is made from. */
export type Document =
  | {
      readonly is: "stack";
      /** `project/stack`; unknown for a stack without resources. */
      readonly stack?: string;
      readonly time?: string;
      readonly resources: readonly SnapshotResource[];
    }
  | { readonly is: "azure"; readonly resources: readonly SnapshotResource[]; readonly page?: Page }
  | { readonly is: "terraform"; readonly resources: readonly SnapshotResource[] }
  | { readonly is: "snapshot"; readonly sources: readonly SnapshotSource[] }
  | { readonly is: "coverage"; readonly claim: Claim };

/** A page of the result of a query or a list. */
export interface Page {
  /** The number of resources in it, including those that are not read. */
  readonly holds: number;
  /** The number of resources that it declares. */
  readonly count?: number;
  /** The number of resources in all pages. */
  readonly total?: number;
  /** The link or token of the next page; the last page has none. */
  readonly next?: string;
  /** Distinguishes it from the other pages. */
  readonly mark: string;
  /** The list of its first resource; unknown for an empty page. */
  readonly list?: string;
}

/** The coverage that a folder of Azure responses declares. */
export interface Claim {
  readonly name?: string;
  readonly time?: string;
  readonly coverage: readonly Coverage[];
}

/** Why a file cannot be read. */
export interface Refused {
  /** The end of a sentence that begins with the name of the file. */
  readonly refused: string;
  /** Whether it is valid JSON of another kind, which is common in a folder. */
  readonly unrelated?: true;
}

/** A file that was read. */
export interface ReadFile {
  readonly file: string;
  /** When it was last modified; unknown for standard input. */
  readonly modified?: string;
  readonly document: Document;
}
