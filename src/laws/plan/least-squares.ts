import { invalid } from "../../numerics/errors.js";

/** A straight line through points. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Of the slope; NaN for two points. */
  readonly stderr: number;
}

/** y = intercept + slope x by least squares. @throws InputError for fewer than two different x. */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const n = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  const sxx = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(sxx > 0)) throw invalid("points of a line", n, "at least two different ones");
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / sxx;
  const intercept = meanY - slope * meanX;
  const rss = x.reduce((sum, value, i) => sum + (y[i]! - intercept - slope * value) ** 2, 0);
  return { slope, intercept, stderr: n > 2 ? Math.sqrt(rss / (n - 2) / sxx) : Number.NaN };
}

/** y = vertexY + curvature (x − vertexX)². */
export interface Parabola {
  readonly vertexX: number;
  readonly vertexY: number;
  readonly curvature: number;
}

/** The least-squares parabola; null where fewer than three x differ, or it is a line. */
export function fitParabola(x: readonly number[], y: readonly number[]): Parabola | null {
  if (new Set(x).size < 3) return null;
  const n = x.length;
  const center = x.reduce((sum, value) => sum + value, 0) / n;
  // Polynomials orthogonal over the points, so that nothing cancels.
  const u = x.map((value) => value - center);
  const moment = (k: number) => u.reduce((sum, value) => sum + value ** k, 0);
  const [s2, s3] = [moment(2), moment(3)];
  const q = u.map((value) => value ** 2 - (s3 / s2) * value - s2 / n);
  const dot = (a: readonly number[]) => a.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const curvature = dot(q) / q.reduce((sum, value) => sum + value ** 2, 0);
  if (curvature === 0 || !Number.isFinite(curvature)) return null;
  const linear = dot(u) / s2 - (curvature * s3) / s2;
  const constant = y.reduce((sum, value) => sum + value, 0) / n - (curvature * s2) / n;
  const offset = -linear / (2 * curvature);
  return { vertexX: center + offset, vertexY: constant - curvature * offset ** 2, curvature };
}
