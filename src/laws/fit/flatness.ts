import { profile } from "./profile.js";
import type { Fit, RunData, Warning } from "./types.js";

/** Standard error on a parameter's scale (of ln θ, or relative to θ) from which its profile is worth a look. */
const SUSPICIOUS = 0.8;

/** Runs times squared parameters up to which flat directions are sought: their profiles cost more than the fit. */
const MOST_WORK = 12_000;

/**
 * Warnings of parameters for which the data allow any value on a side, found by their profiles. None are sought in large
 * tables, nor where as many parameters as runs leave nothing to judge by.
 */
export function flatDirections(fit: Omit<Fit, "warnings">, data: RunData): Warning[] {
  if (fit.n <= fit.theta.length || fit.n * fit.theta.length ** 2 > MOST_WORK) return [];
  return fit.form.parameters.flatMap(({ name, scale }, j): Warning[] => {
    const spread = fit.covariance ? Math.sqrt(fit.covariance.data[j * fit.theta.length + j]!) : 0;
    const relative = scale === "log" ? spread : spread / Math.max(Math.abs(fit.theta[j]!), 0.1);
    // No spread: the parameter is at a bound, perhaps because nothing holds it back.
    if (relative > 0 && relative < SUSPICIOUS) return [];
    const { lo, hi } = profile({ ...fit, warnings: [] }, data, name);
    if (lo !== null && hi !== null) return [];
    return [{ code: "flat", message: `flat: ${name} can be ${range(lo, hi)} (95 %)` }];
  });
}

function range(lo: number | null, hi: number | null): string {
  if (lo !== null) return `anything above ${lo.toPrecision(2)}`;
  return hi !== null ? `anything below ${hi.toPrecision(2)}` : "anything";
}
