/**
 * What became of a text that a program gives to Azure: its `value`, or the `problem` for which Azure would refuse it,
 * as a clause that quotes the text (`"10.0.0/8" is not an IP address or CIDR prefix`).
 * A `hint` tells what Azure accepts instead, in words that quote nothing of the program.
 * A `note` tells what Azure accepts although it is odd.
 */
export type Parsed<T> =
  | { readonly value: T; readonly note?: string; readonly problem?: never; readonly hint?: never }
  | { readonly problem: string; readonly hint?: string | undefined; readonly value?: never; readonly note?: never };
