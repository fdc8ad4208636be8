import type { RunData } from "../../../laws/fit/index.js";
import { dataConstrained, publishedFor, withFixed } from "../../../laws/forms/index.js";
import { type DataConstrainedConstants, effective } from "../../../laws/plan/epochs.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { plantRuns, thetaFor } from "../planted.js";

/** The constants of Muennighoff et al. (2023). */
export const published = publishedFor("data-constrained", "muennighoff").values;

/** The law with all but the two constants of repetition held, as the authors fitted it. */
export const heldForm = withFixed(
  dataConstrained,
  Object.fromEntries(Object.entries(published).filter(([name]) => name !== "R_D" && name !== "R_N")),
);

/** R_D held on a person's table: the published one, and those between which the objective hardly differs on its runs. */
export const HELD = [12, published.R_D!, 500];

/** The published law, with another R_D and R_N if given. */
export function lawWith({ R_D = published.R_D!, R_N = published.R_N! } = {}): DataConstrainedConstants {
  const { E, A, B, alpha, beta } = published;
  return { E: E!, A: A!, B: B!, alpha: alpha!, beta: beta!, repeatTokens: R_D, repeatParameters: R_N };
}

/** What a token seen in so many epochs is worth, in fresh ones: D′/D; without an upper end of R_D, one. */
export function worth(epochs: number, R_D: number | null): number {
  return R_D === null ? 1 : effective(epochs, 1, R_D) / epochs;
}

/** Unique tokens, epochs and sizes (over a twentieth of the tokens) of the runs: the range of the published ones. */
const UNIQUE = [1e8, 4e8, 1.5e9, 4e9, 9e9, 25e9];
const EPOCHS = [1, 2, 4, 7, 14, 44];
const SIZES = [0.3, 1, 3, 10];

/** Runs of the published law with noise; those of more than 2·10¹¹ tokens or 2·10¹⁰ parameters are left out. */
export function plantTable(noise: number, stream: Stream): RunData {
  const runs = UNIQUE.flatMap((U) =>
    EPOCHS.flatMap((epochs) => SIZES.map((ratio) => ({ U, D: U * epochs, N: ((U * epochs) / 20) * ratio }))),
  ).filter(({ N, D }) => N <= 2e10 && D <= 2e11);
  const column = (name: "N" | "D" | "U") => Float64Array.from(runs, (run) => run[name]);
  const variables = { N: column("N"), D: column("D"), U: column("U") };
  return plantRuns(dataConstrained, thetaFor(dataConstrained, published), variables, noise, stream);
}
