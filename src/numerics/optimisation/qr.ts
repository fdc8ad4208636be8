/** A tall matrix A with its columns in the order that pivoting chose, as Q R: see {@link factoriseQr}. */
export interface Qr {
  readonly rows: number;
  readonly columns: number;
  /** Column after column (columns × rows numbers): R on and above the diagonal, the reflectors' tails below it. */
  readonly data: Float64Array;
  /** Heads of the reflectors. */
  readonly heads: Float64Array;
  /** Column k of Q R is column `order[k]` of A. */
  readonly order: Int32Array;
  /** Columns that are independent to rounding: the first `rank` of the order. */
  readonly rank: number;
}

/**
 * Householder QR with column pivoting of a dense matrix, in place: `data` holds it column after column, as Jacobians of
 * compiled laws come. For the small systems of optimisation; large ones belong to the linear-algebra room.
 *
 * Source: Golub & Van Loan, Matrix Computations (4th ed. 2013), algorithm 5.4.1.
 */
export function factoriseQr(data: Float64Array, rows: number, columns: number): Qr {
  const heads = new Float64Array(columns);
  const order = Int32Array.from({ length: columns }, (_, k) => k);
  const steps = Math.min(rows, columns);
  let rank = 0;
  let largest = 0;
  for (let k = 0; k < steps; k++) {
    pivot(data, rows, order, k);
    const norm = reflector(data, rows, k, heads);
    if (k === 0) largest = norm;
    if (!(norm > rows * Number.EPSILON * largest)) break;
    rank = k + 1;
    for (let j = k + 1; j < columns; j++) reflect(data, rows, k, heads[k]!, data, j * rows);
  }
  return { rows, columns, data, heads, order, rank };
}

/** Replaces a vector of `rows` numbers by Qᵀ times it. */
export function applyTransposedQ({ rows, data, heads, rank }: Qr, vector: Float64Array): void {
  for (let k = 0; k < rank; k++) reflect(data, rows, k, heads[k]!, vector, 0);
}

/**
 * x of least ‖A x − b‖ from c = Qᵀ b: zero for columns that depend on those before them in the order (a basic solution).
 */
export function solveFromQr({ rows, columns, data, order, rank }: Qr, c: Float64Array): Float64Array {
  const x = new Float64Array(columns);
  for (let k = rank - 1; k >= 0; k--) {
    let rest = c[k]!;
    for (let j = k + 1; j < rank; j++) rest -= data[j * rows + k]! * x[order[j]!]!;
    x[order[k]!] = rest / data[k * rows + k]!;
  }
  return x;
}

/** y with Rᵀ y = b in the order of pivoting, b given in A's order; the factorisation has full rank. */
export function solveTransposedR({ rows, columns, data, order }: Qr, b: Float64Array): Float64Array {
  const y = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    let rest = b[order[k]!]!;
    for (let j = 0; j < k; j++) rest -= data[k * rows + j]! * y[j]!;
    y[k] = rest / data[k * rows + k]!;
  }
  return y;
}

/** A solution of linear least squares. */
export interface LeastSquaresSolution {
  readonly x: Float64Array;
  /** ‖A x − b‖. */
  readonly residual: number;
  /** Independent columns of A; where fewer than all, x is zero for the others. */
  readonly rank: number;
}

/**
 * x of least ‖A x − b‖ by QR of A with its columns scaled to length 1; `columns` holds them one after another (p × n
 * numbers for b of n).
 */
export function solveLeastSquares(columns: Float64Array, b: Float64Array): LeastSquaresSolution {
  const n = b.length;
  const scaled = columns.slice();
  const sizes = Float64Array.from({ length: columns.length / n }, (_, j) => norm(columns, j * n, (j + 1) * n) || 1);
  for (let i = 0; i < scaled.length; i++) scaled[i]! /= sizes[Math.floor(i / n)]!;
  const qr = factoriseQr(scaled, n, sizes.length);
  const c = b.slice();
  applyTransposedQ(qr, c);
  const x = solveFromQr(qr, c).map((value, j) => value / sizes[j]!);
  return { x, residual: norm(c, qr.rank, n), rank: qr.rank };
}

/** Brings the column with the largest rest below row k to place k. */
function pivot(data: Float64Array, rows: number, order: Int32Array, k: number): void {
  let best = k;
  let longest = -1;
  for (let j = k; j < order.length; j++) {
    const length = norm(data, j * rows + k, (j + 1) * rows);
    if (length > longest) {
      longest = length;
      best = j;
    }
  }
  if (best === k) return;
  [order[k], order[best]] = [order[best]!, order[k]!];
  for (let i = 0; i < rows; i++) {
    const swapped = data[k * rows + i]!;
    data[k * rows + i] = data[best * rows + i]!;
    data[best * rows + i] = swapped;
  }
}

/** Makes column k a reflector (v = head and tail, scaled to head² + ‖tail‖² = 2) and its diagonal R's; returns |R_kk|. */
function reflector(data: Float64Array, rows: number, k: number, heads: Float64Array): number {
  const diagonal = k * rows + k;
  const end = (k + 1) * rows;
  const length = norm(data, diagonal, end);
  if (!(length > 0)) return length;
  const signed = data[diagonal]! < 0 ? -length : length;
  const head = Math.sqrt(1 + data[diagonal]! / signed);
  for (let i = diagonal + 1; i < end; i++) data[i]! /= signed * head;
  heads[k] = head;
  data[diagonal] = -signed;
  return length;
}

/** x − v (vᵀ x) for the reflector of column k and the column of `target` that begins at `start`. */
function reflect(data: Float64Array, rows: number, k: number, head: number, target: Float64Array, start: number): void {
  const column = k * rows;
  let dot = head * target[start + k]!;
  for (let i = k + 1; i < rows; i++) dot += data[column + i]! * target[start + i]!;
  target[start + k]! -= dot * head;
  for (let i = k + 1; i < rows; i++) target[start + i]! -= dot * data[column + i]!;
}

/** ‖x[from … to − 1]‖, safe from overflow and underflow. */
export function norm(x: Float64Array, from = 0, to = x.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i]! * x[i]!;
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum);
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (!(largest > 0 && largest < Infinity)) return largest;
  sum = 0;
  for (let i = from; i < to; i++) sum += (x[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}
