/** A question by which the page can be narrowed down. Its choices exclude each other. */
export interface Filter {
  /** Short, for ids and classes: `level`. */
  readonly name: string;
  readonly label: string;
  /** Few short choices stand side by side, others are in a list that opens. */
  readonly as: "buttons" | "list";
  readonly choices: readonly Choice[];
}

/** An answer to it. */
export interface Choice {
  /** A class of all that it leaves on the page, and the id of what chooses it: `level-mandatory`. */
  readonly mark: string;
  readonly label: string;
}

/** What stands for two marks that come together. */
export function pairOf(one: string | undefined, other: string | undefined): string {
  return `${one}_${other}`;
}

/** The class of what is shown where two choices leave nothing. */
export const NOTHING_LEFT = "nothing-left";

/**
 * The style sheet by which filters work: CSS alone, so that the page needs no script. What takes part in a filter and lacks the
 * mark of its choice is hidden.
 *
 * @param pairs the two filters whose choices groups of findings have pairs of marks for, and the classes of all that occur: a group in
 * which one finding has the one mark and another finding the other would else stand there empty.
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
