/**
 * The largest relative difference (absolute below 1) between the numbers of two JSON values of one shape; infinite where
 * they differ in anything else.
 */
export function largestDifference(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") {
    return Object.is(a, b) ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(b));
  }
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") {
    return a === b ? 0 : Number.POSITIVE_INFINITY;
  }
  const [left, right] = [a, b].map((value) => Object.entries(value).filter(([, part]) => part !== undefined));
  if (left!.length !== right!.length) return Number.POSITIVE_INFINITY;
  return left!.reduce((largest, [key, part]) => {
    const other = (b as Record<string, unknown>)[key];
    const difference = largestDifference(part, other);
    return difference > largest || Number.isNaN(difference) ? difference : largest;
  }, 0);
}
