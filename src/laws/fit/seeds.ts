import { clampInto } from "../../numerics/optimisation/minimize-within.js";
import { solveWithin } from "../../numerics/optimisation/small-cholesky.js";
import { rootStream } from "../../numerics/random/root-stream.js";
import { sampleWithoutReplacement } from "../../numerics/random/shuffle.js";
import type { Stream } from "../../numerics/random/stream.js";
import type { BoundProgram, Program } from "../expression/index.js";
import type { Form } from "../form.js";
import { boxOf, searchPoint } from "./coordinates.js";
import { isLogarithmic } from "./losses.js";
import { programOf } from "./program-of.js";
import type { Loss, RunData } from "./types.js";

/** Where a search may begin: a point u, with the weighted sum of squares there. */
export interface Seed {
  readonly u: Float64Array;
  readonly squares: number;
}

/** Rows that seeding looks at, drawn at random; more say little more about where to begin … */
const MOST_ROWS = 2000;
/** … and least where at most two parameters are no amplitudes. */
const MOST_ROWS_OF_GRID = 80;
/** Numbers that the cached bases may take. */
const MOST_CACHED = 1 << 22;

/** A point of the grid: its θ without amplitudes, f there with amplitudes 0, and ∂f/∂amplitude, m × rows. */
interface GridPoint {
  readonly theta: Float64Array;
  readonly offset: Float64Array;
  readonly basis: Float64Array;
}

/** The best amplitudes at a point of the grid, and the weighted sum of squares that they leave. */
interface Projection {
  readonly point: GridPoint;
  readonly amplitudes: Float64Array;
  readonly squares: number;
}

/**
 * Seeds by variable projection: over a grid of the parameters that are not amplitudes, the best amplitudes are a small
 * linear least-squares problem (of y weighted by 1/y² for logarithmic losses). Up to two such parameters make a grid, of
 * which the local minima are seeds; more make a Halton sequence, of which the best are.
 *
 * Source: Golub & Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems whose variables
 * separate, SIAM J. Numer. Anal. 10, 413 (1973).
 */
export class Seeder {
  private readonly amplitudes: readonly number[];
  private readonly others: readonly number[];
  private readonly bound: BoundProgram;
  private readonly rows: Int32Array;
  private readonly target: Float64Array;
  private readonly precision: Float64Array;
  private readonly positive: readonly boolean[];
  private readonly sides: readonly number[];
  private readonly points: readonly Float64Array[];
  private readonly cache: GridPoint[] = [];
  evaluations = 0;

  constructor(
    private readonly form: Form,
    data: RunData,
    loss: Loss,
    program: Program = programOf(form),
  ) {
    this.amplitudes = program.linear;
    this.others = form.parameters.map((_, j) => j).filter((j) => !program.linear.includes(j));
    this.rows = someOf(data.target.length, this.others.length <= 2 ? MOST_ROWS_OF_GRID : MOST_ROWS);
    const pick = (column: Float64Array) => Float64Array.from(this.rows, (row) => column[row]!);
    this.bound = program.bind(program.variables.map((name) => pick(data.variables[name]!)));
    this.target = pick(data.target);
    this.precision = this.target.map((y) => (isLogarithmic(loss) ? 1 / (y * y) : 1));
    this.positive = this.amplitudes.map((j) => form.parameters[j]!.lower >= 0);
    this.sides = this.others.length === 1 ? [24] : this.others.length === 2 ? [7, 7] : [];
    this.points = this.sides.length > 0 ? grid(this.sides) : halton(this.others.length, 64 * this.others.length + 1);
  }

  /** Whether the seeds are the minima of a grid, and so leave no basin of the sum of squares unseen at its fineness. */
  get isGrid(): boolean {
    return this.sides.length > 0 || this.others.length === 0;
  }

  /** Whether some parameters are amplitudes. */
  get isSeparable(): boolean {
    return this.amplitudes.length > 0;
  }

  /** The seeds for weights of all runs, best first. */
  seeds(weights: Float64Array, most: number): Seed[] {
    const precision = this.precisionOf(weights);
    const found = this.points.map((_, index) => this.project(this.gridPoint(index), precision));
    const minima = this.isGrid ? found.filter((_, index) => this.isMinimum(found, index)) : found;
    return minima
      .filter(({ squares }) => Number.isFinite(squares))
      .sort((a, b) => a.squares - b.squares)
      .slice(0, most)
      .map((projection) => this.seedAt(projection));
  }

  /** A seed whose parameters other than amplitudes are drawn from their start ranges. */
  random(stream: Stream, weights: Float64Array): Seed {
    const where = Float64Array.from(this.others, () => stream.uniform());
    return this.seedAt(this.project(this.evaluate(where), this.precisionOf(weights)));
  }

  private precisionOf(weights: Float64Array): Float64Array {
    return this.precision.map((precision, i) => precision * weights[this.rows[i]!]!);
  }

  private gridPoint(index: number): GridPoint {
    const cached = this.cache[index];
    if (cached) return cached;
    const point = this.evaluate(this.points[index]!);
    const size = this.points.length * this.rows.length * (this.amplitudes.length + 1);
    if (size <= MOST_CACHED) this.cache[index] = point;
    return point;
  }

