/** The name that a {@link TooManyCells} keeps where it crosses threads as another Error. */
const NAME = "TooManyCells";

/** A run of more cells than was asked for at most. Nothing of it has been computed. */
export class TooManyCells extends Error {
  override readonly name = NAME;
  constructor(
    readonly cells: number,
    most: number,
  ) {
    super(`${cells} cells are more than ${most}, the most that a page computes; expected fewer, or the command line`);
  }
}

/** The cells of a run that was refused for their number; undefined for any other error. */
export function cellsRefused(error: unknown): number | undefined {
  if (!(error instanceof Error) || error.name !== NAME) return undefined;
  return Number.parseInt(error.message, 10);
}
