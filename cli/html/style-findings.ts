/** Pools, their pictures, and findings. */
export const FINDINGS = `
.pool, .rest { margin-bottom: 1.25rem; padding: 1.1rem 1.25rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.pool.blocked { border-left: 4px solid var(--blocked); }
.pool.unknown { border-left: 4px dashed var(--unknown); }
.pool.open { border-left: 4px solid var(--open); }
.stack { margin: 2.5rem 0; }
.stack > .note { margin-bottom: 0.9rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
.sentence { margin: 0.1rem 0 1rem; color: var(--quiet); }
.picture { max-width: 100%; margin-bottom: 1.1rem; overflow-x: auto; }
.picture svg { display: block; font-family: inherit; }
.picture.tall { display: none; }
.picture a:hover rect, .picture a:focus-visible rect { stroke-width: 4; }
.fixed { margin-bottom: 1.25rem; }
.badge.new { color: var(--link); }
.finding:target { background: var(--page); box-shadow: -4px 0 var(--link); }
@media screen and (max-width: 48rem) {
.picture { display: none; }
.picture.tall { display: block; }
}
.path .open { color: var(--open); }
.path .blocked { color: var(--blocked); }
.path .unknown { color: var(--unknown); }
.path .hop rect { fill: var(--page); }
.path .hop .name, .path .hop .detail, .path .hop .kind { color: var(--text); }
.path .hop .kind { color: var(--quiet); }
.legend { margin-bottom: 1.5rem; font-size: 0.92rem; }
.legend p { max-width: 60rem; margin: 0.4rem 0; }
.swatch { display: inline-block; width: 2.2rem; margin-right: 0.5rem; border-top: 2px solid currentColor; vertical-align: middle; }
.swatch.blocked { border-top-width: 4px; }
.swatch.unknown { border-top-style: dashed; }
.rest > ul { margin-top: 0.8rem; }
.finding { border-top: 1px solid var(--line); }
.finding:last-child { border-bottom: 1px solid var(--line); }
.finding summary { display: grid; grid-template-columns: 1.1rem 1fr; padding: 0.55rem 0; list-style: none; }
.finding summary::-webkit-details-marker { display: none; }
.finding summary::before { content: ""; grid-row: 1 / 3; width: 0.45rem; height: 0.45rem; margin: 0.5rem 0 0 0.05rem; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.finding details[open] > summary::before { transform: rotate(45deg); }
.pointer { padding: 0.55rem 0 0.55rem 1.1rem; }
.pointer .found { display: block; }
.what { display: flex; flex-wrap: wrap; align-items: center; gap: 0.15rem 0.6rem; }
.policy { font-weight: 600; }
.severity, .type { color: var(--quiet); font-size: 0.85rem; }
.found { grid-column: 2; margin-top: 0.15rem; white-space: pre-line; }
.found, .body { font-size: 0.95rem; }
.found, .finding-text > p { max-width: 62rem; }
.finding-text { display: grid; gap: 0.5rem; align-content: start; }
.body { display: grid; gap: 0.5rem; padding: 0 0 0.9rem 1.1rem; }
.change { padding: 0.5rem 0.8rem; background: var(--page); border-left: 3px solid var(--link); border-radius: 0 4px 4px 0; }
.change p { font-size: 0.85rem; font-weight: 600; }
.change li + li { margin-top: 0.3rem; padding-top: 0.3rem; border-top: 1px solid var(--line); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; font-size: 0.9rem; }
.facts dt { color: var(--quiet); }
.facts dd { min-width: 0; }
@media screen and (min-width: 72rem) {
.body { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); column-gap: 2.5rem; }
.facts { align-content: start; }
}
`;
