/** Σ_i softmax(logWeights)_i values_i, safe against overflow. */
export function softmaxAverage(logWeights: ArrayLike<number>, values: ArrayLike<number>): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logWeights.length; i++) if (logWeights[i]! > top) top = logWeights[i]!;
  let [total, sum] = [0, 0];
  for (let i = 0; i < logWeights.length; i++) {
    const weight = Math.exp(logWeights[i]! - top);
    total += weight;
    sum += weight * values[i]!;
  }
  return sum / total;
}
