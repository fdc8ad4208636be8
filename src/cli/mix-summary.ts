import type { MixDocument } from "../lab/index.js";
import { labelled, warningsBlock } from "./fit-summary.js";
import { formatCompact } from "./format.js";
import { colorsFor, columns } from "./terminal.js";

/** The best mixture for a reader, and the file that a report of it was written to. */
export function mixSummary(document: MixDocument, report?: string): string {
  const { bold } = colorsFor(process.stdout);
  const { domains, losses, best, n } = document;
  const repeats = domains.some(({ epochs }) => epochs !== null);
  const shares = columns([
    ["domain", "share", "95 % interval", "best measured", ...(repeats ? ["epochs"] : []), ""],
    ...domains.map(({ name, share, bound, epochs }, j) => [
      ...[name, percent(share.value), percentInterval(share.ci95), percent(best.shares[j]!)],
      ...(repeats ? [epochs === null ? "–" : epochs.toFixed(2)] : []),
      bound === null ? "" : `at its ${bound} bound`,
    ]),
  ]);
  const fits = columns([
    ["loss on", "by the law", "weight", "c", "k"],
    ...losses.map(({ name, value, weight, c, k }) => [name, nats(value), formatCompact(weight), nats(c), nats(k)]),
  ]);
  const misfits = document.warnings.filter(({ code }) => code === "law-misfits");
  const found = `mixture of ${domains.length} domains, by ${n.toLocaleString("en")} that were measured`;
  return [
    bold(misfits.length === 0 ? `The best ${found}` : `No ${found}, can be recommended: the law does not fit them`),
    warningsBlock(misfits),
    shares,
    labelled(facts(document)),
    fits,
    warningsBlock(document.warnings.filter((warning) => !misfits.includes(warning))),
    report === undefined ? "" : labelled([["report", report]]),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

function facts({ loss, gap, regret, best, intervals, losses }: MixDocument): [string, string][] {
  const { draws, failed } = intervals;
  const total = losses.length > 1 ? "total loss" : "loss";
  const worst = regret.ci95[1];
  const interval = draws === 0 ? "" : ` [${loss.ci95.map(nats).join(", ")}]`;
  return [
    [
      total,
      `${nats(loss.value)}${interval} by the law; the best measured, at line ${best.line}, has ${nats(best.loss)}`,
    ],
    [
      "certified",
      `no mixture within the bounds has a ${total} by the law lower by more than ${gap.toExponential(0)}: each law is an exponential of the shares, and so their sum is convex`,
    ],
    ...(worst === null
      ? []
      : [
          [
            "regret",
            `in 39 of 40 refits of resampled mixtures this mixture is within ${formatCompact(worst)} of the refit's own best`,
          ] as [string, string],
        ]),
    [
      "intervals",
      draws === 0
        ? "none"
        : `middle 95 % of ${draws.toLocaleString("en")} refits${failed > 0 ? `, ${failed} of them without a certified optimum` : ""}`,
    ],
  ];
}

/** A loss, to the digits that every loss here is printed with. */
function nats(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

function percentInterval([low, high]: readonly [number | null, number | null]): string {
  return low === null || high === null ? "–" : `[${percent(low)}, ${percent(high)}]`;
}

function percent(share: number | null): string {
  return share === null ? "–" : `${(100 * share).toFixed(1)} %`;
}
