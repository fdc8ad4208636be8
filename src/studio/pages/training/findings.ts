import { type StringName, t } from "../../language/index.svelte.js";
import type { AttentionMap, Curve, Evaluation, Known, LinearTheory } from "./protocol.js";
import { recentLoss } from "./recent-loss.js";

/**
 * The loss in a sentence: over all prompts where it is known exactly, that nothing be said to be below the least there is
 * by the luck of some prompts; the mean of recent steps where it is not.
 */
export function lossFinding(
  losses: readonly number[],
  theory?: LinearTheory,
  evaluation?: Pick<Evaluation, "step" | "linear">,
): string {
  if (losses.length === 0) return t("training.finding.begin");
  const { step = 0, linear } = evaluation ?? {};
  if (theory && linear && step > 0) {
    const [first, last, floor] = [theory.firstLoss, linear.loss, theory.loss].map(digits) as [string, string, string];
    return t("training.finding.exact", { step, first, last, floor });
  }
  const { value, stderr, n } = recentLoss(losses);
  const first = digits(losses[0]!);
  if (value === null || stderr === null) return t("training.finding.first", { first });
  return t("training.finding.loss", { step: losses.length, n, first, mean: estimated(value, stderr) });
}

/** The last position's errors in a sentence: the model's, and those of the predictors; exactly too where that is known. */
export function errorFinding({ model, linear }: Evaluation, { predictors, theory }: Known): string {
  const others = predictors.map((curve) => `${t(predictorName(curve.name))} ${errorAt(curve, -1)}`);
  const values = { k: model.errors.length - 1, model: errorAt(model, -1), others: others.join(t("training.comma")) };
  const sampled = t("training.finding.errors", values);
  if (!linear || !theory) return sampled;
  const exact = { learnt: digits(linear.errors.at(-1)!), best: digits(theory.errors.at(-1)!) };
  return `${sampled} ${t("training.finding.errors.exact", exact)}`;
}

/** An error of a curve, counted from the end where `k` is negative, with its standard error where it has one. */
export function errorAt({ errors, standardErrors }: Omit<Curve, "name">, k: number): string {
  return estimated(errors.at(k)!, standardErrors?.at(k));
}

/** A value, ± its standard error; what is only rounding has none. */
function estimated(value: number, stderr: number | undefined): string {
  if (stderr === undefined || digits(stderr) === "0") return digits(value);
  return `${digits(value)} ± ${String(Number(stderr.toPrecision(2)))}`;
}

/** The distance of the learnt weights from theory's in a sentence. */
export function weightsFinding(
  { A, loss }: NonNullable<Evaluation["linear"]>,
  theory: NonNullable<Known["theory"]>,
): string {
  const d = Math.round(Math.sqrt(A.length));
  const diagonal = (values: readonly number[]) =>
    values.filter((_, i) => i % (d + 1) === 0).reduce((a, b) => a + b) / d;
  const distance = Math.hypot(...A.map((value, i) => value - theory.A[i]!)) / Math.hypot(...theory.A);
  return t("training.finding.weights", {
    ...{ learnt: digits(diagonal(A)), best: digits(diagonal(theory.A)), distance: `${(100 * distance).toFixed(1)} %` },
    ...{ loss: digits(loss), floor: digits(theory.loss) },
  });
}

/** What an attention map of the decoder shows of its last x: how much of it goes to labels, to earlier x and to itself. */
export function attentionFinding({ layer, head, shares, size }: AttentionMap): string {
  const row = shares.subarray((size - 2) * size, (size - 1) * size);
  const of = (parity: number) => row.filter((_, j) => j % 2 === parity && j < size - 2).reduce((a, b) => a + b, 0);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const values = { labels: percent(of(1)), inputs: percent(of(0)), itself: percent(row[size - 2]!) };
  return t("training.finding.attention", { layer, head, ...values });
}

/** The string that names a predictor of the learning room. */
export function predictorName(name: string): StringName {
  return `training.predictor.${name}` as StringName;
}

/** Three significant digits; what is only rounding is 0. */
export function digits(value: number): string {
  return Math.abs(value) < 1e-12 ? "0" : String(Number(value.toPrecision(3)));
}
