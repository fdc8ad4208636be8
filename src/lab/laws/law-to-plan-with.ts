import { formByName } from "../../laws/forms/index.js";
import type { FitDocument } from "../law-documents.js";
import { formOf } from "./fit-document.js";
import { hasSurface, otherVariables } from "./surface.js";

/**
 * The law to plan with where that of a fit was chosen and cannot plan, as it does not tell parameters from tokens: of the
 * laws that were tried, the best that depends on these and nothing else. Null where the law plans, was named by a person,
 * or none of the others can.
 */
export function lawToPlanWith(document: Pick<FitDocument, "form" | "candidates">): string | null {
  if (hasSurface(formOf(document))) return null;
  const able = document.candidates?.find(({ law, objective }) => objective !== null && plansAlone(law));
  return able?.law ?? null;
}

/** Whether a law of the catalogue gives a best size with no value of anything else. */
function plansAlone(law: string): boolean {
  const form = formByName(law);
  return hasSurface(form) && otherVariables(form).length === 0;
}

/**
 * The fit to plan with: the one given, or one by {@link lawToPlanWith} that says so in its first warning.
 * @param fitWith fits the same table as before by a named law
 */
export async function fitToPlanWith(
  document: FitDocument,
  fitWith: (law: string) => Promise<FitDocument>,
): Promise<FitDocument> {
  const law = lawToPlanWith(document);
  if (law === null) return document;
  const fitted = await fitWith(law);
  const message = `another law: ${document.law} predicts best of the laws tried, but does not tell parameters from tokens and gives no best size; the plan is by ${law}, the best of those that do`;
  return { ...fitted, warnings: [{ code: "another-law", message }, ...fitted.warnings] };
}
