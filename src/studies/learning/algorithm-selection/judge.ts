import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { largestOf, type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Differences of this size are rounding. */
const ROUNDING = 1e-12;
/** Algorithms of many layers agree so far with their limits. */
const AGREEMENT = 1e-3;
/** Nearly optimal: at most so many times the error of the Bayes predictor. */
const NEARLY = 1.6;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeStep(rows, params), judgeAlgorithms(rows, params), judgeOptimality(rows, params)];
}

function judgeStep(rows: readonly Measurement[], { layers, d, N }: Params): Verdict {
  return compare("S0/§3.2.3/relu-attention-step", {
    measured: largestOf(rows, "gap", ["ridge"]),
    expected: 0,
    tolerance: ROUNDING,
    note:
      `Largest difference between the weights after each of ${layers} layers and plain gradient descent on the ridge loss, d = ${d}, N = ${N}. ` +
      "Exact for the squared loss, whose slope two ReLUs give; for others up to the error of the sum of ReLUs.",
  });
}

function judgeAlgorithms(rows: readonly Measurement[], { pieces }: Params): Verdict {
  const claim = "S0/§3.2.3/standard-algorithms";
  const worst = largestOf(rows, "gap", ["ridge", "Lasso", "logistic"]);
  const excess = largestOf(rows, "excess_over_bound");
  if (worst === null || excess === null) return undecided(claim, "some weights, or the ridge bound, are no numbers");
  // The ridge steps are to be the same whatever the parameters; the others come near with layers and ReLUs.
  const fails = largestOf(rows, "gap", ["ridge"])! > AGREEMENT;
  const agrees = worst <= AGREEMENT && excess <= 1 + 1e-6;
  return verdict(claim, agrees ? "holds" : fails ? "fails" : "undecided", {
    measured: worst,
    expected: 0,
    tolerance: AGREEMENT,
    note:
      "Largest distance between weights found by ReLU attention and by the plain algorithm: ridge steps, the Lasso after many layers with soft thresholds, " +
      `logistic steps with ${Math.max(...pieces)} ReLUs. The ridge error stays below (1 − 1/κ)^l throughout (largest ratio ${excess.toFixed(3)}). ` +
      "With weights set by hand; descent of a two-layer network is not run here, and that training finds such weights is not shown.",
  });
}

/** The largest ratio of the selected algorithm's error to the Bayes predictor's over the candidates as noise. */
function judgeOptimality(rows: readonly Measurement[], { candidates, noise, N }: Params): Verdict {
  const claim = "S0/§3.2.3/nearly-optimal";
  const tested = candidates.filter((sigma) => noise.includes(sigma));
  if (tested.length === 0) return undecided(claim, "needs prompts with a level of noise that is among the candidates");
  const ratios = tested.map((sigma) => {
    const selected = scalarOf(rows, "error_select", `sigma=${sigma}`);
    const best = scalarOf(rows, "error_mixture", `sigma=${sigma}`);
    const value = selected.value! / best.value!;
    const stderr = value * Math.hypot(selected.stderr! / selected.value!, best.stderr! / best.value!);
    return { value, stderr, n: selected.n };
  });
  const worst = ratios.reduce((a, b) => (b.value > a.value ? b : a));
  const kind = worst.value <= NEARLY ? "holds" : worst.value - 4 * worst.stderr > NEARLY ? "fails" : "undecided";
  return verdict(claim, kind, {
    measured: worst,
    expected: 1,
    tolerance: NEARLY - 1,
    note:
      `Error of ridge regression selected on ${N - Math.floor(N / 2)} held-out examples and refitted, over that of the Bayes predictor over the candidates, at the worst of σ = ${tested.join(", ")}. ` +
      "Nearly optimal is taken as at most 1.6 times. Selection is run as an algorithm here, not layer by layer.",
  });
}
