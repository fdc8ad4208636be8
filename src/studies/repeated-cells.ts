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

/** A cell of one repetition at one value of the parameter that the study sweeps. */
export type SweptCell<Name extends string, P> = RepeatedCell<P> & { readonly [name in Name]: number };

/** A cell for every value of the swept parameter and every repetition, in that order. */
export function sweptCells<Name extends string, P extends { readonly repetitions: number }>(
  name: Name,
  values: readonly number[],
  params: P,
): SweptCell<Name, P>[] {
  return values.flatMap((value) =>
    Array.from({ length: params.repetitions }, (_, repetition) => {
      const id = `${name}=${value},repetition=${repetition}`;
      return { [name]: value, id, repetition, params } as SweptCell<Name, P>;
    }),
  );
}
