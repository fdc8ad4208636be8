import type { Estimate } from "../../../numerics/statistics/index.js";
import { type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { largestOf, type Measurement, scalarOf } from "../../measurement.js";
import { withMinus } from "../../printed.js";
import { kernelNames } from "./experiment.js";
import type { Params } from "./study.js";

/** Differences of this size are rounding. */
const ROUNDING = 1e-12;
/** Root-mean-square distances, over the size, below which two predictors count as the same. */
const SAME = 0.05;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [
    judgeDescent(rows, params),
    judgeSoftmax(rows, params),
    judgeApproximation(rows),
    judgePosterior(rows, params),
  ];
}

function judgeDescent(rows: readonly Measurement[], { layers }: Params): Verdict {
  const relu = scalarOf(rows, "smallest_eigenvalue", "ReLU");
  return compare("S0/§3.2.3/functional-descent", {
    measured: largestOf(rows, "gap", kernelNames),
    expected: 0,
    tolerance: ROUNDING,
    note:
      `Largest difference between the predictions after each of ${layers} layers and gradient descent over functions, for ${kernelNames.join(", ")} kernels; weights set by hand. ` +
      `The paper's ReLU of the dot product follows the same recursion but is no kernel: its smallest eigenvalue is ${withMinus(relu.value!.toPrecision(2))} of the largest, ` +
      "so that there is no space of functions, and no Gaussian process, behind it.",
  });
}

function judgeSoftmax(rows: readonly Measurement[], { layers }: Params): Verdict {
  return compare("S0/§3.2.3/softmax-too", {
    measured: scalarOf(rows, "distance_from_descent", "softmax"),
    expected: 0,
    tolerance: SAME,
    differ: "corrected",
    note:
      `Root-mean-square distance of ${layers} layers of softmax attention from descent with the exponential kernel of the same dot product, over the latter's root mean square. ` +
      "Softmax has a normaliser: a layer is a Nadaraya–Watson average of the residuals, not a kernel gradient step. Without the normaliser the statement holds.",
  });
}

/** The matched kernel's error over the linear one's, worst over the labels that are not linear. */
function judgeApproximation(rows: readonly Measurement[]): Verdict {
  const ratios = kernelNames
    .filter((name) => name !== "linear")
    .map((labels) => {
      const [matched, linear] = [labels, "linear"].map((by) => scalarOf(rows, `error_of_${labels}`, `by=${by}`));
      return { labels, ratio: ratioOf(matched!, linear!) };
    });
  const worst = ratios.reduce((a, b) => (b.ratio.value > a.ratio.value ? b : a));
  const minimal = kernelNames.filter((labels) => {
    const errors = kernelNames.map((by) => scalarOf(rows, `error_of_${labels}`, `by=${by}`).value!);
    return Math.min(...errors) === errors[kernelNames.indexOf(labels)];
  });
  const [excess, error] = [worst.ratio.value - 1, 4 * worst.ratio.stderr];
  const kind = excess < -error ? "holds" : excess > error ? "fails" : "undecided";
  return verdict("S0/§3.2.3/approximates-non-linear", kind, {
    measured: worst.ratio,
    expected: 1,
    tolerance: 0,
    note:
      `Error of the kernel that made the labels over that of linear attention, both at the limit of many layers (posterior means); worst for ${worst.labels} labels, must be below 1. ` +
      `The matched kernel is the best of all for ${minimal.length} of ${kernelNames.length} kinds of labels: attention has to have the right similarity.`,
  });
}

function ratioOf(a: Estimate, b: Estimate) {
  const value = a.value! / b.value!;
  return { value, stderr: value * Math.hypot(a.stderr! / a.value!, b.stderr! / b.value!), n: a.n };
}

function judgePosterior(rows: readonly Measurement[], { layers }: Params): Verdict {
  const deep = scalarOf(rows, "distance_from_posterior", "deep exponential stack");
  return compare("S1/§4.2/attention-is-posterior", {
    measured: scalarOf(rows, "distance_from_posterior", "one softmax layer"),
    expected: 0,
    tolerance: SAME,
    note:
      "Root-mean-square distance of one softmax layer from the posterior mean of the Gaussian process that made the labels, over the latter's root mean square. " +
      `${layers} layers of unnormalised attention with the right kernel come to ${deep.value!.toPrecision(2)}: it takes depth, and the kernel.`,
  });
}
