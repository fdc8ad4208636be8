import type { Form } from "../form.js";
import { exponentialMixture, forms } from "../forms/index.js";

/** Same curves as others of the catalogue, in other parameters. */
const TWINS = ["kaplan-N", "kaplan-D", "kaplan-C", "over-training-N"];
/** What a law of one scale may be of, the first that a table has: laws of the others are the same with less. */
const SCALES = ["C", "N", "D"];

/**
 * The laws of the catalogue that apply to a table: all of their variables are among `available` (columns, and what
 * follows from them, as C from N and D), and they predict `target`. Of the laws of a single scale only those of compute
 * are tried where it is known (else of parameters, of tokens), and of the mixture laws the one of all domains.
 */
export function candidateForms(available: readonly string[], target = "L"): Form[] {
  const scale = SCALES.find((name) => available.includes(name));
  const domains = available.filter((name) => /^r\d+$/.test(name)).length;
  const ofMixture = domains >= 2 ? [exponentialMixture(domains)] : [];
  const others = forms.filter(({ name }) => !TWINS.includes(name) && name !== "mixture-2");
  return [...others, ...ofMixture]
    .filter((form) => form.target.name === target)
    .filter(({ variables }) => variables.every(({ name }) => available.includes(name)))
    .filter(({ variables: [first, second] }) => second || !SCALES.includes(first!.name) || first!.name === scale);
}
