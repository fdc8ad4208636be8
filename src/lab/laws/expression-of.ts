import { readFile } from "node:fs/promises";
import { invalid } from "../../numerics/errors.js";
import { systemCode } from "../errors.js";

/** What has more characters is no path. */
const LONGEST_PATH = 4096;
const NO_FILE = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];

/** An expression as given, or as the file of that name holds it. @throws InputError for a file that cannot be read */
export async function expressionOf(given: string): Promise<string> {
  if (given.length > LONGEST_PATH) return given;
  try {
    return (await readFile(given, "utf8")).trim();
  } catch (error) {
    if (NO_FILE.includes(systemCode(error) ?? "")) return given;
    throw invalid("--form", given, `an expression, or a file that can be read (${systemCode(error)})`);
  }
}
