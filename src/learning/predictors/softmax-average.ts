/** A weight below e^−60 of the largest is lost in the rounding of the sum, even with millions of them. */
const NEGLIGIBLE = -60;

/** Σ_i softmax(logWeights)_i values_i, safe against overflow. */
export function softmaxAverage(logWeights: ArrayLike<number>, values: ArrayLike<number>): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logWeights.length; i++) if (logWeights[i]! > top) top = logWeights[i]!;
  let [total, sum] = [0, 0];
  for (let i = 0; i < logWeights.length; i++) {
    const difference = logWeights[i]! - top;
    if (difference < NEGLIGIBLE) continue;
    const weight = Math.exp(difference);
    total += weight;
    sum += weight * values[i]!;
  }
  return sum / total;
}
