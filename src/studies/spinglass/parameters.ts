import { z } from "zod";

/*
 * Parameters that the spin-glass studies share, with their limits. A study picks the ones it has and gives their
 * defaults, which are those of its quick preset.
 */

const taskCount = z.int().min(1).max(1_000_000);
const dimension = z.int().min(1).max(60);
const promptLength = z.int().min(1).max(1_000_000);

/** One value or a sweep of distinct ones, at least one. */
const sweep = <T extends z.ZodType>(each: T) => z.array(each).min(1).max(10_000);

/** P: number of pre-training tasks. */
export const P = taskCount.describe("number of pre-training tasks P");
/** A sweep over P. */
export const sweepP = sweep(taskCount).describe("numbers of pre-training tasks P");
/** D: dimension of the regression. The p = D(D+1) spins need 8p² bytes: 110 MB at D = 60. */
export const D = dimension.describe("dimension D of the inputs");
/** N: length of a prompt. */
export const N = promptLength.describe("number N of examples in a prompt");
/** A sweep over N. */
export const sweepN = sweep(promptLength).describe("numbers N of examples in a prompt");
/** λ of eq. (123). */
export const lambda = z.number().min(1e-9).max(1e6).describe("strength λ of the regulariser, eq. (123)");
/** β of eq. (133). */
export const beta = z.number().min(1e-9).max(1e9).describe("inverse temperature β, eq. (133)");
/** c of eq. (162). */
export const c = z.number().min(0).max(0.999).describe("covariance c between the examples of a prompt, eq. (162)");
/** Independent repetitions. */
export const repetitions = z.int().min(1).max(100_000).describe("independent repetitions of every point");
/** How tasks are drawn. */
export const sampler = z
  .enum(["exact", "literal"])
  .describe("draw the prompts' sufficient statistics (exact) or every example (literal): same law");
