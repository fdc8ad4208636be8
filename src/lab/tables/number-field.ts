import { badTable, type Place } from "./place.js";

/** The finite number that a field of text says, or NaN. */
export function numberOf(field: string): number {
  const value = Number(field);
  // Number() also takes hexadecimal, octal and binary, which in a table are names, and reads blanks as zero.
  const isNumber = Number.isFinite(value) && (value !== 0 || field.trim() !== "") && !/^\s*[+-]?0[xob]/i.test(field);
  return isNumber ? value : Number.NaN;
}

/** What a person may do about a field that is no number. */
export interface Remedies {
  readonly missing: string;
  readonly other: string;
}

const ofTables: Remedies = {
  missing: "remove the row or the column, or fill it in",
  other: "remove the column, or encode it",
};

/** What is wrong with a value that is no finite number: missing, infinite, or something else. */
export function notANumber(place: Place, name: string, value: unknown, remedies = ofTables) {
  if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) {
    return badTable(place, `${name} is missing; expected a number (${remedies.missing})`);
  }
  const isInfinite =
    Math.abs(Number(value)) === Number.POSITIVE_INFINITY || /^\s*[+-]?inf(inity)?\s*$/i.test(String(value));
  const finding = isInfinite ? "not finite" : "not a number";
  const shown = typeof value === "number" ? String(value) : JSON.stringify(shorten(String(value)));
  return badTable(place, `${name} is ${finding}: ${shown}; expected a number (${remedies.other})`);
}

/** Text that fits in a message. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
