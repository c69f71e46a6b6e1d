/** `1 pool`, `2 pools`, `1,200 pools`. */
export function counted(number: number, one: string, more: string = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : more}`;
}
