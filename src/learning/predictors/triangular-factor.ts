/**
 * The triangular factor of a least-squares problem that grows by one row at a time: min ‖Xw − y‖ becomes Rw = z, by Givens
 * rotations, O(d²) a row and as stable as a QR factorisation of the whole (Golub & Van Loan, Matrix Computations, §6.5.3).
 */
export class TriangularFactor {
  /** Upper triangle R: capacity × capacity, row-major. */
  private readonly r: Float64Array;
  private readonly z: Float64Array;
  private readonly work: Float64Array;
  private size: number;

  /** @param size unknowns now; up to `capacity` of them can be used, see {@link grow} */
  constructor(
    private readonly capacity: number,
    size = capacity,
  ) {
    this.size = size;
    this.r = new Float64Array(capacity * capacity);
    this.z = new Float64Array(capacity);
    this.work = new Float64Array(capacity);
  }

  /** Adds an unknown that no row so far contains; the next row must. */
  grow(): void {
    this.size++;
  }

  /** Sets R to value · I, as if the rows of that matrix with labels 0 had been inserted: the ridge penalty value². */
  setDiagonal(value: number): void {
    for (let i = 0; i < this.size; i++) this.r[i * (this.capacity + 1)] = value;
  }

  /** Inserts the row `x` with label `y`. */
  insert(x: Float64Array, y: number): void {
    const { r, z, work: row, size, capacity } = this;
    for (let i = 0; i < size; i++) row[i] = x[i]!;
    for (let i = 0; i < size; i++) {
      const b = row[i]!;
      if (b === 0) continue;
      const at = i * capacity;
      const a = r[at + i]!;
      const length = Math.sqrt(a * a + b * b);
      const [c, s] = [a / length, b / length];
      for (let j = i; j < size; j++) {
        const upper = r[at + j]!;
        r[at + j] = c * upper + s * row[j]!;
        row[j] = c * row[j]! - s * upper;
      }
      const upper = z[i]!;
      z[i] = c * upper + s * y;
      y = c * y - s * upper;
    }
  }

  /** The solution w of Rw = z, into `out` (a new array unless given). */
  solve(out = new Float64Array(this.size)): Float64Array {
    const { r, z, size, capacity } = this;
    for (let i = size - 1; i >= 0; i--) {
      let rest = z[i]!;
      for (let j = i + 1; j < size; j++) rest -= r[i * capacity + j]! * out[j]!;
      out[i] = rest / r[i * (capacity + 1)]!;
    }
    return out;
  }

  /** xᵀ(RᵀR)⁻¹x, the leverage of a new row. */
  leverage(x: Float64Array): number {
    const { r, work: v, size, capacity } = this;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      let rest = x[i]!;
      for (let j = 0; j < i; j++) rest -= r[j * capacity + i]! * v[j]!;
      v[i] = rest / r[i * (capacity + 1)]!;
      sum += v[i]! * v[i]!;
    }
    return sum;
  }
}
