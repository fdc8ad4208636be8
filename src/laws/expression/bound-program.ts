import type { BoundProgram } from "./program.js";
import { type Cell, differentiate, evaluate, type Slope, type Step, type Tape } from "./tape.js";

/** The program of a tape: see {@link BoundProgram}. */
export function bindTape(tape: Tape): BoundProgram {
  const { rows, cells, places, root } = tape;
  // A search asks for derivatives where it has just asked for the value.
  const last = new Float64Array(places.length).fill(Number.NaN);
  const run = (theta: Float64Array): void => {
    if (last.length > 0 && last.every((value, j) => value === theta[j])) return;
    last.set(theta.subarray(0, last.length));
    for (let j = 0; j < places.length; j++) if (places[j]! >= 0) cells[places[j]!]!.data[0] = theta[j]!;
    for (const step of tape.steps) evaluate(step, cells);
  };
  const copyValue = (values: Float64Array): void => {
    const { data, mask } = cells[root]!;
    for (let i = 0; i < rows; i++) values[i] = data[i & mask]!;
  };
  let reverse: Reverse | undefined;
  let second: SecondOrder | undefined;
  return {
    rows,
    value: (theta, values) => {
      run(theta);
      copyValue(values);
    },
    jacobian: (theta, values, jacobian) => {
      reverse ??= new Reverse(tape);
      run(theta);
      copyValue(values);
      reverse.sweep(null);
      reverse.copyGradients(jacobian);
    },
    hessian: (theta, weights, hessian) => {
      reverse ??= new Reverse(tape);
      second ??= new SecondOrder(tape, reverse);
      run(theta);
      reverse.sweep(weights);
      second.fill(hessian);
    },
  };
}

/** One column for each place on a tape, some of them written. */
class Columns {
  readonly written: Uint8Array;
  readonly data: readonly Float64Array[];

  constructor({ cells, rows, steps, places }: Tape, length: (cell: Cell) => number) {
    const used = new Set([...places, ...steps.map(({ out }) => out)]);
    const none = new Float64Array(0);
    this.written = new Uint8Array(cells.length);
    this.data = cells.map((cell, id) => (used.has(id) && rows > 0 ? new Float64Array(length(cell)) : none));
  }

  /** Adds x · slope; x is read with `xMask`. */
  add(place: number, rows: number, x: Float64Array, xMask: number, slope: Cell): void {
    const { data: s, mask } = slope;
    const out = this.data[place]!;
    if (this.written[place]) for (let i = 0; i < rows; i++) out[i]! += x[i & xMask]! * s[i & mask]!;
    else for (let i = 0; i < rows; i++) out[i] = x[i & xMask]! * s[i & mask]!;
    this.written[place] = 1;
  }

  /** Adds x · slope · t, t is read with `tMask`. */
  addProduct(place: number, rows: number, x: Float64Array, slope: Cell, t: Float64Array, tMask: number): void {
    const { data: s, mask } = slope;
    const out = this.data[place]!;
    if (this.written[place]) for (let i = 0; i < rows; i++) out[i]! += x[i]! * s[i & mask]! * t[i & tMask]!;
    else for (let i = 0; i < rows; i++) out[i] = x[i]! * s[i & mask]! * t[i & tMask]!;
    this.written[place] = 1;
  }
}

/** Reverse mode: the derivative of each row's value in every place of the tape. */
class Reverse {
  readonly adjoints: Columns;

  constructor(private readonly tape: Tape) {
    this.adjoints = new Columns(tape, () => tape.rows);
  }

  /** After a run: adjoints of Σ_i weight_i f_i, still apart for each row i; weights of 1 where null. */
  sweep(weights: Float64Array | null): void {
    const { rows, cells, steps, root } = this.tape;
    const { adjoints } = this;
    adjoints.written.fill(0);
    const seed = adjoints.data[root]!;
    if (seed.length === 0) return;
    if (weights === null) seed.fill(1);
    else seed.set(weights);
    adjoints.written[root] = 1;
    for (let s = steps.length - 1; s >= 0; s--) {
      const step = steps[s]!;
      const { a, b, left, right, out } = step;
      differentiate(a, step, cells);
      differentiate(b, step, cells);
      if (a !== null) adjoints.add(left, rows, adjoints.data[out]!, -1, a.cell);
      if (b !== null) adjoints.add(right, rows, adjoints.data[out]!, -1, b.cell);
    }
  }

