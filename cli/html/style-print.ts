/**
 * On paper, all collapsed parts are open, and everything that only a screen needs is removed: filters, the skip link, and the
 * deferred rendering of off-screen parts. Filters apply only on screens.
 */
export const PRINT = `
@media print {
:root { color-scheme: light; --page: #ffffff; --card: #ffffff; --text: #000000; --quiet: #4a4f57; --line: #b9bec6; --edge: #848d99; --link: #0a4a91; --blocked: #a01812; --unknown: #6f4706; --open: #155a2b; }
@page { margin: 14mm; }
html { font-size: 9.5pt; }
body { print-color-adjust: exact; }
summary { list-style: none; }
body > header, main, footer { max-width: none; padding: 0; }
.kicker { padding-top: 0; }
.filters, .skip, .nothing-left { display: none !important; }
details::details-content { content-visibility: visible; display: block; block-size: auto; }
.finding summary::before { visibility: hidden; }
.picture { overflow: visible; margin-bottom: 4mm; }
.picture.tall { display: none; }
.picture svg { max-width: 100%; height: auto; }
.scroll { overflow: visible; }
.pool, .finding, .picture, .tile, .change, tr { break-inside: avoid; }
h2, h3, .title, .sentence, summary { break-after: avoid; }
a[href^="https:"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
}
`;
