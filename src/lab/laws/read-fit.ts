import { readFile } from "node:fs/promises";
import { formByName } from "../../laws/forms/index.js";
import { InputError } from "../../numerics/errors.js";
import { systemCode } from "../errors.js";
import { type FitDocument, fitDocumentSchema } from "../law-documents.js";
import { parseJson } from "../store/cell-record.js";

/** The document of a fit from the file that `isinglass fit --out` wrote. @throws InputError for any other file */
export async function readFit(path: string): Promise<FitDocument> {
  const expected = "a document of isinglass fit --out FIT.json";
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const finding = systemCode(error) === "ENOENT" ? "no such file" : `cannot be read (${systemCode(error)})`;
    throw new InputError(`${path}: ${finding}; expected ${expected}`);
  });
  const found = fitDocumentSchema.safeParse(parseJson(text));
  if (!found.success) {
    const [issue] = found.error.issues;
    const place = issue && issue.path.length > 0 ? ` (${issue.path.join(".")}: ${issue.message})` : "";
    throw new InputError(`${path}: no fit${place}; expected ${expected}`);
  }
  const [change] = [lawChanges, valueChanges, drawChanges].flatMap((changes) => changes(found.data));
  if (change === undefined) return found.data;
  throw new InputError(`${path}: ${change}; expected a document that isinglass fit --out wrote, unchanged`);
}

/** What tells that the law is not the one that was fitted. */
function lawChanges({ law, form, n }: FitDocument): string[] {
  const own = law === "custom" ? form : catalogued(law);
  const names = (each: { readonly parameters: readonly { readonly name: string }[] }) =>
    each.parameters.map(({ name }) => name).join();
  if (n < 1) return [`n is ${n}`];
  if (law !== form.name) return [`the law is ${law}, its form is of ${form.name}`];
  if (!own) return [`there is no law ${law}`];
  if (own.expression !== form.expression || names(own) !== names(form)) return [`the form is not that of ${law}`];
  return [];
}

function catalogued(law: string) {
  try {
    return formByName(law);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What tells that the parameters are not those that were fitted; each is as near a bound as rounding allows. */
function valueChanges({ form, parameters }: FitDocument): string[] {
  const names = form.parameters.map(({ name }) => name);
  const other = Object.keys(parameters).find((name) => !names.includes(name));
  if (other !== undefined) return [`the law has no parameter ${other}`];
  return form.parameters.flatMap(({ name, lower, upper }) => {
    const value = parameters[name]?.value;
    if (value === undefined) return [`no value of ${name}`];
    const rounding = 1e-9 * Math.abs(value);
    const [least, most] = [lower ?? Number.NEGATIVE_INFINITY, upper ?? Number.POSITIVE_INFINITY];
    return value < least - rounding || value > most + rounding ? [`${name} is ${value}, beyond its bounds`] : [];
  });
}

/** Draws from which the ends of their range can be told. */
const ENOUGH_DRAWS = 20;

/** What tells that draws are not of these parameters: their number, or a value far from all of them. */
function drawChanges({ form, parameters, intervals: { draws } }: FitDocument): string[] {
  const short = draws.findIndex((draw) => draw.length !== form.parameters.length);
  if (short >= 0)
    return [`draw ${short + 1} has ${draws[short]!.length} numbers for ${form.parameters.length} parameters`];
  if (draws.length < ENOUGH_DRAWS) return [];
  return form.parameters.flatMap(({ name }, j) => {
    const value = parameters[name]?.value ?? Number.NaN;
    const [low, high] = draws.reduce(
      ([least, most], draw) => [Math.min(least, draw[j]!), Math.max(most, draw[j]!)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    // Draws of runs with hardly any noise differ from the value by rounding.
    const margin = high - low + 1e-3 * Math.abs(value);
    return value < low - margin || value > high + margin ? [`${name} is ${value}, far from all of its draws`] : [];
  });
}
