import { html, Markup } from "./html.js";
import type { Section } from "./sections.js";
import { tallyBadges } from "./verdicts.js";

/** Nothing is fetched and nothing runs: styles stand in the page, pictures and fonts in its styles. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** A whole page about sections. `style` is CSS, and trusted; `body` is what the contents list leads to. */
export function page(title: string, sections: readonly Section[], body: Markup, style: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="masthead">
<p class="brand">Isinglass</p>
<h1>What the theory claims, and what is so</h1>
</header>
<div class="columns">
<nav aria-label="Contents">
<ol>
<li><a href="#summary">Summary</a></li>
<li><a href="#ledger">The ledger</a></li>
${sections.map(contentsEntry)}
</ol>
</nav>
<main>
${body}
</main>
</div>
<footer><p>Made by <code>isinglass report</code>. This file is whole: it needs no network, and no script runs in it.</p></footer>
</body>
</html>
`.text;
}

function contentsEntry({ run, anchor }: Section): Markup {
  return html`<li><a href="#${anchor}">${run.study.title}</a> ${tallyBadges(run.result.verdicts)}</li>
`;
}
