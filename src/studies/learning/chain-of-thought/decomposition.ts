import {
  drawNetworkExamples,
  learnByDecomposition,
  learnLinearly,
  recoveryProbability,
} from "../../../learning/expressivity/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import type { CellContext } from "../../../study/index.js";
import type { Recorder } from "../../measurement.js";
import type { Params } from "./study.js";

/** Error over d below which a prediction counts as exact: rounding is below 10^-24, guesses are of order 1. */
export const EXACT = 1e-12;

/** Networks learned from examples with the hidden values shown, and from inputs and outputs alone. */
export function learnNetworks(recorder: Recorder, params: Params, { stream, algebra, signal }: CellContext): void {
  const { d, k, examples, prompts } = params;
  let residual: number | null = null;
  for (const n of examples) {
    signal.throwIfAborted();
    const outcomes = Array.from({ length: prompts }, (_, i) => {
      const drawn = drawNetworkExamples(stream.child(n, i), { d, k, n: n + 1 });
      return { ...learnByDecomposition(drawn, algebra), plain: learnLinearly(drawn, algebra) };
    });
    for (const { recovered, error } of outcomes) if (recovered) residual = Math.max(residual ?? 0, error);
    const share = (holds: (outcome: (typeof outcomes)[number]) => boolean) => outcomes.filter(holds).length / prompts;
    const exact = share(({ error }) => error < EXACT);
    recorder.point("recovery", n, exact, "query answered exactly");
    recorder.point(
      "recovery",
      n,
      share(({ recovered }) => recovered),
      "network known exactly",
    );
    recorder.point(
      "recovery",
      n,
      share(({ plain }) => plain < EXACT),
      "without the hidden step",
    );
    recorder.point("recovery_law", n, recoveryProbability({ d, k, n }), "network known exactly");
    recorder.point("error", n, mean(outcomes.map(({ error }) => error)), "hidden step shown");
    recorder.point("error", n, mean(outcomes.map(({ plain }) => plain)), "without the hidden step");
    recorder.scalar("exact", exact, `n=${n}`);
    recorder.scalar(
      "exact_without",
      share(({ plain }) => plain < EXACT),
      `n=${n}`,
    );
    recorder.scalar("error", mean(outcomes.map(({ error }) => error)), `n=${n}`);
    recorder.scalar("error_without", mean(outcomes.map(({ plain }) => plain)), `n=${n}`);
  }
  recorder.scalar("residual_where_recovered", residual);
}
