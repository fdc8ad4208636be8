import { manifoldExponent } from "../../../laws/emergence/manifold.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, meanCurves, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgePowerLaw(rows, params), judgeDimension(rows, params), judgeSpace(rows, params)];
}

/** Largest change of the local exponent, of piecewise linear models, relative to the exponent. */
function judgePowerLaw(rows: readonly Measurement[], { dimensions }: Params): Verdict {
  const curves = meanCurves(rows, "linear_error");
  const bends = dimensions.map((d) => {
    const curve = curves.filter(({ series }) => series === `d = ${d}`).slice(-4);
    const x = curve.map((point) => d * Math.log(point.x ** (1 / d) - 1));
    const y = curve.map((point) => Math.log(point.value!));
    const slopes = y.slice(1).map((value, i) => (value - y[i]!) / (x[i + 1]! - x[i]!));
    return (Math.max(...slopes) - Math.min(...slopes)) / manifoldExponent(d);
  });
  return compare("S0/§3.1.3/power-law-in-size", {
    measured: Math.max(...bends),
    expected: 0,
    tolerance: 0.25,
    note:
      "Largest spread of the local exponents over the four largest models, as a share of the exponent, over all d: piecewise linear models of a smooth function, exact values, no limit of data. " +
      "The loss is the mean squared error; that trained networks attain it is not tested here.",
  });
}

function judgeDimension(rows: readonly Measurement[], { dimensions }: Params): Verdict {
  const ratios = dimensions.map((d) => {
    const { value, stderr, n } = scalarOf(rows, "linear_exponent", `d = ${d}`);
    const exponent = manifoldExponent(d);
    return { value: value! / exponent, stderr: stderr === null ? null : stderr / exponent, n };
  });
  const worst = ratios.reduce((a, b) => (Math.abs(b.value - 1) > Math.abs(a.value - 1) ? b : a));
  return compare("S0/§3.1.3/manifold-dimension", {
    measured: worst,
    expected: 1,
    tolerance: 0.1,
    note:
      `Exponent of piecewise linear models over 4/d, farthest from 1 among d = ${dimensions.join(", ")}. The 4 is for squared error (or cross-entropy) and pieces that are linear; ` +
      "with constant pieces it is 2/d, and both are lower bounds of the exponent for smooth targets.",
  });
}

function judgeSpace(rows: readonly Measurement[], { dimensions, ambient }: Params): Verdict {
  const claim = "S0/§3.1.3/not-the-space";
  const d = dimensions.includes(2) ? 2 : Math.min(...dimensions);
  if (ambient <= 2 * d) return undecided(claim, `needs a space of more than ${2 * d} dimensions`);
  const measured = scalarOf(rows, "constant_exponent", `d = ${d}`);
  const [ofManifold, ofSpace] = [manifoldExponent(d, "constant"), manifoldExponent(ambient, "constant")];
  const byManifold = Math.abs(measured.value! - ofManifold);
  const bySpace = Math.abs(measured.value! - ofSpace);
  return verdict(claim, byManifold < bySpace / 4 ? "holds" : "fails", {
    measured,
    expected: ofManifold,
    tolerance: Math.abs(ofManifold - ofSpace) / 5,
    note:
      `Exponent of nearest-centre models that see ${ambient} coordinates of data on a curved manifold of dimension ${d}: 2/d = ${ofManifold.toFixed(3)} by the manifold, ` +
      `2/${ambient} = ${ofSpace.toFixed(3)} by the space. Dimension estimated from distances alone: ${scalarOf(rows, "dimension", `d = ${d}`).value!.toFixed(2)}.`,
  });
}
