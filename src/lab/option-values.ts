import type { Loss } from "../laws/fit/index.js";
import { invalid, unknown } from "../numerics/errors.js";
import { DEFAULT_DELTA } from "./laws/fit-defaults.js";

/** The value of an option that takes a whole number. @throws InputError */
export function integerOption(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw invalid(name, text, `an integer from ${low} to ${high}`);
}

/** The value of an option that takes a positive number, as `5.76e23`. @throws InputError */
export function positiveOption(name: string, text: string, upTo = Number.MAX_VALUE): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value > 0 && value <= upTo) return value;
  throw invalid(name, text, upTo === Number.MAX_VALUE ? "a positive number" : `a number above 0, at most ${upTo}`);
}

/** The value of an option that takes a number. @throws InputError */
export function numberOption(name: string, text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw invalid(name, text, "a number");
  return value;
}

/** One of several words. @throws InputError */
export function choiceOption<T extends string>(what: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw unknown(what, text, choices);
  return found;
}

/** `N=7e10,D=1.4e12` as numbers by name. @throws InputError */
export function numbersOption(name: string, text: string): Record<string, number> {
  const entries = text.split(",").map((part) => {
    const [key = "", value = "", ...more] = part.split("=").map((side) => side.trim());
    if (key === "" || value === "" || more.length > 0) throw invalid(name, text, "NAME=VALUE, …");
    return [key, numberOption(`${key} of ${name}`, value)] as const;
  });
  return Object.fromEntries(entries);
}

/** `a,b,c` as names. @throws InputError for an empty one */
export function namesOption(name: string, text: string): string[] {
  const names = text.split(",").map((part) => part.trim());
  if (names.includes("")) throw invalid(name, text, "names of columns, as a,b,c");
  return names;
}

/** `--loss` with the `--delta` of Huber's. @throws InputError */
export function lossOption({ loss, delta }: { readonly loss: string; readonly delta: string }): Loss {
  const kind = choiceOption("loss", loss, ["huber", "l1", "ls-log", "ls-raw"]);
  if (kind === "huber") return { kind, delta: positiveOption("--delta", delta) };
  if (delta !== String(DEFAULT_DELTA)) throw invalid("--delta", delta, "--loss huber, whose δ it is");
  return { kind };
}
