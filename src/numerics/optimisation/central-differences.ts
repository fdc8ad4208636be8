/** The slope and the curvature of a function at a point. */
export interface Differences {
  readonly slope: number;
  readonly curvature: number;
}

/** Weights of f(x + kh) − f(x − kh) for f′, k = 1, 2, 3, and of f(x + kh) + f(x − kh) − 2 f(x) for f″. */
const SLOPE = [45 / 60, -9 / 60, 1 / 60];
const CURVATURE = [270 / 180, -27 / 180, 2 / 180];

/**
 * f′ and f″ by central differences of sixth order, at six points up to 3h from `x` and `x` itself. The slope errs by about
 * h⁶ f⁽⁷⁾/140 and by ε f/h.
 *
 * Source: Fornberg, Mathematics of Computation 51, 699 (1988), table 1.
 */
export function centralDifferences(f: (x: number) => number, x: number, h: number): Differences {
  const middle = f(x);
  let slope = 0;
  let curvature = 0;
  for (const [k, weight] of SLOPE.entries()) {
    const [right, left] = [f(x + (k + 1) * h), f(x - (k + 1) * h)];
    slope += weight * (right - left);
    curvature += CURVATURE[k]! * (right - middle + (left - middle));
  }
  return { slope: slope / h, curvature: curvature / h ** 2 };
}
