/** A filter of the page. Its choices exclude each other. */
export interface Filter {
  /** Short, for ids and classes: `level`. */
  readonly name: string;
  readonly label: string;
  /** Buttons for few short choices, a drop-down list for more. */
  readonly as: "buttons" | "list";
  readonly choices: readonly Choice[];
}

/** A choice of a filter. */
export interface Choice {
  /** The class of everything that it keeps on the page, and the id of its control: `level-mandatory`. */
  readonly mark: string;
  readonly label: string;
}

/** The combined mark of two marks. */
export function pairOf(one: string | undefined, other: string | undefined): string {
  return `${one}_${other}`;
}

/** The class of the message that is shown if two choices match nothing. */
export const NOTHING_LEFT = "nothing-left";

/**
 * The style sheet of the filters: CSS only, so that the page needs no script. Elements that take part in a filter and lack the mark
 * of the selected choice are hidden.
 *
 * @param pairs two filters whose choices can be combined, and the classes of all pairs that occur. Without pairs, a group stays
 * visible but empty if one of its findings has the first mark and another one the second.
 */
export function filterStyle(
  filters: readonly Filter[],
  pairs: { readonly of: readonly [string, string]; readonly occurring: string },
): string {
  const occurring = new Set(pairs.occurring.split(" "));
  const alone = filters.flatMap(({ name, choices }) =>
    choices.map(({ mark }) => `body:has(#${mark}:checked) .by-${name}:not(.${mark}) { display: none; }`),
  );
  const [ones = [], others = []] = pairs.of.map((name) => filters.find((each) => each.name === name)?.choices);
  const together = ones.flatMap(({ mark: one }) =>
    others.map(({ mark: other }) => {
      const chosen = `body:has(#${one}:checked):has(#${other}:checked)`;
      const pair = pairOf(one, other);
      return occurring.has(pair)
        ? `${chosen} .by-pair:not(.${pair}) { display: none; }`
        : `${chosen} .by-pair { display: none; } ${chosen} .${NOTHING_LEFT} { display: block; }`;
    }),
  );
  return `@media screen {\n${[...alone, ...together].join("\n")}\n}\n`;
}
