import { html, Markup } from "./html.js";

/** Nothing is fetched and nothing runs: styles stand in the page, pictures and fonts in its styles. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** What a page holds. */
export interface PageContent {
  /** In the window's title bar. */
  readonly title: string;
  readonly heading: string;
  /** The list of contents: items of a list, each with a link. */
  readonly contents: Markup;
  /** What the contents lead to. */
  readonly body: Markup;
  /** CSS, and trusted. */
  readonly style: string;
  /** The command that wrote it. */
  readonly command: string;
}

/** A whole page. */
export function page({ title, heading, contents, body, style, command }: PageContent): string {
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
<h1>${heading}</h1>
</header>
<div class="columns">
<nav aria-label="Contents">
<ol>
${contents}
</ol>
</nav>
<main>
${body}
</main>
</div>
<footer><p>Made by <code>${command}</code>. This file is whole: it needs no network, and no script runs in it.</p></footer>
</body>
</html>
`.text;
}
