import type { RunDocument } from "../lab/index.js";

/** A number as people read it: 2,500, 0.01234, 1.2e-9; `–` where there is none. */
export function formatNumber(value: number | null): string {
  if (value === null) return "–";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value.toLocaleString("en");
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(3);
  return String(Number(value.toPrecision(4)));
}

/** As {@link formatNumber}, but with large and tiny numbers as people type them: 7.32e10, 1e24. */
export function formatCompact(value: number | null): string {
  if (value === null || value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6)) return formatNumber(value);
  return Number(value.toPrecision(4)).toExponential().replace("e+", "e");
}

/** `0.1234 ± 0.0012`, to the error's second digit; the number alone where it has no error. */
export function formatEstimate(value: number | null, stderr: number | null): string {
  if (value === null || stderr === null || stderr === 0) return formatNumber(value);
  const decimals = 1 - Math.floor(Math.log10(stderr));
  if (decimals > 8 || decimals < 0 || Math.abs(value) >= 1e9) return `${formatNumber(value)} ± ${formatNumber(stderr)}`;
  return `${value.toFixed(decimals)} ± ${stderr.toFixed(decimals)}`;
}

/** `4.2 s`, `3 min 20 s`, `2 h 5 min`, `12 days`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 2 * 86_400) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.round(whole / 86_400)} days`;
}

/** `1 cell`, `2,500 cells`. */
export function formatCount(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

/** A note for a terminal: its formulas without the dollar signs. */
export function plainText(text: string): string {
  return text.replaceAll("$", "");
}

/** Colour names by verdict, the same wherever one is printed. */
export const verdictColors = {
  holds: "green",
  corrected: "cyan",
  fails: "red",
  undecided: "yellow",
} as const satisfies Record<RunDocument["verdicts"][number]["verdict"], string>;
