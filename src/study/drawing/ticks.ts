/** A place on an axis: the position, and what stands there (nothing, for a minor tick). */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Round positions (1, 2 or 5 times a power of ten apart) within `low … high`: at most `count` + 1 of them. */
export function linearTicks(low: number, high: number, count: number): Tick[] {
  const { factor, exponent } = roundStep((high - low) / Math.max(1, count));
  // Multiplying by an integer, or dividing by one, keeps 0.3 from becoming 0.30000000000000004.
  const at = (index: number) => (exponent < 0 ? (index * factor) / 10 ** -exponent : index * factor * 10 ** exponent);
  const step = at(1);
  const slack = 1e-9 * step;
  const ticks: Tick[] = [];
  // Adding zero makes −0 a 0.
  for (let index = Math.ceil((low - slack) / step) + 0; at(index) <= high + slack; index++) {
    ticks.push({ at: at(index), label: tickLabel(at(index), Math.max(0, -exponent)) });
  }
  return ticks;
}

/** `low … high` widened to whole steps of {@link linearTicks}. */
export function roundDomain(low: number, high: number, count: number): [number, number] {
  const { factor, exponent } = roundStep((high - low) / Math.max(1, count));
  const step = factor * 10 ** exponent;
  const clean = (value: number) => Number(value.toPrecision(12));
  return [clean(Math.floor(low / step + 1e-9) * step), clean(Math.ceil(high / step - 1e-9) * step)];
}

/** Powers of ten within `low … high`, both positive; 1, 2, 5 of each where there are few; minor ticks between. */
export function logTicks(low: number, high: number, count: number): Tick[] {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const decades = Math.log10(high / low);
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const labelled = decades >= 2 ? [1] : decades * 3 <= count ? [1, 2, 5] : [1, 3];
  const powers = first < -3 || last > 5;
  const ticks: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    for (let digit = 1; digit < 10; digit++) {
      const at = exponent < 0 ? digit / 10 ** -exponent : digit * 10 ** exponent;
      if (at < low * (1 - 1e-9) || at > high * (1 + 1e-9) || (digit > 1 && decades > 5)) continue;
      const shown = labelled.includes(digit) && exponent % every === 0;
      const power = digit === 1 ? `10${superscript(exponent)}` : `${digit}×10${superscript(exponent)}`;
      ticks.push({ at, label: shown ? (powers ? power : tickLabel(at, Math.max(0, -exponent))) : "" });
    }
  }
  return ticks.filter(({ label }) => label !== "").length >= 2 ? ticks : linearTicks(low, high, count);
}

/** A number as text for people: `−1,500`, `0.25`, `3×10⁻⁷`; with exactly `decimals` decimals where told. */
export function tickLabel(value: number, decimals?: number): string {
  const size = Math.abs(value);
  if (size === 0) return decimals === undefined || decimals > 4 ? "0" : value.toFixed(decimals);
  if (size >= 1e6 || size < 1e-4) {
    const [digits, exponent] = value.toExponential(decimals === undefined ? 2 : undefined).split("e") as [
      string,
      string,
    ];
    const mantissa = decimals === undefined ? String(Number(digits)) : digits;
    const power = `10${superscript(Number(exponent))}`;
    return signed(mantissa === "1" ? power : mantissa === "-1" ? `-${power}` : `${mantissa}×${power}`);
  }
  const exact = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  const text = decimals === undefined ? String(exact) : value.toFixed(decimals);
  const [whole, fraction] = text.split(".") as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return signed(fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** The step of 1, 2 or 5 times a power of ten that is next above `least`. */
function roundStep(least: number): { factor: number; exponent: number } {
  const exponent = Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((candidate) => candidate * 10 ** exponent >= least * (1 - 1e-9));
  return factor === undefined ? { factor: 1, exponent: exponent + 1 } : { factor, exponent };
}

function signed(text: string): string {
  return text.replace("-", "−");
}

function superscript(exponent: number): string {
  const digits = [...String(exponent)].map((character) => (character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)]));
  return digits.join("");
}
