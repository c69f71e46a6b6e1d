/**
 * The result of reading a text that a program sends to Azure: its `value`, or the `problem` because of which Azure would refuse
 * it, as a clause that quotes the text (`"10.0.0/8" is not an IP address or CIDR prefix`).
 * A `hint` says what Azure accepts instead, without quoting the program. A `note` describes something unusual that Azure accepts.
 */
export type Parsed<T> =
  | { readonly value: T; readonly note?: string; readonly problem?: never; readonly hint?: never }
  | { readonly problem: string; readonly hint?: string | undefined; readonly value?: never; readonly note?: never };
