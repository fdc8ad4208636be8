import type { Figure, Reference } from "../../study/index.js";
import { parameterSchema } from "../parameters/resolve.js";
import { inlineText } from "./formulas.js";
import { type Content, html, type Markup } from "./html.js";
import { markdown } from "./markdown.js";
import { count, duration, measured, optional } from "./numbers.js";
import { factsList, figurePart, prose, table } from "./parts.js";
import { type JudgedClaim, judgedClaims, type Section, slug } from "./sections.js";
import { badge, tallyBadges } from "./verdicts.js";

/** One run: what the study claims, what it drew and found, and all that is needed to repeat it. */
export function studySection(section: Section): Markup {
  const { run, anchor } = section;
  const { study } = run;
  const claims = judgedClaims(section);
  return html`<section class="study" aria-labelledby="${anchor}">
<p class="eyebrow">${study.id} · ${study.source}</p>
<h2 id="${anchor}">${study.title}</h2>
<p>${tallyBadges(claims.map(({ verdict }) => verdict))}</p>
<div class="theory">${markdown(run.theory, 3)}</div>
${figuresPart(section)}
${claims.length > 0 && verdictsPart(claims)}
${metricsPart(run.result.metrics, run.result.rows)}
${parametersPart(section)}
${runPart(section)}
${referencesPart(study.references)}
</section>`;
}

function figuresPart({ run, anchor }: Section): Markup {
  const figures: Figure[] = run.study.figures(run.rows, run.params);
  return html`${figures.map((figure) => figurePart(figure, `${anchor}-${slug(figure.id)}`))}`;
}

function verdictsPart(claims: readonly JudgedClaim[]): Markup {
  return html`<h3>Verdicts</h3>
${table(
  ["verdict", "claim", "measured", "expected"],
  claims.map(({ claim, verdict, anchor }) => [
    badge(verdict.verdict),
    prose(html`<a href="#${anchor}">${inlineText(claim.statement)}</a>`),
    html`<span class="number">${measured(verdict.measured, verdict.stderr)}</span>`,
    html`<span class="number">${optional(verdict.expected)}</span>`,
  ]),
)}`;
}

/** More metrics than this are in the run's folder, not on the page. */
const METRICS_SHOWN = 200;

function metricsPart(metrics: Section["run"]["result"]["metrics"], rows: string): Markup {
  const entries = Object.entries(metrics);
  const shown = entries
    .slice(0, METRICS_SHOWN)
    .map(([name, { value, stderr, n }]) => [
      html`<code>${name}</code>`,
      html`<span class="number">${measured(value, stderr)}</span>`,
      html`<span class="number">${n.toLocaleString("en-US")}</span>`,
    ]);
  const more = entries.length - shown.length;
  return html`<details><summary>Metrics (${entries.length.toLocaleString("en-US")})</summary>
${table(["metric", "value ± standard error", "repetitions"], shown)}
${more > 0 && html`<p>${more.toLocaleString("en-US")} more follow from the rows in <code>${rows}</code>.</p>`}
</details>`;
}

function parametersPart({ run }: Section): Markup {
  const described = (parameterSchema(run.study).properties ?? {}) as Record<string, { description?: string }>;
  const rows = Object.entries(run.result.run.params).map(([name, value]) => [
    html`<code>${name}</code>`,
    html`<span class="number">${shortened(value)}</span>`,
    prose(inlineText(described[name]?.description ?? "")),
  ]);
  return html`<details><summary>Parameters (${rows.length})</summary>
${table(["parameter", "value", "meaning"], rows)}
</details>`;
}

/** A value in short: of a long list the first, the last and the length. */
function shortened(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === "string" ? value : JSON.stringify(value);
  const items = value.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
  if (items.length <= 8) return items.join(", ");
  return `${items.slice(0, 3).join(", ")}, …, ${items.at(-1)} (${items.length} values)`;
}

function runPart({ run }: Section): Markup {
  const { id, version, seed, seconds, cells, provider, data, modules = {} } = run.result.run;
  const facts: [string, Content][] = [
    ["run", html`<code>${id}</code>`],
    ["version of the study", version],
    ["seed", seed],
    ["linear algebra", provider],
    ["time", `${duration(seconds)} for ${count(cells, "cell")}`],
  ];
  if (data) facts.push(["table", html`${data.name} <code>sha256:${data.digest.slice(0, 12)}…</code>`]);
  for (const [kind, { name, digest }] of Object.entries(modules)) {
    facts.push([kind, html`${name} <code>sha256:${digest.slice(0, 12)}…</code>`]);
  }
  return html`<h3>The run</h3>
${factsList(facts)}
<p>To repeat it:</p>
<pre tabindex="0"><code>${run.command}</code></pre>`;
}

function referencesPart(references: readonly Reference[]): Markup | false {
  if (references.length === 0) return false;
  return html`<h3>References</h3>
<ul class="references">${references.map((reference) => html`<li>${citation(reference)}</li>`)}</ul>`;
}

function citation({ authors, year, title, venue, arxiv, doi }: Reference): Markup {
  const names = authors.map((author) => author.split(", ").reverse().join(" "));
  const list = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
  return html`${list} (${year}). <cite>${inlineText(title)}</cite>.${venue && ` ${venue}.`}
${arxiv && html` <a href="https://arxiv.org/abs/${arxiv}">arXiv:${arxiv}</a>`}
${doi && html` <a href="https://doi.org/${doi}">doi:${doi}</a>`}`;
}
