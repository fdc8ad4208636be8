const RAISED: Readonly<Record<string, string>> = {
  "-": "⁻",
  0: "⁰",
  1: "¹",
  2: "²",
  3: "³",
  4: "⁴",
  5: "⁵",
  6: "⁶",
  7: "⁷",
  8: "⁸",
  9: "⁹",
};

/** A number for people, to `digits` significant digits: `0.3521`, `12,345`, `2.74 × 10¹⁰`; a dash where there is none. */
export function numberText(value: number | null, digits = 4): string {
  if (value === null) return "–";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e6)) {
    return value.toLocaleString("en", { maximumSignificantDigits: digits }).replace("-", "−");
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  const raised = [...String(Number(exponent))].map((sign) => RAISED[sign]).join("");
  const factor = String(Number(mantissa)).replace("-", "−");
  return factor === "1" ? `10${raised}` : `${factor} × 10${raised}`;
}

/** `[0.34, 0.37]`; ∞ where a side is open, a dash where there is no interval. */
export function intervalText([low, high]: readonly [number | null, number | null], digits = 4): string {
  if (low === null && high === null) return "–";
  return `[${low === null ? "−∞" : numberText(low, digits)}, ${high === null ? "∞" : numberText(high, digits)}]`;
}

/** `3.2 %`, of a part. */
export function percentText(part: number | null, digits = 2): string {
  return part === null ? "–" : `${numberText(100 * part, digits)} %`;
}