  /** The adjoints of the parameters, p × n. */
  copyGradients(jacobian: Float64Array): void {
    const { places, rows } = this.tape;
    for (let j = 0; j < places.length; j++) {
      if (places[j]! >= 0) jacobian.set(this.adjoints.data[places[j]!]!, j * rows);
      else jacobian.fill(0, j * rows, (j + 1) * rows);
    }
  }
}

/** Forward over reverse: for each parameter, the tangents of values and of adjoints in its direction. */
class SecondOrder {
  private readonly tangents: Columns;
  private readonly adjointTangents: Columns;

  constructor(
    private readonly tape: Tape,
    private readonly reverse: Reverse,
  ) {
    this.tangents = new Columns(tape, ({ data }) => data.length);
    this.adjointTangents = new Columns(tape, () => tape.rows);
  }

  /** After a weighted sweep: the Hessian Σ_i weight_i ∇²f_i, p × p. */
  fill(hessian: Float64Array): void {
    const { places, steps, cells } = this.tape;
    const p = places.length;
    for (const step of steps) {
      differentiate(step.aa, step, cells);
      differentiate(step.ab, step, cells);
      differentiate(step.bb, step, cells);
    }
    for (let k = 0; k < p; k++) {
      if (places[k]! >= 0) this.direction(places[k]!);
      for (let j = 0; j <= k; j++) {
        const entry = places[k]! >= 0 && places[j]! >= 0 ? this.total(places[j]!) : 0;
        hessian[k * p + j] = entry;
        hessian[j * p + k] = entry;
      }
    }
  }

  private total(place: number): number {
    if (!this.adjointTangents.written[place]) return 0;
    let sum = 0;
    for (const tangent of this.adjointTangents.data[place]!) sum += tangent;
    return sum;
  }

  private direction(place: number): void {
    const { steps } = this.tape;
    const { tangents, adjointTangents } = this;
    tangents.written.fill(0);
    adjointTangents.written.fill(0);
    tangents.data[place]![0] = 1;
    tangents.written[place] = 1;
    for (const step of steps) {
      this.forward(step, step.left, step.a);
      this.forward(step, step.right, step.b);
    }
    for (let s = steps.length - 1; s >= 0; s--) this.backward(steps[s]!);
  }

  private forward({ out, length }: Step, operand: number, slope: Slope | null): void {
    const { cells } = this.tape;
    if (slope === null || !this.tangents.written[operand]) return;
    this.tangents.add(out, length, this.tangents.data[operand]!, cells[operand]!.mask, slope.cell);
  }

  private backward(step: Step): void {
    const { left, right, out } = step;
    const { rows } = this.tape;
    const { adjointTangents } = this;
    if (adjointTangents.written[out]) {
      const tangent = adjointTangents.data[out]!;
      if (step.a !== null) adjointTangents.add(left, rows, tangent, -1, step.a.cell);
      if (step.b !== null) adjointTangents.add(right, rows, tangent, -1, step.b.cell);
    }
    this.curve(step, left, step.aa, left);
    this.curve(step, left, step.ab, right);
    this.curve(step, right, step.ab, left);
    this.curve(step, right, step.bb, right);
  }

  /** Adds adjoint · second derivative · tangent of `by` to the adjoint's tangent of `to`. */
  private curve({ out }: Step, to: number, slope: Slope | null, by: number): void {
    const { rows, cells } = this.tape;
    if (slope === null || !this.tangents.written[by]) return;
    const { data } = this.reverse.adjoints;
    this.adjointTangents.addProduct(to, rows, data[out]!, slope.cell, this.tangents.data[by]!, cells[by]!.mask);
  }
}
