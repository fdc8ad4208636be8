const BARS = "▁▂▃▄▅▆▇█";

/** A curve in one line of text, `width` characters at most: each is the mean of its share of the values. */
export function sparkline(values: readonly number[], width = 16): string {
  const finite = values.filter(Number.isFinite);
  const count = Math.min(width, finite.length);
  const means = Array.from({ length: count }, (_, k) => {
    const share = finite.slice(Math.floor((k * finite.length) / count), Math.floor(((k + 1) * finite.length) / count));
    return share.reduce((sum, value) => sum + value, 0) / share.length;
  });
  const low = Math.min(...means);
  const range = Math.max(...means) - low;
  return means.map((mean) => BARS[range > 0 ? Math.round(((mean - low) / range) * (BARS.length - 1)) : 0]).join("");
}
