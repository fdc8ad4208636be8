import { invalid } from "../../numerics/errors.js";
import type { Form, FormParameter } from "../form.js";
import { amplitude, exponent, fraction, locatedAt, signed } from "./parameters.js";
import type { Scale } from "./power.js";
import { quantities, targets } from "./quantities.js";

/** Accuracy after k demonstrations, exponential: P(0) = P_0, which a law proportional to 1 − e^(−λk) could not have. */
export const fewShotExponential: Form = {
  name: "few-shot-exponential",
  title: "Accuracy after k demonstrations, exponential",
  source: "the curve commonly drawn for in-context learning (Brown et al. 2020, arXiv 2005.14165, figure 1.2)",
  expression: "rest = exp(-lambda*k); P_inf*(1 - rest) + P_0*rest",
  variables: [quantities.k],
  target: targets.accuracy,
  parameters: [
    fraction("P_inf", "accuracy after endless demonstrations"),
    fraction("P_0", "accuracy without demonstrations"),
    { ...amplitude("lambda", "rate of learning", [0.02, 3]), unit: "per demonstration", upper: 1e3 },
  ],
};

/** Accuracy after k demonstrations, a power of k + 1, so that it is finite at k = 0. */
export const fewShotPower: Form = {
  name: "few-shot-power",
  title: "Accuracy after k demonstrations, power law",
  source: "Arora et al. (2024), arXiv 2410.16531, baseline power law, shifted to hold at k = 0",
  expression: "P_inf - B/(k + 1)^alpha",
  variables: [quantities.k],
  target: targets.accuracy,
  parameters: [
    fraction("P_inf", "accuracy after endless demonstrations"),
    signed("B", "what demonstrations add", [0.01, 1]),
    exponent("alpha", "exponent of k + 1", [0.1, 2]),
  ],
};

const rate: FormParameter = { ...amplitude("b", "steepness per decade", [0.5, 10]), unit: "per decade" };

/** A metric that rises around x_c on the logarithmic axis: `sigmoid-N`, `sigmoid-D`, `sigmoid-C`. */
export function sigmoidIn(x: Scale): Form {
  return {
    name: `sigmoid-${x}`,
    title: `Sigmoid in log ${x}`,
    source: "Ruan et al. (2024), arXiv 2405.10938, with a floor",
    expression: `risen = sigmoid(b*(log10(${x}) - log10(${x}_c))); P_min*(1 - risen) + P_max*risen`,
    variables: [quantities[x]],
    target: targets.accuracy,
    parameters: [
      fraction("P_min", "accuracy at small scale", [0, 0.5]),
      fraction("P_max", "accuracy at large scale", [0.5, 1]),
      rate,
      locatedAt(`${x}_c`, x, quantities[x].unit, "half-way point", [1e6, 1e26]),
    ],
  };
}

/**
 * A metric as a sigmoid of the first principal components of benchmark scores, `PC1` … : `observational-3`.
 *
 * @throws InputError unless components is an integer from 1 to 16.
 */
export function observational(components: number): Form {
  if (!Number.isInteger(components) || components < 1 || components > 16) {
    throw invalid("number of principal components", components, "an integer from 1 to 16");
  }
  const indices = Array.from({ length: components }, (_, i) => i + 1);
  return {
    name: `observational-${components}`,
    title: `Sigmoid in ${components} principal component${components === 1 ? "" : "s"} of benchmarks`,
    source: "Ruan et al. (2024), arXiv 2405.10938, section 3",
    expression: `h*sigmoid(w0 + ${indices.map((i) => `w${i}*PC${i}`).join(" + ")})`,
    variables: indices.map((i) => ({
      name: `PC${i}`,
      unit: "",
      description: `principal component ${i} of benchmarks`,
    })),
    target: targets.accuracy,
    parameters: [
      fraction("h", "highest accuracy", [0.5, 1]),
      signed("w0", "log-odds at the origin", [-5, 2]),
      ...indices.map((i) => signed(`w${i}`, `weight of component ${i}`, [-4, 8])),
    ],
  };
}

/** The probability that one sample passes: ln(−ln PU) is linear in ln N. */
export const passUntil: Form = {
  name: "pass-until",
  title: "Probability to pass, resolved by repeated sampling",
  source: "Hu et al. (2023), arXiv 2310.03262, section 4",
  expression: "exp(-c/N^alpha)",
  variables: [quantities.N],
  target: targets.passRate,
  parameters: [amplitude("c", "−ln of the probability at N = 1", [1, 1e6]), exponent("alpha", "exponent of N")],
};
