import { z } from "zod";

export * from "../prompt-parameters.js";

/*
 * Parameters that the spin-glass studies share beside those of the prompts, with their limits.
 */

/** λ of eq. (123). */
export const lambda = z.number().min(1e-9).max(1e6).describe("strength λ of the regulariser, eq. (123)");
/** β of eq. (133). */
export const beta = z.number().min(1e-9).max(1e9).describe("inverse temperature β, eq. (133)");
/** c of eq. (162). */
export const c = z.number().min(0).max(0.999).describe("covariance c between the examples of a prompt, eq. (162)");
/** How tasks are drawn. */
export const sampler = z
  .enum(["exact", "literal"])
  .describe("draw the prompts' sufficient statistics (exact) or every example (literal): same law");
