import { invalid } from "../../numerics/errors.js";
import type { Form, Quantity } from "../form.js";
import { amplitude, irreducible, locatedAt, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** Beyond this, no published data determine the parameters. */
const MOST_BREAKS = 8;

/**
 * The smoothly broken power law y = a + b x^−c0 Π_i (1 + (x/d_i)^(1/f_i))^(−c_i f_i) with n breaks: `bnsl-1-C`. On
 * logarithmic axes, the slope changes by −c_i around x = d_i over a width f_i.
 *
 * @throws InputError unless breaks is an integer from 0 to 8.
 */
export function brokenNeuralScaling(breaks: number, x: Quantity = quantities.C): Form {
  if (!Number.isInteger(breaks) || breaks < 0 || breaks > MOST_BREAKS) {
    throw invalid("number of breaks", breaks, `an integer from 0 to ${MOST_BREAKS}`);
  }
  const indices = Array.from({ length: breaks }, (_, i) => i + 1);
  const factors = indices.map((i) => ` * (1 + (${x.name}/d${i})^(1/f${i}))^(-c${i}*f${i})`);
  return {
    name: `bnsl-${breaks}-${x.name}`,
    title: `Broken power law in ${x.name}, ${breaks} break${breaks === 1 ? "" : "s"}`,
    source: "Caballero et al. (2022), arXiv 2210.14891, eq. 1",
    expression: `a + b*${x.name}^(-c0)${factors.join("")}`,
    variables: [x],
    target: targets.loss,
    parameters: [
      irreducible("a", "limit at infinite scale", ""),
      amplitude("b", "reducible part at scale 1"),
      signed("c0", "exponent before the first break", [0, 1]),
      ...indices.flatMap((i) => [
        signed(`c${i}`, `change of the exponent at break ${i}`, [-1, 2]),
        locatedAt(`d${i}`, x.name, x.unit, `place of break ${i}`, [1e2, 1e24]),
        // At a width of zero the power of the ratio overflows.
        { ...amplitude(`f${i}`, `width of break ${i}`, [0.05, 2]), lower: 1e-3, upper: 1e2 },
      ]),
    ],
  };
}
