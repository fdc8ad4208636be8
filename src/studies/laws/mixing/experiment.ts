import { fitLaw, type RunData } from "../../../laws/fit/index.js";
import type { Form } from "../../../laws/form.js";
import { exponentialMixture } from "../../../laws/forms/index.js";
import { type MixingLaw, mixingLosses } from "../../../laws/mixture/index.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { parameterOf } from "../planted.js";

/** A law of `domains` domains, each of which gains most from its own data. */
export function drawLaw(domains: number, stream: Stream): MixingLaw {
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const t = matrix(domains, domains);
  for (let i = 0; i < domains; i++) {
    for (let j = 0; j < domains; j++) t.data[i * domains + j] = i === j ? -between(1, 3) : 0.4 * stream.normal();
  }
  const numbers = (low: number, high: number) => Float64Array.from({ length: domains }, () => between(low, high));
  return { c: numbers(1.5, 2.5), k: numbers(0.6, 1.5), t };
}

/** A mixture, uniform over all of them. */
export function drawMixture(domains: number, stream: Stream): Float64Array {
  const parts = Float64Array.from({ length: domains }, () => stream.chiSquare(2));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}

/** Runs of a law: one measured loss for each mixture and domain, `losses[run][domain]`. */
export interface MixtureRuns {
  readonly mixtures: readonly Float64Array[];
  readonly losses: readonly Float64Array[];
}

/** Runs at random mixtures with log-normal noise. */
export function plantMixtures(law: MixingLaw, count: number, noise: number, stream: Stream): MixtureRuns {
  const mixtures = Array.from({ length: count }, (_, k) => drawMixture(law.t.columns, stream.child("mixture", k)));
  const losses = mixtures.map((shares) =>
    mixingLosses(law, shares).map((loss) => loss * Math.exp(noise * stream.normal())),
  );
  return { mixtures, losses };
}

/** The law fitted domain by domain, in the identified parameters: the last domain's t are 0. */
export function fitMixingLaw(runs: MixtureRuns): MixingLaw {
  const n = runs.mixtures[0]!.length;
  const form = exponentialMixture(n);
  const t = matrix(n, n);
  const c = new Float64Array(n);
  const k = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const { theta } = fitLaw(form, dataOf(runs, i), { loss: { kind: "ls-log" } });
    c[i] = parameterOf(form, theta, "c");
    k[i] = parameterOf(form, theta, "k");
    for (let j = 0; j < n - 1; j++) t.data[i * n + j] = parameterOf(form, theta, `t${j + 1}`);
  }
  return { c, k, t };
}

/** The runs as data of one domain's law. */
export function dataOf({ mixtures, losses }: MixtureRuns, domain: number): RunData {
  const n = mixtures[0]!.length;
  const columns = Array.from(
    { length: n },
    (_, j) => [`r${j + 1}`, Float64Array.from(mixtures, (r) => r[j]!)] as const,
  );
  return { variables: Object.fromEntries(columns), target: Float64Array.from(losses, (row) => row[domain]!) };
}

/** The law of one domain as S0 and Ye et al. print it, with a t for every domain. */
export function printedForm(domains: number): Form {
  const identified = exponentialMixture(domains);
  const last = identified.parameters.at(-1)!;
  const share = identified.variables.at(-1)!;
  return {
    ...identified,
    name: `mixture-${domains}-printed`,
    expression: `c + k*exp(${Array.from({ length: domains }, (_, j) => `t${j + 1}*r${j + 1}`).join(" + ")})`,
    variables: [
      ...identified.variables,
      { ...share, name: `r${domains}`, description: "proportion of the last domain" },
    ],
    parameters: [...identified.parameters, { ...last, name: `t${domains}`, description: "what the last domain adds" }],
  };
}
