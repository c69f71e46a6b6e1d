/**
 * The colours for light and dark mode. Each text has a contrast of at least 4.5:1 to its background, as WCAG 2.2 level AA requires;
 * lines that carry meaning have at least 3:1. A test computes the contrasts.
 */
export const COLOURS = `
:root { color-scheme: light dark; --page: #f5f6f8; --card: #ffffff; --text: #1b2027; --quiet: #59626e; --line: #d9dde3; --edge: #848d99; --link: #0a58ad; --blocked: #b3201a; --unknown: #85560a; --open: #1b6e35; }
@media (prefers-color-scheme: dark) {
:root { --page: #11151a; --card: #1a2027; --text: #e6e9ed; --quiet: #a3adb9; --line: #333c47; --edge: #6f7b89; --link: #7db8ff; --blocked: #ff8f85; --unknown: #e5b75c; --open: #74d08f; }
}
.blocked, .badge.mandatory, .tile.mandatory { color: var(--blocked); }
.unknown, .badge.advisory, .tile.advisory { color: var(--unknown); }
.open { color: var(--open); }
section.pool, .tile.exempted { color: var(--text); }
.badge.mandatory, .badge.blocked { color: var(--card); background: var(--blocked); border-color: var(--blocked); }
.badge.unknown { border-style: dashed; }
`;
