import type { Form } from "../form.js";
import { signed } from "./parameters.js";
import { stepLawLoss } from "./step-law.js";

/**
 * Losses of sweeps over learning rate and batch: as `step-law-loss`, but the bowl is a share of the loss from limited
 * data (a poor learning rate wastes data, and matters less the more there are), its axes may be turned (the best
 * learning rate grows with the batch), and that loss falls with N (larger models learn more from a token).
 */
export const stepLawSurface: Form = {
  ...stepLawLoss,
  name: "step-law-surface",
  title: "Loss around the best learning rate and batch, relative to the loss from limited data",
  source: `this project's form; the best values as in ${stepLawLoss.source}`,
  expression: `
    x = log(lr) - log_lr - a*log(N) - b*log(D);
    y = log(batch) - log_batch - d*log(D);
    E + A/N^alpha + B/(D^beta*N^g)*(1 + q_lr*x^2 + q_batch*y^2 + q_both*x*y)`,
  parameters: [
    ...stepLawLoss.parameters.map((parameter) =>
      parameter.name.startsWith("q_") ? { ...parameter, start: [0.01, 1] as const } : parameter,
    ),
    signed("g", "exponent of N in the loss from limited data", [-0.1, 0.3]),
    signed("q_both", "tilt of the bowl in ln lr and ln batch", [-0.1, 0.1]),
  ],
};
