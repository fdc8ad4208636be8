/** A cell of one repetition at one value of the parameter that the study sweeps. */
export type RepeatedCell<Name extends string, P> = { readonly [name in Name]: number } & {
  readonly id: string;
  readonly repetition: number;
  readonly params: P;
};

/** A cell for every value of the swept parameter and every repetition, in that order. */
export function repeatedCells<Name extends string, P extends { readonly repetitions: number }>(
  name: Name,
  values: readonly number[],
  params: P,
): RepeatedCell<Name, P>[] {
  return values.flatMap((value) =>
    Array.from({ length: params.repetitions }, (_, repetition) => {
      const id = `${name}=${value},repetition=${repetition}`;
      return { [name]: value, id, repetition, params } as RepeatedCell<Name, P>;
    }),
  );
}
