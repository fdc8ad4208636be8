import type { Form } from "../form.js";
import { chinchilla } from "./chinchilla.js";
import { amplitude, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

const source = "Li et al. (2025), arXiv 2503.04715, eq. 1";

/** The best peak learning rate, c N^a D^b. */
export const stepLawLearningRate: Form = {
  name: "step-law-lr",
  title: "Best learning rate",
  source,
  expression: "c*N^a*D^b",
  variables: [quantities.N, quantities.D],
  target: quantities.lr,
  parameters: [
    amplitude("c", "learning rate at N = D = 1", [1e-3, 1e3]),
    signed("a", "exponent of N", [-1.2, 0]),
    signed("b", "exponent of D", [-0.3, 0.7]),
  ],
};

/** The best batch, c D^b tokens. */
export const stepLawBatch: Form = {
  name: "step-law-batch",
  title: "Best batch",
  source,
  expression: "c*D^b",
  variables: [quantities.D],
  target: quantities.batch,
  parameters: [amplitude("c", "batch at D = 1", [1e-3, 1e3]), signed("b", "exponent of D", [0.1, 1])],
};

/**
 * Losses at learning rates and batches that are not the best: Chinchilla's law plus a parabola in the logarithm of each
 * over its best value. What both laws above come from when whole sweeps are fitted at once.
 */
export const stepLawLoss: Form = {
  name: "step-law-loss",
  title: "Loss around the best learning rate and batch",
  source: `${source} for the best values; the parabola around them is its second-order expansion`,
  expression: `
    x = log(lr) - log_lr - a*log(N) - b*log(D);
    y = log(batch) - log_batch - d*log(D);
    E + A/N^alpha + B/D^beta + q_lr*x^2 + q_batch*y^2`,
  variables: [quantities.N, quantities.D, quantities.lr, quantities.batch],
  target: targets.loss,
  parameters: [
    ...chinchilla.parameters,
    amplitude("q_lr", "curvature in ln lr", [1e-3, 0.1]),
    signed("log_lr", "ln of the best learning rate at N = D = 1", [-5, 10]),
    signed("a", "exponent of N in the best learning rate", [-1, 0]),
    signed("b", "exponent of D in the best learning rate", [-0.3, 0.6]),
    amplitude("q_batch", "curvature in ln batch", [1e-3, 0.1]),
    signed("log_batch", "ln of the best batch at D = 1", [-6, 6]),
    signed("d", "exponent of D in the best batch", [0.2, 0.9]),
  ],
};
