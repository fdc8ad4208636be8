import { invalid } from "../../numerics/errors.js";

/** Error = epsilon − k exp(−gamma L). Gadre et al. (2024, arXiv 2403.08540), equation 5. */
export interface DownstreamLaw {
  /** The error without knowledge: that of guessing. */
  readonly epsilon: number;
  readonly k: number;
  readonly gamma: number;
}

/** The mean error on a task, or a group of tasks, at a loss of `loss` nats per token. */
export function downstreamError({ epsilon, k, gamma }: DownstreamLaw, loss: number): number {
  return epsilon - k * Math.exp(-gamma * loss);
}

/** The loss at which the error is `error`. @throws InputError where the law never has it at a loss from 0 up. */
export function lossForError(law: DownstreamLaw, error: number): number {
  const loss = Math.log(law.k / (law.epsilon - error)) / law.gamma;
  if (!(loss >= 0)) {
    throw invalid("error", error, `one the law reaches: above ${downstreamError(law, 0)} and below ${law.epsilon}`);
  }
  return loss;
}
