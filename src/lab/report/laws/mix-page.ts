import type { MixDocument } from "../../documents.js";
import type { FittedMixtures } from "../../laws/mix-file.js";
import { mixCommand } from "../../laws/question-commands.js";
import { type Content, html, type Markup } from "../html.js";
import { number } from "../numbers.js";
import { factsList, table } from "../parts.js";
import { figures, interval, lawPage, numeric, repeatPart, tableFacts, warningsPart } from "./law-page.js";
import { mixFigures } from "./mix-figures.js";

/** A mixture as one HTML file: the best shares with intervals, what others cost, the laws, and the command that repeats it. */
export async function renderMixReport(mixed: FittedMixtures): Promise<string> {
  const { document } = mixed;
  const [shares, ...landscape] = mixFigures(mixed);
  return lawPage({
    title: `the best mixture by ${document.data.file}`,
    heading: document.warnings.some(({ code }) => code === "law-misfits")
      ? "No mixture can be recommended: the law does not fit"
      : "The best mixture of data",
    command: "isinglass mix",
    sections: [
      { anchor: "mixture", title: "The mixture", body: html`${mixturePart(document)}${figures([shares!])}` },
      { anchor: "landscape", title: "What other mixtures cost", body: figures(landscape) },
      { anchor: "laws", title: "The laws", body: lawsPart(document) },
      { anchor: "runs", title: "The mixtures, and how to repeat it", body: runsPart(mixed) },
    ],
  });
}

function mixturePart({ domains, loss, best, gap, regret, warnings }: MixDocument): Markup {
  const rows = domains.map(({ name, share: { value, ci95 }, bound, epochs }, j) => [
    html`<code>${name}</code>`,
    numeric(html`${percent(value!)} %`),
    numeric(interval([ci95[0] && 100 * ci95[0], ci95[1] && 100 * ci95[1]], 3)),
    numeric(html`${percent(best.shares[j]!)} %`),
    numeric(epochs === null ? "—" : number(epochs, 3)),
    bound === null ? "" : `at its ${bound} bound`,
  ]);
  const worst = regret.ci95[1];
  return html`<p class="lead">The total loss is ${number(loss.value!, 4, true)} nats by the law${loss.ci95[0] === null ? "" : html`, 95 % interval ${interval(loss.ci95, 5)}`}; the best mixture that was measured has ${number(best.loss, 4, true)}.</p>
${table(["domain", "share", "95 % interval, %", "best measured", "passes over its tokens", ""], rows)}
<p>Certified: no mixture within the bounds has a total loss by the law lower by more than ${number(gap, 2)}, since a sum of exponentials of the shares is convex.${worst === null ? "" : html` In 39 of 40 refits of resampled mixtures this mixture is within ${number(worst, 2)} of the refit’s own best.`}</p>
${warningsPart(warnings)}`;
}

function lawsPart({ losses, domains }: MixDocument): Markup {
  const head = ["loss on", "weight", "best mixture", "c", "k", ...domains.map(({ name }) => `t of ${name}`)];
  const rows = losses.map(({ name, weight, value, c, k, t }) => [
    html`<code>${name}</code>`,
    ...[weight, value, c, k, ...t].map((each) => numeric(number(each, 4))),
  ]);
  return html`<p>Ye et al. (2024), arXiv 2403.16952: each loss is c + k exp(Σ t<sub>j</sub> r<sub>j</sub>) in the shares r. The t are given with their mean taken off, as only their differences count where shares sum to one.</p>
${table(head, rows)}`;
}

function runsPart({ document: { data, n, seed, intervals }, request }: FittedMixtures): Markup {
  const facts: [string, Content][] = [
    ...tableFacts(data, ["mixtures fitted", n]),
    ["refits of resampled mixtures", intervals.draws.toLocaleString("en")],
    ["seed", seed],
  ];
  return html`${factsList(facts)}
${repeatPart(mixCommand(request))}`;
}

function percent(share: number): Markup {
  return number(Math.round(1000 * share) / 10, 3);
}
