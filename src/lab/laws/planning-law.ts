import type { Form } from "../../laws/form.js";
import { chinchilla, dataConstrained, publishedFor } from "../../laws/forms/index.js";
import type { LossSurface } from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { FitDocument } from "../law-documents.js";
import { formOf } from "./fit-document.js";
import type { PlanRequest } from "./plan-request.js";
import { otherVariables, surfaces } from "./surface.js";

/** A fitted law as a plan uses it. */
export interface PlanningLaw {
  readonly form: Form;
  /** The surface over N and D at a set of the document's parameters. */
  readonly surfaceAt: (theta: Float64Array) => LossSurface;
  /** What no interval holds, in a sentence: the value of repeated tokens, where it was not fitted. */
  readonly caveat?: string;
  /** What was added to what was fitted. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** @throws InputError for a value of what the law does not depend on beside N and D */
function checkHeld(form: Form, at: PlanRequest["at"]): void {
  const others = otherVariables(form);
  const stray = Object.keys(at).find((name) => !others.includes(name));
  if (stray === undefined) return;
  const expected = others.length > 0 ? `values of ${others.join(", ")}` : "none";
  throw invalid("--at", `${stray}=${at[stray]}`, `${expected}, as ${form.name} depends on nothing else beside N and D`);
}

/**
 * The law of a document with what a plan holds fixed. A law that knows nothing of repeated tokens takes the value of
 * repeats from Muennighoff et al. (2023), where it is Chinchilla's.
 * @throws InputError for a law that does not say how loss depends on N and D, or that cannot take unique tokens
 */
export function planningLaw(document: FitDocument, { uniqueTokens, at }: PlanRequest): PlanningLaw {
  const form = formOf(document);
  checkHeld(form, at);
  if (uniqueTokens === undefined) return { form, surfaceAt: surfaces(form, at), warnings: [] };
  if (otherVariables(form).includes("U")) {
    return { form, surfaceAt: surfaces(form, { ...at, U: uniqueTokens }), warnings: [] };
  }
  if (form.expression !== chinchilla.expression) {
    throw new InputError(
      `invalid --unique-tokens: ${uniqueTokens}; expected the law chinchilla or data-constrained, as ${form.name} does not say what repeated tokens are worth`,
    );
  }
  const { values } = publishedFor("data-constrained");
  const repeats = [values.R_D!, values.R_N!];
  const surfaceAt = surfaces(dataConstrained, { U: uniqueTokens });
  const names = form.parameters.map(({ name }) => name);
  const places = chinchilla.parameters.map(({ name }) => names.indexOf(name));
  return {
    form,
    surfaceAt: (theta) => surfaceAt(Float64Array.from([...places.map((place) => theta[place]!), ...repeats])),
    caveat: `No interval here holds the largest uncertainty: what repeated tokens are worth is taken as published (R_D = ${repeats[0]!.toFixed(1)}), and refits of the published runs allow any R_D from 7 up; epochs, size and loss move with it.`,
    warnings: [
      {
        code: "assumed-repeats",
        message: `assumed repeats: what repeated tokens are worth (R_D = ${repeats[0]!.toFixed(1)}, R_N = ${repeats[1]!.toFixed(1)}) is as published by Muennighoff et al. (2023), not from your runs, and in no interval, so that those of epochs and loss are too narrow; --law data-constrained fits it to a table with a column of unique tokens`,
      },
    ],
  };
}
