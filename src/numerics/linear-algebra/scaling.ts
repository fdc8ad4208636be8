/** Beyond this range the squares of vectors could overflow, or lose what counts. */
const [SMALLEST, LARGEST] = [2 ** -400, 2 ** 400];

/** What is smaller than this multiple of the largest element changes no result beyond its rounding. */
const NEGLIGIBLE = Number.EPSILON ** 2;

/** A power of two that brings the largest magnitude of a matrix near 1 where it is extreme; otherwise 1. */
export function scaleFactor(data: Float64Array): number {
  const largest = largestMagnitude(data);
  return largest === 0 || (largest > SMALLEST && largest < LARGEST) ? 1 : inversePower(largest);
}

/** Two diagonals, multiplied by `scale`. */
export interface ScaledDiagonals {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly scale: number;
}

/**
 * Multiplies the diagonals of a matrix by a power of two that brings the largest element near 1, and sets negligible
 * elements to zero: the iterations that follow take fourth powers.
 */
export function scaleDiagonals(d: Float64Array, e: Float64Array): ScaledDiagonals {
  const largest = Math.max(largestMagnitude(d), largestMagnitude(e));
  const scale = largest === 0 ? 1 : inversePower(largest);
  const apply = (value: number) => (Math.abs(value) < NEGLIGIBLE * largest ? 0 : value * scale);
  return { d: d.map(apply), e: e.map(apply), scale };
}

function largestMagnitude(data: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]!));
  return largest;
}

function inversePower(value: number): number {
  return 2 ** Math.max(-1022, Math.min(1022, -Math.floor(Math.log2(value))));
}
