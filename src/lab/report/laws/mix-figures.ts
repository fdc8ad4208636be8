import { type MixingLaw, totalLoss } from "../../../laws/mixture/index.js";
import { quantile } from "../../../numerics/statistics/index.js";
import type { Figure } from "../../../study/index.js";
import type { FittedMixtures } from "../../laws/mix-file.js";
import { verbatim } from "./verbatim.js";

/** Domains that are told apart by colour; those with the largest shares. */
const MOST_DOMAINS = 8;
/** Points of a curve, and cells along a side of the map. */
const POINTS = 41;
const CELLS = 20;

/** The figures of a mixture's report. */
export function mixFigures(found: FittedMixtures): Figure[] {
  const domains = found.document.domains.map((domain) => ({ ...domain, name: verbatim(domain.name) }));
  const mixed = { ...found, document: { ...found.document, domains } };
  return [sharesFigure(mixed), ...slices(mixed), ...pairs(mixed), measuredFigure(mixed)];
}

/** The best shares with their intervals beside the best mixture that was measured. */
function sharesFigure({ document: { domains, best, intervals } }: FittedMixtures): Figure {
  const data = domains.map(({ name, share: { value, ci95 } }, j) => ({
    ...{ domain: name, what: "best by the law", share: 100 * value! },
    ...{ low: 100 * (ci95[0] ?? value!), high: 100 * (ci95[1] ?? value!), measured: 100 * best.shares[j]! },
  }));
  const bars =
    intervals.method === "none" ? "" : ` Bars: middle 95 % of ${intervals.draws} refits of resampled mixtures.`;
  return {
    id: "shares",
    title: "The best mixture",
    caption: `Shares with the least total loss by the law, and those of the best mixture that was measured (line ${best.line}).${bars}`,
    aspect: 0.45,
    x: { label: "domain", type: "point", domain: domains.map(({ name }) => name) },
    y: { label: "share, %" },
    color: { type: "categorical", domain: ["best by the law", "best measured"] },
    marks: [
      { type: "interval", data, x: "domain", y: "share", low: "low", high: "high", series: "what" },
      { type: "dot", data, x: "domain", y: "share", series: "what" },
      {
        type: "dot",
        data: data.map(({ domain, measured }) => ({ domain, what: "best measured", measured })),
        ...{ x: "domain", y: "measured", series: "what", symbol: "times" },
      },
    ],
  };
}

/** The total along the lines on which one domain's share changes and the others keep their proportions. */
function slices(mixed: FittedMixtures): Figure[] {
  const { document, law, draws, weights } = mixed;
  const shares = bestShares(mixed);
  const total = (which: MixingLaw, domain: number, share: number) =>
    totalLoss(which, withShare(shares, [[domain, share]]), weights);
  const largest = byShare(shares).slice(0, MOST_DOMAINS);
  const data = largest.flatMap((domain) =>
    Array.from({ length: POINTS }, (_, i) => {
      const share = i / (POINTS - 1);
      const drawn = draws.map((draw) => total(draw, domain, share));
      const ends =
        drawn.length > 1 ? { low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) } : { low: null, high: null };
      return { domain: document.domains[domain]!.name, share: 100 * share, loss: total(law, domain, share), ...ends };
    }),
  );
  return [
    {
      id: "slices",
      title: "What another share of a domain costs",
      caption: `Total loss by the law when one domain's share is changed and the others keep their proportions. Each line is lowest in the best mixture.${draws.length > 1 ? " Bands: middle 95 % of refits." : ""}`,
      x: { label: "share of the domain, %" },
      y: { label: "total loss, nats" },
      color: { type: "categorical" },
      marks: [
        ...(draws.length > 1
          ? [{ type: "band" as const, data, x: "share", y: "loss", low: "low", high: "high", series: "domain" }]
          : []),
        { type: "line", data, x: "share", y: "loss", series: "domain" },
      ],
    },
  ];
}

/** The total over the shares of the two largest domains, where there are three or more. */
function pairs(mixed: FittedMixtures): Figure[] {
  const { document, law, weights } = mixed;
  const shares = bestShares(mixed);
  if (shares.length < 3) return [];
  const [a, b] = byShare(shares) as [number, number];
  const [first, second] = [a, b].map((domain) => document.domains[domain]!.name);
  const steps = Array.from({ length: CELLS + 1 }, (_, i) => i / CELLS);
  const data = steps.flatMap((x) =>
    steps.map((y) => {
      const isMixture = x + y <= 1 + 1e-9;
      const mixture = isMixture
        ? withShare(shares, [
            [a, x],
            [b, y],
          ])
        : null;
      return {
        x: percent(x),
        y: percent(y),
        excess: mixture && totalLoss(law, mixture, weights) - document.loss.value!,
      };
    }),
  );
  const nearest = (share: number) => percent(Math.round(share * CELLS) / CELLS);
  const rest =
    shares.length === 3 ? document.domains[byShare(shares)[2]!]!.name : "the others, in the best mixture's proportions";
  return [
    {
      id: "pairs",
      title: `The loss over ${first} and ${second}`,
      caption: `Total loss above the best, by the law, over the two largest shares; what they leave is ${rest}. Hatched: more than the whole. The cross marks the cell nearest to the best mixture.`,
      aspect: 0.9,
      x: { label: `${first}, %`, type: "band", domain: steps.map(percent) },
      y: { label: `${second}, %`, type: "band", domain: steps.map(percent) },
      color: { type: "sequential", label: "above the best, nats" },
      marks: [
        { type: "cell", data, x: "x", y: "y", fill: "excess" },
        {
          type: "text",
          data: [{ x: nearest(shares[a]!), y: nearest(shares[b]!), text: "×" }],
          x: "x",
          y: "y",
          text: "text",
        },
      ],
    },
  ];
}

/** The total of each mixture by the law against what was measured. */
function measuredFigure({ law, weights, shares, totals }: FittedMixtures): Figure {
  const data = totals.map((measured, run) => ({
    measured,
    predicted: totalLoss(
      law,
      Float64Array.from(shares, (column) => column[run]!),
      weights,
    ),
  }));
  const ends = [Math.min(...totals), Math.max(...totals)];
  return {
    id: "measured",
    title: "Predicted and measured",
    caption: "Each dot is a mixture. On the line, the law's total loss is the measured one.",
    x: { label: "measured total loss, nats" },
    y: { label: "by the law, nats" },
    marks: [
      {
        type: "line",
        data: ends.map((measured) => ({ measured, predicted: measured })),
        x: "measured",
        y: "predicted",
        dashed: true,
      },
      { type: "dot", data, x: "measured", y: "predicted" },
    ],
  };
}

function bestShares({ document }: FittedMixtures): Float64Array {
  return Float64Array.from(document.domains, ({ share }) => share.value!);
}

/** Domains, the largest share first. */
function byShare(shares: Float64Array): number[] {
  return Array.from(shares.keys()).sort((i, j) => shares[j]! - shares[i]!);
}

/** A mixture with some shares given; the others share what is left as they do in `shares`, or alike where they have none. */
function withShare(shares: Float64Array, given: readonly (readonly [domain: number, share: number])[]): Float64Array {
  const fixed = new Map(given);
  const left = given.reduce((sum, [, share]) => sum - share, 1);
  const others = shares.reduce((sum, share, j) => sum + (fixed.has(j) ? 0 : share), 0);
  const alike = 1 / (shares.length - fixed.size);
  return shares.map((share, j) => fixed.get(j) ?? left * (others > 0 ? share / others : alike));
}

function percent(share: number): number {
  return Math.round(100 * share);
}
