import { z } from "zod";

/*
 * Parameters of studies on prompts of linear regression, with their limits. A study picks the ones it has and gives
 * their defaults, which are those of its quick preset.
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
/** Independent repetitions. */
export const repetitions = z.int().min(1).max(100_000).describe("independent repetitions of every point");
