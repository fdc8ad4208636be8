import { invalid, unknown } from "../../numerics/errors.js";

/** What a name in an address may say: one of some words, a number from `low` to `high`, or (`text`) what is checked later. */
export type Allowed =
  | readonly string[]
  | { readonly low: number; readonly high: number; readonly integer: boolean }
  | "text";

/** More of a value is not repeated to the visitor. */
const LONGEST = 60;

/** What an address says that a page cannot do, in the words of the command line; nothing where it can do it all. */
export function doubtsOf(
  query: Readonly<Record<string, string>>,
  allowed: Readonly<Record<string, Allowed>>,
): string[] {
  const names = Object.keys(allowed);
  return Object.entries(query).flatMap(([name, value]) => {
    if (name === "lang") return [];
    if (!names.includes(name)) return [unknown("parameter", shortened(name), names).message];
    return doubtOf(name, value, allowed[name]!);
  });
}

/** The doubt that a value is not what it should be. */
export function doubt(name: string, value: string, expected: string): string {
  return invalid(name, shortened(value), expected).message;
}

function doubtOf(name: string, value: string, allowed: Allowed): string[] {
  if (allowed === "text") return [];
  if (!("low" in allowed)) return allowed.includes(value) ? [] : [unknown(name, shortened(value), allowed).message];
  const { low, high, integer } = allowed;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (number >= low && number <= high && (!integer || Number.isInteger(number))) return [];
  return [doubt(name, value, `${integer ? "an integer" : "a number"} from ${low} to ${high}`)];
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
