/** Beyond this range fourth powers of elements, or of what is negligible beside them, could leave that of float64. */
const [SMALLEST, LARGEST] = [2 ** -100, 2 ** 100];

/** A power of two that brings the largest magnitude near 1 where it is extreme; otherwise 1. */
export function scaleFactor(data: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]!));
  if (largest === 0 || (largest > SMALLEST && largest < LARGEST)) return 1;
  return 2 ** Math.max(-1022, Math.min(1022, -Math.floor(Math.log2(largest))));
}
