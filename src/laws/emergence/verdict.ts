import type { CurveName } from "./curves.js";
import type { AccuracyData } from "./link-fit.js";
import { resolution } from "./pass-until.js";

/** `smooth`: a sigmoid or the metric, but which of them the data do not say. */
export type Verdict = CurveName | "smooth" | "cannot tell";

interface Weighted {
  readonly name: CurveName;
  readonly weight: number;
  readonly heldOut: number | null;
  readonly parameters: Readonly<Record<string, number>>;
}

/** What shows that the best explanation does not fit; `noise`: mean standard error of an accuracy, by its trials. */
export type Misfit =
  | { readonly kind: "structured" }
  | {
      readonly kind: "above noise";
      readonly noise: number;
      readonly heldOut: number | null;
      readonly dispersion: number;
    };

/** Weight at which an explanation is taken as told apart, and below one minus which as ruled out. */
const SURE = 0.95;

/** The verdict of Akaike weights, and its words. `candidates` come best first. */
export function verdictOf(
  candidates: readonly Weighted[],
  data: AccuracyData,
  misfit: Misfit | null,
): { readonly verdict: Verdict; readonly misfit: string | null; readonly words: readonly string[] } {
  const [best] = candidates as readonly [Weighted, ...Weighted[]];
  const weightOf = (name: CurveName) => candidates.find((candidate) => candidate.name === name)?.weight ?? 0;
  const smooth = weightOf("sigmoid") + weightOf("metric");
  // The constant is a case of every other, and where it does best nothing more is needed.
  const told = best.weight >= SURE || best.name === "constant";
  const verdict: Verdict = told ? best.name : smooth >= SURE ? "smooth" : "cannot tell";
  const open = candidates.filter(({ weight }) => weight > 1 - SURE).map(({ name }) => phrases[name]);
  const weight = verdict === "smooth" ? smooth : best.weight;
  const grounds =
    verdict === "cannot tell"
      ? `Cannot tell: the data leave open ${open.join(", or ")}.`
      : `${meanings[verdict]} (weight ${weight.toFixed(2)} among these explanations alone).`;
  const words = [
    ...[grounds, ...blindness(data), ...ceilingWords(candidates)],
    ...[...heldOutWords(candidates), ...lengthWords(verdict, data)],
  ];
  return { verdict, misfit: misfit && misfitWords(misfit), words };
}

/** What is known of the accuracy at the largest sizes. */
function ceilingWords(candidates: readonly Weighted[]): string[] {
  const [best] = candidates.filter(({ name }) => name === "sigmoid" || name === "metric");
  if (!best || best.weight < 1 - SURE) return [];
  const { ceiling } = best.parameters;
  if (ceiling !== undefined) return [`Accuracy levels off at ${ceiling.toFixed(3)}, a ceiling that is fitted.`];
  return ["These accuracies show no ceiling; it is assumed to be 1, on which forecasts far beyond the data rest."];
}

function misfitWords(misfit: Misfit): string {
  if (misfit.kind === "structured") {
    return (
      "no explanation fits: what the best leaves over is alike at neighbouring sizes, so it is no noise (give --chance " +
      "where guessing has an accuracy); weights compare these explanations only"
    );
  }
  const { noise, heldOut, dispersion } = misfit;
  const held = heldOut === null ? "" : `, and misses held-out large models by ${heldOut.toFixed(3)}`;
  return (
    `no explanation fits: the best leaves ${dispersion.toPrecision(2)} times the variance that the number of questions ` +
    `allows${held}, where the noise is ${noise.toFixed(3)}; weights compare these explanations only`
  );
}

const phrases: Readonly<Record<CurveName, string>> = {
  constant: "no change with size",
  step: "a step",
  sigmoid: "a sigmoid in log N",
  metric: "the metric's own non-linearity",
};

const meanings: Readonly<Record<Exclude<Verdict, "cannot tell">, string>> = {
  constant: "These accuracies show no change with size",
  step: "Accuracy jumps at one size, more sharply than any smooth curve tried",
  sigmoid: "Accuracy rises smoothly, as a sigmoid in log N: no jump",
  metric:
    "Accuracy rises smoothly, in the shape that whole answers take when tokens improve as a power law: no jump is needed",
  smooth: "Accuracy rises smoothly, but whether as a sigmoid or by the metric's own non-linearity is not to be told",
};

/** How many points lie below what their trials can show. */
function blindness({ accuracy, trials }: AccuracyData): string[] {
  if (!trials) return ["Without the number of questions behind each accuracy, all errors are taken as alike."];
  const blind = accuracy.filter((value, i) => value < resolution(Math.max(1, Math.round(trials[i]!)))).length;
  if (blind === 0) return [];
  return [
    `${blind} of ${accuracy.length} accuracies are below what their number of questions can show; a curve may already ` +
      "rise there. Draw until some answers pass.",
  ];
}

/** A warning where the best by likelihood is not the best on held-out large models. */
function heldOutWords(candidates: readonly Weighted[]): string[] {
  const tested = candidates.filter((candidate) => candidate.heldOut !== null);
  if (tested.length === 0) return [];
  const best = tested.reduce((a, b) => (b.heldOut! < a.heldOut! ? b : a));
  if (best.name === candidates[0]!.name) return [];
  return [
    `On held-out large models ${phrases[best.name]} predicts best (mean error ${best.heldOut!.toFixed(3)}, against ` +
      `${candidates[0]!.heldOut!.toFixed(3)}): take forecasts beyond the data with care.`,
  ];
}

/** What several lengths of answers tell, or would. */
function lengthWords(verdict: Verdict, { length }: AccuracyData): string[] {
  const single = length.every((value) => value === length[0]);
  if (verdict === "metric" && !single) {
    return [
      "One law of the tokens holds for all lengths of answers: what looks like a jump is the metric's own doing.",
    ];
  }
  if (!single || (verdict !== "metric" && verdict !== "smooth" && verdict !== "cannot tell")) return [];
  return [
    "The shape alone does not prove the metric to be the cause: answers of several lengths, or the loss of single tokens, " +
      "would.",
  ];
}
