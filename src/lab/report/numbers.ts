import { html, type Markup } from "./html.js";

/**
 * A number for people, to `digits` significant digits, with zeros at the end where they are meant: `0.0952`, `12,345`. Numbers of
 * more than seven digits and tiny ones are powers of ten, with at most three digits before them.
 */
export function number(value: number, digits = 6, zeros = false): Markup {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e7)) return html`${plain(value, digits, zeros)}`;
  const [digitsOf, exponent] = value.toExponential(Math.min(digits, 3) - 1).split("e") as [string, string];
  const mantissa = signed(zeros ? digitsOf : String(Number(digitsOf)));
  const power = html`10<sup>${signed(String(Number(exponent)))}</sup>`;
  return mantissa === "1" ? power : html`${mantissa} × ${power}`;
}

/**
 * A measured number with its standard error, both cut where the error has two digits left; without an error, the number
 * alone; a dash for none.
 */
export function measured(value: number | null, stderr: number | null): Markup {
  if (value === null) return html`—`;
  if (stderr === null || stderr === 0 || !Number.isFinite(stderr)) return number(value);
  const digits = 2 + Math.floor(Math.log10(Math.max(Math.abs(value), stderr))) - Math.floor(Math.log10(stderr));
  return html`${number(value, Math.min(8, Math.max(1, digits)), true)} ± ${number(stderr, 2, true)}`;
}

/** A number that may be missing. */
export function optional(value: number | null): Markup {
  return value === null ? html`—` : number(value);
}

/** Seconds as people say them: `8.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A count and its noun: `1 claim`, `3 claims`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

function plain(value: number, digits: number, zeros: boolean): string {
  if (Number.isInteger(value) && !zeros) return signed(value.toLocaleString("en-US"));
  const text = value.toPrecision(digits);
  const [whole, fraction] = (zeros && !text.includes("e") ? text : String(Number(text))).split(".") as [
    string,
    string?,
  ];
  const grouped = signed(whole.replace(/\B(?=(\d{3})+$)/g, ","));
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function signed(text: string): string {
  return text.replace("-", "−");
}
