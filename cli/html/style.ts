import { COLOURS } from "./style-colours";
import { FINDINGS } from "./style-findings";
import { PRINT } from "./style-print";

/** The rules of the page itself: text, head, totals, filters and tables. */
const PAGE = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
body > header, main, footer { max-width: 94rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.5rem); }
main:focus { outline: none; }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 4vw, 2.1rem); line-height: 1.2; letter-spacing: -0.01em; }
h2 { font-size: 1.25rem; line-height: 1.3; }
h3 { font-size: 1.05rem; line-height: 1.4; }
ul { list-style: none; }
a { color: var(--link); text-underline-offset: 0.15em; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; unicode-bidi: isolate; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--card); border: 1px solid var(--line); }
.skip:focus { top: 0.5rem; }
.note { color: var(--quiet); font-size: 0.9rem; }
.kicker { padding-top: 2.5rem; color: var(--quiet); font-size: 0.85rem; letter-spacing: 0.04em; }
.headline { margin: 0.5rem 0 0.25rem; font-size: 1.15rem; }
.totals { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0 2rem; }
.tiles h2 { margin-bottom: 0.4rem; font-size: 0.85rem; font-weight: 600; color: var(--quiet); }
.tiles dl { display: flex; flex-wrap: wrap; gap: 0.6rem; }
.tile { display: flex; flex-direction: column-reverse; justify-content: flex-end; min-width: 6.5rem; padding: 0.6rem 0.9rem 0.7rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid currentColor; border-radius: 6px; }
.tile dt { font-size: 0.85rem; }
.tile dd { font-size: 1.6rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile.none { color: var(--quiet); border-left-color: var(--line); }
.filters { margin: 0 -0.5rem 1.5rem; padding: 0.6rem 0.5rem; background: var(--page); border-bottom: 1px solid var(--line); }
@media (min-width: 60rem) and (min-height: 40rem) {
html { scroll-padding-top: 5rem; }
.filters { position: sticky; top: 0; z-index: 2; }
}
.filters form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.25rem; font-size: 0.9rem; }
.filters fieldset, .filters .list { display: flex; align-items: center; margin: 0; padding: 0; border: 0; min-width: 0; }
.filters legend, .filters .list > span { float: left; padding: 0; margin-right: 0.5rem; }
.filters legend, .filters .list > span { font-weight: 600; white-space: nowrap; }
.buttons label { display: inline-flex; position: relative; margin-left: -1px; }
.buttons input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.buttons span { padding: 0.25rem 0.75rem; background: var(--card); border: 1px solid var(--edge); }
.buttons label:first-of-type span { border-radius: 6px 0 0 6px; }
.buttons label:last-of-type span { border-radius: 0 6px 6px 0; }
.buttons input:checked + span { background: var(--text); border-color: var(--text); color: var(--page); }
.buttons input:focus-visible + span { outline: 3px solid var(--link); outline-offset: 2px; }
select, button { font: inherit; color: inherit; padding: 0.25rem 0.6rem; background: var(--card); border: 1px solid var(--edge); border-radius: 6px; max-width: 100%; }
select { width: 13.5rem; }
td > time { white-space: nowrap; }
button { cursor: pointer; }
.nothing-left { display: none; padding: 1rem 0; }
.refused { margin: 0 0 1.5rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--unknown); border-radius: 6px; }
.refused ul { margin-top: 0.4rem; }
summary { cursor: pointer; }
summary :is(h2, h3) { display: inline-block; }
summary :is(h2, h3)::first-letter { text-transform: uppercase; }
h2 + .table { margin-top: 0.5rem; }
.overview, .table { margin-bottom: 1.5rem; }
.scroll { margin-top: 0.6rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: 0.4rem 0.9rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--quiet); font-size: 0.82rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 8rem; overflow-wrap: anywhere; }
.number { text-align: right; }
.policies { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.badge { display: inline-block; padding: 0.05rem 0.55rem; border: 1px solid currentColor; border-radius: 99px; font-size: 0.8rem; font-weight: 600; line-height: 1.4; white-space: nowrap; }
main > section { margin-bottom: 2rem; }
footer { padding-top: 1rem; padding-bottom: 2.5rem; color: var(--quiet); font-size: 0.85rem; }
`;

/** The style sheet of all pages, without the rules of the filters. */
export const STYLE = [COLOURS, PAGE, FINDINGS, PRINT].join("");
