import { type StringName, t } from "../../language/index.svelte.js";
import type { AttentionMap, Evaluation, Known } from "./protocol.js";

/** The loss in a sentence. */
export function lossFinding(losses: readonly number[], floor: number | undefined): string {
  const last = losses.at(-1);
  if (last === undefined) return t("training.finding.begin");
  const values = { step: losses.length, first: digits(losses[0]!), last: digits(last) };
  if (floor === undefined) return t("training.finding.loss", values);
  return t("training.finding.floor", { ...values, floor: digits(floor) });
}

/** The last position's errors in a sentence: the model's, and those of the predictors. */
export function errorFinding({ errors }: Evaluation, { predictors }: Known): string {
  const others = predictors.map(({ name, errors: own }) => `${t(predictorName(name))} ${digits(own.at(-1)!)}`);
  const list = others.join(t("training.comma"));
  return t("training.finding.errors", { k: errors.length - 1, model: digits(errors.at(-1)!), others: list });
}

/** The distance of the learnt weights from theory's in a sentence. */
export function weightsFinding(
  { A, errors }: NonNullable<Evaluation["linear"]>,
  theory: NonNullable<Known["theory"]>,
): string {
  const d = Math.round(Math.sqrt(A.length));
  const diagonal = (values: readonly number[]) =>
    values.filter((_, i) => i % (d + 1) === 0).reduce((a, b) => a + b) / d;
  const distance = Math.hypot(...A.map((value, i) => value - theory.A[i]!)) / Math.hypot(...theory.A);
  return t("training.finding.weights", {
    ...{ learnt: digits(diagonal(A)), best: digits(diagonal(theory.A)), distance: `${(100 * distance).toFixed(1)} %` },
    ...{ loss: digits(errors.reduce((a, b) => a + b) / errors.length), floor: digits(theory.loss) },
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
