/**
 * A running sum that carries the rounding errors along: its error is one rounding plus O(n ε²), whatever the order.
 * Source: Neumaier, ZAMM 54 (1974) 39 (the improved Kahan–Babuška sum).
 */
export class CompensatedSum {
  private sum = 0;
  private compensation = 0;

  /** Adds one number. NaN and infinities go through as IEEE says. */
  add(value: number): void {
    const next = this.sum + value;
    // The smaller of the two loses its low bits in `next`; these are what is left of it.
    this.compensation += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }

  /** The sum so far; 0 before the first number. */
  get value(): number {
    // Next to an infinite sum the compensation is NaN, which says nothing.
    return Number.isFinite(this.sum) ? this.sum + this.compensation : this.sum;
  }
}

/** The compensated sum of the values; 0 for none. */
export function sum(values: ArrayLike<number>): number {
  const total = new CompensatedSum();
  for (let i = 0; i < values.length; i++) total.add(values[i]!);
  return total.value;
}
