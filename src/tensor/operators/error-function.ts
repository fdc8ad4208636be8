import { lax } from "@jax-js/jax";
import { tensor } from "../tensor.js";
import { floatType, type Operand, unwrap, type Value, wrap } from "../value.js";
import { constant } from "./creation.js";
import { add, cast, maximum, minimum, mul, sin } from "./elementwise.js";
import { sum } from "./reductions.js";
import { expandDims } from "./shapes.js";

/** The step of the rule below; its error is erfc(π/STEP − |x|), below 1e-40 for the |x| ≤ 6 that it is used for. */
const STEP = 1 / 5;
/** The nodes n · STEP after which e^(−(n · STEP)²) falls below the rounding. */
const NODES = Float64Array.from({ length: 31 }, (_, index) => (index + 1) * STEP);

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt, to the full precision of the program's type, as are its derivatives. */
export function erf(x: Operand): Value {
  return floatType() === "float64" ? sineSeries(x) : wrap(lax.erf(unwrap(cast(x, "float"))));
}

/**
 * erf x = (2/π) ∫₀^∞ e^(−u²) sin(2ux)/u du by the trapezoidal rule, which converges exponentially; from |x| = 6 on, erf
 * is ±1 in double precision. ONNX Runtime has no erf in double precision, and jax-js's is one of single precision.
 * Source of the rule and its error: Trefethen and Weideman, SIAM Review 56 (2014) 385.
 */
function sineSeries(x: Operand): Value {
  const bounded = maximum(minimum(cast(x, "float"), 6), -6);
  const frequencies = constant(tensor(NODES.map((u) => 2 * u)));
  const weights = constant(tensor(NODES.map((u) => ((2 / Math.PI) * STEP * Math.exp(-u * u)) / u)));
  const terms = mul(sin(mul(expandDims(bounded, -1), frequencies)), weights);
  return add(mul(bounded, (2 / Math.PI) * STEP), sum(terms, -1));
}
