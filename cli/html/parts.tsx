import type { ComponentChildren } from "preact";

/** The total of something. */
export interface Tile {
  readonly number: number;
  readonly label: string;
  /** How it is marked where there are any: `blocked`. */
  readonly mark: string;
}

/** Totals, side by side. */
export function Tiles({ label, tiles }: { readonly label: string; readonly tiles: readonly Tile[] }) {
  return (
    <div class="tiles">
      <h2>{label}</h2>
      <dl>
        {tiles.map((tile) => (
          <div key={tile.label} class={tile.number > 0 ? `tile ${tile.mark}` : "tile none"}>
            <dt>{tile.label}</dt>
            <dd>{tile.number.toLocaleString("en-GB")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A word in a frame. Its colour says again what the word says. */
export function Badge({ is, children }: { readonly is: string; readonly children: ComponentChildren }) {
  return <span class={`badge ${is}`}>{children}</span>;
}

interface HeadingProps {
  readonly level: 2 | 3;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A heading of any level. */
export function Heading({ level, id, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  return <Tag {...(id ? { id } : {})}>{children}</Tag>;
}

/** Rows under heads. A wide table scrolls by itself. */
export function Table({
  heads,
  children,
}: {
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** What is HTML already: a style sheet of ours, or a picture, which comes escaped. */
export function Raw({ as: Tag, html, class: name }: { as: "style" | "div"; html: string; class?: string }) {
  return <Tag {...(name ? { class: name } : {})} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Files that could not be judged. @param reasons one sentence each, fit to be shown. */
export function Refused({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <section class="refused">
      <h2>Not judged</h2>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );
}

/** Who made the page, of what, and when. */
export function Footer({ pack, date }: { pack: { readonly name: string; readonly version: string }; date: string }) {
  return (
    <footer>
      <p>
        {pack.name} {pack.version}, <time dateTime={date}>{date}</time>. This page is one file: it loads nothing and
        runs no script.
      </p>
    </footer>
  );
}
