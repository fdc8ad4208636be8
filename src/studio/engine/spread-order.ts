/**
 * The numbers below `count` so that any first part of them is spread over the whole: 0, 8, 4, 12, 2, … of 16 (van der
 * Corput). Cells computed in this order show the whole range of a sweep first, coarsely.
 */
export function spreadOrder(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(count, 1)));
  const reversed = (n: number) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) result = 2 * result + ((n >> bit) & 1);
    return result;
  };
  return Array.from({ length: 2 ** bits }, (_, n) => reversed(n)).filter((n) => n < count);
}
