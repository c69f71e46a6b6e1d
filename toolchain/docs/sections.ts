/**
 * Replaces the generated parts of a page. Each is between `<!-- NAME: written by "npm run docs" -->` (or another `writer`) and
 * `<!-- /NAME -->`. Throws if `page` does not have such a place for a part.
 */
export function withSections(
  page: string,
  sections: { readonly [name: string]: string },
  writer = "npm run docs",
): string {
  return Object.entries(sections).reduce((text, [name, body]) => {
    const [start, end] = [`<!-- ${name}: written by "${writer}" -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`The page has no place for "${name}": ${start.trim()} … ${end.trim()}.`);
    return text.slice(0, from + start.length) + body + text.slice(to);
  }, page);
}

/** A Markdown table. A `|` in a cell does not end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
