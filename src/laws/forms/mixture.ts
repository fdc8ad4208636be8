import { invalid } from "../../numerics/errors.js";
import type { Form, Quantity } from "../form.js";
import { amplitude, exponent, irreducible, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** More domains than any published mixture; each needs runs of its own. */
const MOST_DOMAINS = 64;

/** Proportion of domain i in the training data, `r1` … . */
export function proportion(i: number): Quantity {
  return { name: `r${i}`, unit: "fraction", description: `proportion of domain ${i} in the training data` };
}

/**
 * L = c + k exp(Σ_j t_j r_j) for M domains: `mixture-5`. As proportions sum to 1, only differences of the t_j are
 * determined; here the last domain is the reference, t_M = 0, and its proportion does not occur. (The paper's own
 * parameters: add any number to all t and take it from ln k.)
 *
 * @throws InputError unless domains is an integer from 2 to 64.
 */
export function exponentialMixture(domains: number): Form {
  if (!Number.isInteger(domains) || domains < 2 || domains > MOST_DOMAINS) {
    throw invalid("number of domains", domains, `an integer from 2 to ${MOST_DOMAINS}`);
  }
  const indices = Array.from({ length: domains - 1 }, (_, i) => i + 1);
  return {
    name: `mixture-${domains}`,
    title: `Mixture of ${domains} domains, exponential`,
    source: "Ye et al. (2024), arXiv 2403.16952, with the identified parameters only",
    expression: `c + k*exp(${indices.map((i) => `t${i}*r${i}`).join(" + ")})`,
    variables: indices.map(proportion),
    target: targets.loss,
    parameters: [
      irreducible("c", "loss that no proportion removes"),
      amplitude("k", `reducible loss of domain ${domains} alone`, [0.05, 10]),
      ...indices.map((i) => signed(`t${i}`, `what domain ${i} adds, against domain ${domains}`, [-5, 3])),
    ],
  };
}

/** The loss on a domain from its proportion r > 0 and the length s of training. */
export const bivariateMixture: Form = {
  name: "mixture-bivariate",
  title: "Proportion and length of training",
  source: "Ge et al. (2024), arXiv 2405.14908 (its A is one with B and C)",
  expression: "B/(s^beta*r^alpha) + C/r^alpha",
  variables: [quantities.r, quantities.s],
  target: targets.loss,
  parameters: [
    amplitude("B", "loss that training removes"),
    exponent("beta", "exponent of the length of training"),
    amplitude("C", "loss at endless training on this domain alone", [0.3, 5]),
    exponent("alpha", "exponent of the proportion", [0.01, 0.5]),
  ],
};
