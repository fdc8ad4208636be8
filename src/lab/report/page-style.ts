/** The look of a report: quiet, for reading; light or dark as the reader's system is, and light on paper. */
export const pageStyle = `
:root {
  --paper: #ffffff; --raised: #f5f6f8; --ink: #1d232b; --muted: #56606c; --line: #d8dde3; --link: #1b4b9b;
  --holds: #0b6b46; --corrected: #1f57b8; --fails: #b01f2b; --undecided: #5b6470;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --raised: #1d2128; --ink: #dfe4ea; --muted: #9ba6b2; --line: #333a43; --link: #9db8f2;
    --holds: #5fd0a0; --corrected: #92b6ff; --fails: #ff8d8f; --undecided: #aab3be;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4, .brand, .eyebrow, nav, .verdict, .where, dl, table, summary, .counts, figcaption, footer {
  font-family: var(--sans);
}
h1 { font-size: clamp(1.6rem, 1.2rem + 1.8vw, 2.4rem); line-height: 1.15; margin: 0; letter-spacing: -0.015em; }
h2 { font-size: clamp(1.35rem, 1.15rem + 0.9vw, 1.75rem); line-height: 1.2; margin: 0 0 0.75rem; letter-spacing: -0.01em; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 2.25rem 0 0.5rem; }
h4, h5, h6 { font-size: 0.95rem; margin: 1.5rem 0 0.25rem; }
p, ul, ol, dl, pre { margin: 0 0 0.9rem; }
sub, sup { font-size: 0.72em; line-height: 0; }
code, pre { font-family: var(--mono); font-size: 0.86em; }
code { overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 0.7rem 0.9rem; overflow-x: auto; }
pre code { font-size: inherit; overflow-wrap: normal; }

.masthead { max-width: 72rem; margin: 0 auto; padding: 2.75rem 1.25rem 1.5rem; }
.brand, .eyebrow { margin: 0 0 0.35rem; color: var(--muted); font-size: 0.8rem; letter-spacing: 0.02em; }
.brand { font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase; }
.columns { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem 3rem; }
main { min-width: 0; max-width: 46rem; }
main > section { padding-top: 2rem; }
section.study { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 2.5rem; }
footer { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 2.5rem; color: var(--muted); font-size: 0.82rem; }
nav { font-size: 0.86rem; line-height: 1.4; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { margin-bottom: 0.6rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav .tally { display: flex; gap: 0.3rem; margin-top: 0.15rem; }
nav .verdict { font-size: 0.7rem; padding: 0 0.4em; }
@media (min-width: 70rem) {
  .columns { display: grid; grid-template-columns: 15rem minmax(0, 46rem); gap: 3.5rem; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.4rem 0 1rem; }
}

.lead { font-size: 1.15rem; line-height: 1.55; }
.bar { display: flex; gap: 2px; height: 0.6rem; border-radius: 4px; overflow: hidden; margin: 1.2rem 0 0.6rem; }
.bar > * { background: var(--verdict); }
.counts { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; list-style: none; padding: 0; font-size: 0.92rem; }
.counts li { color: var(--verdict); }
.counts strong { font-size: 1.35rem; }
.holds { --verdict: var(--holds); }
.corrected { --verdict: var(--corrected); }
.fails { --verdict: var(--fails); }
.undecided { --verdict: var(--undecided); }
.verdict {
  display: inline-block; padding: 0.05em 0.55em; border-radius: 1em; font-size: 0.8rem; font-weight: 600;
  line-height: 1.5; white-space: nowrap; color: var(--verdict);
  background: color-mix(in srgb, var(--verdict) 11%, var(--paper));
}
.tally { display: inline-flex; flex-wrap: wrap; gap: 0.4rem; }

.ledger { list-style: none; padding: 0; }
.claim { border: 1px solid var(--line); border-left: 4px solid var(--verdict); border-radius: 6px; padding: 0.85rem 1.1rem; margin-bottom: 0.9rem; }
.claim > :last-child { margin-bottom: 0; }
.claim p { margin-bottom: 0.5rem; }
.where { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: baseline; font-size: 0.82rem; color: var(--muted); }
.where a { margin-left: auto; }
.statement { font-size: 1.1rem; line-height: 1.45; }
.note { color: var(--muted); font-size: 0.98rem; line-height: 1.5; }
.numbers, .facts { display: flex; flex-wrap: wrap; gap: 0.3rem 1.8rem; font-size: 0.9rem; }
.numbers { margin-bottom: 0.5rem; }
dt { color: var(--muted); font-size: 0.78rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.numbers dd, .number { font-variant-numeric: tabular-nums; }

.formula { display: block; overflow-x: auto; overflow-y: hidden; padding: 0.1rem 0; margin: 0.4rem 0 0.7rem; }
.formula .katex-display { margin: 0; }
.claim .katex-display > .katex { text-align: left; }
.katex { font-size: 1.06em; }
@media (max-width: 40rem) { .katex-display > .katex > .katex-html > .tag { position: static; margin-left: 1.5em; } }
.unset { color: var(--fails); }

figure { margin: 2.5rem 0 0; break-inside: avoid; }
figure h3 { margin-top: 0; }
figcaption { color: var(--muted); font-size: 0.88rem; line-height: 1.5; margin-top: 0.7rem; max-width: 42rem; }

.scroll { overflow-x: auto; margin-bottom: 0.9rem; }
table { border-collapse: collapse; font-size: 0.86rem; line-height: 1.4; min-width: 100%; }
th { text-align: left; font-weight: 600; color: var(--muted); }
th, td { padding: 0.4rem 0.9rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td .prose { display: block; min-width: 13rem; }
td .number { white-space: nowrap; }
td code { white-space: nowrap; }
summary { cursor: pointer; font-size: 0.95rem; font-weight: 600; padding: 0.35rem 0; }
details { margin-top: 1.2rem; }
.references { padding-left: 1.1rem; font-size: 0.95rem; }

@media print {
  body { font-size: 10pt; }
  nav { display: none; }
  main { max-width: none; }
  .claim, table, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  section.study { break-before: page; border: 0; }
  .scroll, pre, .formula { overflow: visible; }
  pre { white-space: pre-wrap; }
}
`;
