/** The person stopped the run; what is recorded stays. The command line exits with 130. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  constructor(
    /** Cells recorded so far, in all sessions. */
    readonly recorded: number,
    readonly cells: number,
  ) {
    super(`interrupted after ${recorded.toLocaleString("en")} of ${cells.toLocaleString("en")} cells`);
  }
}
