/** Median and quartiles of times in seconds. */
export function spread(times) {
  return { median_s: quantile(times, 0.5), quartiles_s: [quantile(times, 0.25), quantile(times, 0.75)] };
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))];
}

/** Mean and its standard error. */
export function moments(numbers) {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const variance = numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / (numbers.length - 1);
  return { mean, stderr: Math.sqrt(variance / numbers.length), deviation: Math.sqrt(variance) };
}
