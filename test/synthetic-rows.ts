import type { Measurement } from "../src/studies/measurement.js";
import type { AnyStudy, Params, Row, VerdictKind } from "../src/study/index.js";

/** Scalars by `quantity` or `quantity@series`, one value for each repetition. */
export type Scalars = Readonly<Record<string, readonly (number | null)[]>>;

/** The rows that a study would have recorded with these scalars. */
export function scalarRows(scalars: Scalars): Measurement[] {
  return Object.entries(scalars).flatMap(([name, values]) => {
    const [quantity = "", series = ""] = name.split("@");
    return values.map((value, repetition) => ({ quantity, series, x: null, value, repetition }));
  });
}

/** The points of one curve of one repetition: values by x, which is whole. */
export function curveRows(
  quantity: string,
  series: string,
  values: Readonly<Record<number, number>>,
  repetition = 0,
): Measurement[] {
  return Object.entries(values).map(([x, value]) => ({ quantity, series, x: Number(x), value, repetition }));
}

/** What a study says of one of its claims, given rows. */
export function verdictOn(study: AnyStudy, claim: string, rows: readonly Row[], overrides: Params = {}): VerdictKind {
  return study.judge(rows, study.params.parse(overrides)).find((verdict) => verdict.claim === claim)!.verdict;
}
