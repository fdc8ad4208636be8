import { readFile } from "node:fs/promises";
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
  if (found.success) return checked(path, found.data);
  const [issue] = found.error.issues;
  const place = issue && issue.path.length > 0 ? ` (${issue.path.join(".")}: ${issue.message})` : "";
  throw new InputError(`${path}: no fit${place}; expected ${expected}`);
}

/** What a schema cannot say: every parameter is there, and each draw has all. */
function checked(path: string, document: FitDocument): FitDocument {
  const { form, parameters, intervals } = document;
  const missing = form.parameters.find(({ name }) => parameters[name] === undefined);
  const short = intervals.draws.findIndex((draw) => draw.length !== form.parameters.length);
  if (missing) throw new InputError(`${path}: no value of ${missing.name}; expected one for each parameter of the law`);
  if (short >= 0)
    throw new InputError(
      `${path}: draw ${short + 1} has ${intervals.draws[short]!.length} numbers; expected ${form.parameters.length}`,
    );
  return document;
}
