import { z } from "zod";

/*
 * Parameters that the studies of scaling laws share, with their limits. A study picks the ones it has and gives their
 * defaults, which are those of its quick preset.
 */

/** Independent repetitions. */
export const repetitions = z.int().min(1).max(100_000).describe("independent tables of planted runs");
/** Noise of a run's loss. */
export const noise = z
  .number()
  .min(0)
  .max(1)
  .describe("standard deviation of ln L between runs of the same law (log-normal noise)");
/** A positive exponent. */
export const exponent = z.number().min(0.01).max(10);
