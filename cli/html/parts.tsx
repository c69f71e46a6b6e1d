import type { ComponentChildren } from "preact";

/** A total. */
export interface Tile {
  readonly number: number;
  readonly label: string;
  /** Its CSS mark if the total is not 0: `blocked`. */
  readonly mark: string;
}

/** Totals in a row. */
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

/** A word in a frame. Its colour repeats the meaning of the word. */
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

/** A table with a header row. A wide table scrolls separately. */
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

/** Trusted HTML: our style sheet, or a picture, which is already escaped. */
export function Raw({ as: Tag, html, class: name }: { as: "style" | "div"; html: string; class?: string }) {
  return <Tag {...(name ? { class: name } : {})} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Files that could not be judged. @param reasons one printable sentence each. */
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

/** The pack, its version and the date. */
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
