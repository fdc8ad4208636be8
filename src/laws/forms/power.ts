import type { Form } from "../form.js";
import { amplitude, exponent, irreducible, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** The variables that the one-variable laws are catalogued for. */
export type Scale = "N" | "D" | "C";

/** L = A/x^α, a straight line in logarithms: `power-N`, `power-D`, `power-C`. */
export function powerLaw(x: Scale): Form {
  return {
    name: `power-${x}`,
    title: `Power law in ${x} without offset`,
    source: "Hestness et al. (2017), arXiv 1712.00409; Kaplan et al. (2020), arXiv 2001.08361, eqs. 1.1–1.3",
    expression: `A/${x}^alpha`,
    variables: [quantities[x]],
    target: targets.loss,
    parameters: [amplitude("A", "loss at scale 1"), exponent("alpha", `exponent of ${x}`)],
  };
}

/** L = E + A/x^α: `power-offset-N`, `power-offset-D`, `power-offset-C`. */
export function powerLawWithOffset(x: Scale): Form {
  return {
    name: `power-offset-${x}`,
    title: `Power law in ${x} with irreducible loss`,
    source: "Henighan et al. (2020), arXiv 2010.14701, eq. 1.1",
    expression: `E + A/${x}^alpha`,
    variables: [quantities[x]],
    target: targets.loss,
    parameters: [irreducible(), amplitude("A", "reducible loss at scale 1"), exponent("alpha", `exponent of ${x}`)],
  };
}

/** accuracy = A_inf − B/x^α, the power law of a metric that grows: `saturating-N`, `saturating-D`, `saturating-C`. */
export function saturatingPowerLaw(x: Scale): Form {
  return {
    name: `saturating-${x}`,
    title: `Accuracy that approaches its limit as a power of ${x}`,
    source: "Hestness et al. (2017), arXiv 1712.00409, eq. 1, for 1 − error",
    expression: `A_inf - B/${x}^alpha`,
    variables: [quantities[x]],
    target: targets.accuracy,
    parameters: [
      signed("A_inf", "accuracy at infinite scale", [0.2, 1]),
      amplitude("B", "what is missing at scale 1", [0.1, 1e3]),
      exponent("alpha", `exponent of ${x}`),
    ],
  };
}
