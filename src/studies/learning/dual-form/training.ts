import {
  dualOutput,
  type Example,
  primalOutput,
  type TrainedNetwork,
  trainNetwork,
} from "../../../learning/constructions/index.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** A network to train on examples of a few classes. */
export interface TrainingPlan {
  readonly d: number;
  readonly hidden: number;
  readonly classes: number;
  readonly steps: number;
  readonly rate: number;
}

/** An example with the class that it is of. */
export interface Labelled extends Example {
  readonly label: number;
}

/** Classes are normal clouds of width ½ about normal centres; targets are one-hot. */
export function drawClasses({ d, classes }: TrainingPlan, stream: Stream): (label: number) => Labelled {
  const centres = Array.from({ length: classes }, () => stream.fillNormal(new Float64Array(d)));
  return (label) => ({
    label,
    input: centres[label]!.map((value) => value + stream.normal() / 2),
    target: Float64Array.from({ length: classes }, (_, k) => (k === label ? 1 : 0)),
  });
}

/** A network with one hidden layer, trained one step on each of `steps` examples of random classes. */
export function trainOnClasses(plan: TrainingPlan, draw: (label: number) => Labelled, stream: Stream) {
  const { d, hidden, classes, steps, rate } = plan;
  const layer = (rows: number, columns: number) =>
    matrix(
      rows,
      columns,
      stream.fillNormal(new Float64Array(rows * columns)).map((value) => value / Math.sqrt(columns)),
    );
  const examples = Array.from({ length: steps }, () => draw(stream.integer(classes)));
  return { examples, network: trainNetwork([layer(hidden, d), layer(classes, hidden)], examples, rate) };
}

/** Largest difference between the primal and the dual form of the outputs for some inputs. */
export function dualGap({ weights, traces }: TrainedNetwork, inputs: readonly Float64Array[]): number {
  const gaps = inputs.flatMap((input) => {
    const primal = primalOutput(weights, input);
    return [...dualOutput(traces, input).output.map((value, a) => Math.abs(value - primal[a]!))];
  });
  return Math.max(...gaps);
}
