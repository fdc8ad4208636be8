/** The condition of a Jacobian whose columns are scaled to length 1, and the direction that it sees least. */
export interface ScaledCondition {
  /** Largest over smallest singular value; Infinity where the smallest is lost in rounding. */
  readonly condition: number;
  /** The unit vector, over scaled columns, of the smallest singular value. */
  readonly weakest: Float64Array;
}

/**
 * Condition number of an n × p Jacobian (`jacobian[j * n + i]`) after scaling, by Jacobi's one-sided rotations, which
 * find small singular values to full relative accuracy. Columns of zeros, or with what is no finite number,
 * count as rank lost.
 */
export function scaledCondition(jacobian: Float64Array, n: number, p: number): ScaledCondition {
  const columns = Array.from({ length: p }, (_, j) => unit(jacobian.subarray(j * n, (j + 1) * n)));
  const vectors = Array.from({ length: p }, (_, j) => new Float64Array(p).fill(1, j, j + 1));
  for (let sweep = 0; sweep < 30; sweep++) {
    let turned = false;
    for (let a = 0; a < p; a++) for (let b = a + 1; b < p; b++) turned = rotate(columns, vectors, a, b) || turned;
    if (!turned) break;
  }
  const sizes = columns.map((column) => Math.sqrt(dot(column, column)));
  const least = sizes.indexOf(Math.min(...sizes));
  const condition = Math.max(...sizes) / sizes[least]!;
  return { condition: condition < 1e15 ? condition : Infinity, weakest: vectors[least]! };
}

/** Makes two columns orthogonal, turning the vectors with them. False where they were already. */
function rotate(columns: Float64Array[], vectors: Float64Array[], a: number, b: number): boolean {
  const [x, y] = [columns[a]!, columns[b]!];
  const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
  if (Math.abs(xy) <= 1e-15 * Math.sqrt(xx * yy) || xy === 0) return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  turn(x, y, c, c * t);
  turn(vectors[a]!, vectors[b]!, c, c * t);
  return true;
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i]!, y[i]!];
    x[i] = c * xi - s * yi;
    y[i] = s * xi + c * yi;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function unit(column: Float64Array): Float64Array {
  const size = Math.sqrt(dot(column, column));
  return size > 0 && size < Infinity ? column.map((x) => x / size) : new Float64Array(column.length);
}
