import type { Estimate } from "../../../study/index.js";
import { at, classesOf, predictorsOf, ratio, without } from "./curves.js";
import { type CurvePoint, TRAINED } from "./experiment.js";
import type { Params } from "./study.js";

/**
 * Errors of every predictor at the D-th point (k = D − 1 examples before it), after D examples, and at the last point;
 * and the trained model's error over that of least squares and ridge regression, where these are not zero to rounding.
 */
export function metrics(rows: readonly CurvePoint[], params: Params): Record<string, Estimate> {
  const { d, points, noise } = params;
  const positions = [...new Set([d - 1, d, points - 1])].filter((k) => k < points);
  const named: [string, Estimate | undefined][] = classesOf(rows).flatMap((ofClass) =>
    positions.flatMap((k) => {
      const place = `@${ofClass},k=${k}`;
      const errors = predictorsOf(rows, ofClass).map((predictor): [string, Estimate | undefined] => [
        `error_${predictor.toLowerCase().replaceAll(" ", "_")}${place}`,
        at(rows, ofClass, predictor, k),
      ]);
      return [...errors, ...factors(rows, ofClass, k, ofClass === "noisy-linear" ? noise / d : 0)];
    }),
  );
  return Object.fromEntries(
    named.flatMap(([name, found]) =>
      found ? [[name, { value: found.value, stderr: found.stderr, n: found.n }] as const] : [],
    ),
  );
}

/** Errors below this are zero to rounding, and no measure for another. */
const ROUNDING = 1e-9;

/** The factor of the issue: how many times the error of least squares, or of ridge regression, the model has. */
function factors(
  rows: readonly CurvePoint[],
  ofClass: string,
  k: number,
  noise: number,
): [string, Estimate | undefined][] {
  const trained = at(rows, ofClass, TRAINED, k);
  return ["least squares", "ridge"].flatMap((name): [string, Estimate | undefined][] => {
    const baseline = at(rows, ofClass, name, k);
    if (!baseline || baseline.value! < ROUNDING) return [];
    const place = `${name.replaceAll(" ", "_")}@${ofClass},k=${k}`;
    return [
      [`factor_${place}`, ratio(trained, baseline)],
      ...(noise > 0
        ? [[`clean_factor_${place}`, ratio(without(noise, trained), without(noise, baseline))] as [string, Estimate]]
        : []),
    ];
  });
}
