import { invalid } from "../errors.js";
import { normalQuantile } from "./normal-quantile.js";

/**
 * The quantile of Student's t with `degrees` ≥ 1 degrees of freedom at 0 < probability < 1: exact for 1 and 2 degrees,
 * else an expansion in 1/degrees, right to 1 % at 3 degrees and to 1e-5 from 10, within 0.001 ≤ probability ≤ 0.999.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
 * @throws InputError outside those ranges.
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(degrees >= 1)) throw invalid("degrees of freedom", degrees, "a number from 1");
  const z = normalQuantile(probability);
  if (degrees === Infinity) return z;
  if (degrees < 2) return Math.tan(Math.PI * (probability - 0.5));
  if (degrees < 3) return ((2 * probability - 1) * Math.SQRT2) / Math.sqrt(4 * probability * (1 - probability));
  const s = z * z;
  const terms = [
    (z * (s + 1)) / 4,
    (z * ((5 * s + 16) * s + 3)) / 96,
    (z * (((3 * s + 19) * s + 17) * s - 15)) / 384,
    (z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945)) / 92160,
  ];
  return terms.reduceRight((sum, term) => (sum + term) / degrees, 0) + z;
}
