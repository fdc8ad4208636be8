/** A cell of one repetition. */
export interface RepeatedCell<P> {
  readonly id: string;
  readonly repetition: number;
  readonly params: P;
}

/** One cell for each repetition. */
export function repeatedCells<P extends { readonly repetitions: number }>(params: P): RepeatedCell<P>[] {
  return Array.from({ length: params.repetitions }, (_, repetition) => ({
    id: `repetition=${repetition}`,
    repetition,
    params,
  }));
}