  /** `where`: a number in [0, 1] for each parameter that is no amplitude, along its start range. */
  private evaluate(where: Float64Array): GridPoint {
    const { form, amplitudes, others, bound } = this;
    const n = this.rows.length;
    const theta = new Float64Array(form.parameters.length);
    for (const [k, j] of others.entries()) {
      const { scale, start } = form.parameters[j]!;
      const [low, high] = scale === "log" ? start.map(Math.log) : start;
      const along = low! + where[k]! * (high! - low!);
      theta[j] = scale === "log" ? Math.exp(along) : along;
    }
    const offset = new Float64Array(n);
    const basis = new Float64Array(amplitudes.length * n);
    this.evaluations++;
    if (amplitudes.length === 0) bound.value(theta, offset);
    else {
      const jacobian = new Float64Array(theta.length * n);
      bound.jacobian(theta, offset, jacobian);
      for (const [k, j] of amplitudes.entries()) basis.set(jacobian.subarray(j * n, (j + 1) * n), k * n);
    }
    return { theta, offset, basis };
  }

  /** The best amplitudes, within their signs, at a point of the grid. */
  private project(point: GridPoint, precision: Float64Array): Projection {
    const { amplitudes, target } = this;
    const { offset, basis } = point;
    const n = target.length;
    const m = amplitudes.length;
    const gram = new Float64Array(m * m);
    const right = new Float64Array(m);
    let squares = 0;
    for (let i = 0; i < n; i++) squares += precision[i]! * (target[i]! - offset[i]!) ** 2;
    for (let a = 0; a < m; a++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += precision[i]! * basis[a * n + i]! * (target[i]! - offset[i]!);
      right[a] = sum;
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < n; i++) product += precision[i]! * basis[a * n + i]! * basis[b * n + i]!;
        gram[a * m + b] = product;
        gram[b * m + a] = product;
      }
    }
    const solved = solveSigned(gram, right, this.positive);
    for (let a = 0; a < m; a++) squares -= solved[a]! * right[a]!;
    return { point, amplitudes: solved, squares: Math.max(squares, 0) };
  }

  private seedAt({ point: { theta, basis }, amplitudes, squares }: Projection): Seed {
    const n = this.target.length;
    const full = theta.slice();
    for (const [a, j] of this.amplitudes.entries()) {
      // An amplitude that wants to be negative begins small, where its gradient is still felt.
      const mean = basis.subarray(a * n, (a + 1) * n).reduce((sum, x) => sum + Math.abs(x), 0) / n;
      full[j] = amplitudes[a] || (1e-3 * Math.abs(this.target[0]!)) / (mean || 1);
    }
    return { u: clampInto(searchPoint(this.form, full), boxOf(this.form)), squares };
  }

  private isMinimum(found: readonly Projection[], index: number): boolean {
    const [height = 1, width = 1] = this.sides;
    const row = Math.floor(index / width);
    for (let r = row - 1; r <= row + 1; r++) {
      for (let c = (index % width) - 1; c <= (index % width) + 1; c++) {
        if (r < 0 || c < 0 || r >= height || c >= width) continue;
        if (found[r * width + c]!.squares < found[index]!.squares) return false;
      }
    }
    return true;
  }
}

/**
 * Least squares from normal equations with some unknowns kept positive: the most negative one is left out (0) until
 * none is. As good as exact for a seed.
 */
function solveSigned(gram: Float64Array, right: Float64Array, positive: readonly boolean[]): Float64Array {
  const m = right.length;
  // A basis of zeros, or one that is not finite, has no amplitude.
  let kept = Array.from(right, (_, k) => k).filter((k) => gram[k * m + k]! > 0 && Number.isFinite(gram[k * m + k]!));
  for (;;) {
    const x = new Float64Array(m);
    if (kept.length === 0) return x;
    if (!solveWithin(gram, m, kept, right, x)) {
      kept = kept.slice(0, -1);
      continue;
    }
    const worst = kept.filter((k) => positive[k] && x[k]! < 0).sort((a, b) => x[a]! - x[b]!)[0];
    if (worst === undefined) return x;
    kept = kept.filter((k) => k !== worst);
  }
}

/** At most `most` of the rows, in order; all where there are no more. A table's order is no accident, so it is not relied on. */
function someOf(n: number, most: number): Int32Array {
  if (n <= most) return evenly(n, n);
  return Int32Array.from(sampleWithoutReplacement(rootStream(0).child("rows"), n, most)).sort();
}

/** At most `most` whole numbers spread evenly over 0 … n − 1. */
export function evenly(n: number, most: number): Int32Array {
  const count = Math.min(n, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}

/** The points of a grid on the unit cube, by cells' middles, the last dimension fastest. */
function grid(sides: readonly number[]): Float64Array[] {
  const [rows = 1, columns] = sides;
  const middle = (k: number, side: number) => (k + 0.5) / side;
  if (columns === undefined) return Array.from({ length: rows }, (_, k) => Float64Array.of(middle(k, rows)));
  return Array.from({ length: rows * columns }, (_, k) =>
    Float64Array.of(middle(Math.floor(k / columns), rows), middle(k % columns, columns)),
  );
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];

/** Halton's points 1 … count in the unit cube. */
function halton(dimensions: number, count: number): Float64Array[] {
  return Array.from({ length: count }, (_, index) =>
    Float64Array.from({ length: dimensions }, (_, d) => radicalInverse(index + 1, PRIMES[d % PRIMES.length]!)),
  );
}

function radicalInverse(index: number, base: number): number {
  let result = 0;
  let fraction = 1 / base;
  for (let i = index; i > 0; i = Math.floor(i / base)) {
    result += fraction * (i % base);
    fraction /= base;
  }
  return result;
}
