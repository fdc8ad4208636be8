/** The examples of a prompt seen so far, in order of each coordinate: what trees split without sorting again. */
export class SortedExamples {
  /** For each coordinate, indices of examples by rising value, equal ones in order of arrival. */
  readonly orders: readonly number[][];

  /** @param x all inputs of the prompt, points × d */
  constructor(
    readonly x: Float64Array,
    readonly dimension: number,
  ) {
    this.orders = Array.from({ length: dimension }, () => []);
  }

  /** Takes in example `n`. */
  add(n: number): void {
    this.orders.forEach((order, c) => {
      const value = this.value(n, c);
      let [low, high] = [0, order.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.value(order[middle]!, c) <= value) low = middle + 1;
        else high = middle;
      }
      order.splice(low, 0, n);
    });
  }

  /** Coordinate c of example n. */
  value(n: number, c: number): number {
    return this.x[n * this.dimension + c]!;
  }
}
