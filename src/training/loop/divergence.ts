/** Training has left the finite numbers: where, on which batch, and what can be gone back to. */
export class DivergenceError extends Error {
  override readonly name = "DivergenceError";

  /**
   * @param finding what is not finite, as `the loss is NaN`
   * @param step the number of steps done before the one that shows it
   * @param batch the address of that step's batch, a path of streams below the seed
   * @param checkpoint the steps done at the last finite checkpoint, if there is one
   */
  constructor(
    finding: string,
    readonly step: number,
    readonly batch: readonly (string | number)[],
    readonly checkpoint: number | undefined,
  ) {
    const last = checkpoint === undefined ? "there is no checkpoint" : `the last checkpoint is of step ${checkpoint}`;
    super(`${finding} at step ${step} (batch stream ${batch.join("/")}); ${last}`);
  }
}
