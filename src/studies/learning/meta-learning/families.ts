import {
  leastSquaresPredictor,
  nearestNeighboursPredictor,
  type Predictor,
} from "../../../learning/predictors/index.js";
import { linearTask, type Task } from "../../../learning/tasks/index.js";
import type { Params } from "./study.js";

/** The families of tasks. */
export const familyNames = ["linear", "sine"] as const;
export type FamilyName = (typeof familyNames)[number];

/** A family of tasks, the network that MAML adapts to them, and what needs no meta-training. */
export interface Family {
  readonly task: Task;
  /** Hidden widths of the network. */
  readonly hidden: readonly number[];
  /** α of the inner loop. */
  readonly innerRate: number;
  readonly baseline: Predictor;
}

/** A family by its name. */
export function family(name: FamilyName, { d, hidden, innerRateLinear, innerRateSine }: Params): Family {
  return name === "linear"
    ? { task: linearTask({ dimension: d }), hidden: [], innerRate: innerRateLinear, baseline: leastSquaresPredictor }
    : { task: sineTask, hidden, innerRate: innerRateSine, baseline: nearestNeighboursPredictor() };
}

/**
 * y = A sin(x − φ), A uniform in [0.1, 5], φ uniform in [0, π], x uniform in [−5, 5] (Finn, Abbeel and Levine 2017,
 * arXiv:1703.03400, §5.1). E y² = E A²/2.
 */
const sineTask: Task = {
  name: "sine",
  dimension: 1,
  labelVariance: (5 ** 3 - 0.1 ** 3) / (3 * 4.9) / 2,
  draw(stream, { batch, points }) {
    const x = new Float64Array(batch * points);
    const y = new Float64Array(batch * points);
    for (let b = 0; b < batch; b++) {
      const prompt = stream.child(b);
      const amplitude = 0.1 + 4.9 * prompt.uniform();
      const phase = Math.PI * prompt.uniform();
      for (let i = b * points; i < (b + 1) * points; i++) {
        x[i] = 10 * prompt.uniform() - 5;
        y[i] = amplitude * Math.sin(x[i]! - phase);
      }
    }
    return { batch, points, dimension: 1, x, y };
  },
};
