import { invalid } from "../../numerics/errors.js";
import type { Loss } from "./types.js";

/** Whether the residual is ln f − ln y (else f − y). */
export function isLogarithmic(loss: Loss): boolean {
  return loss.kind !== "ls-raw";
}

/** The default loss: Huber's with δ = 1e-3 on logarithms, as in Hoffmann et al. (2022), arXiv:2203.15556, eq. (3). */
export const HOFFMANN_LOSS: Loss = { kind: "huber", delta: 1e-3 };

/** A loss of one residual with its derivatives ψ = ρ′ and ψ′. */
export interface Rho {
  /** ρ(r). */
  value(r: number): number;
  /** ρ′(r). */
  slope(r: number): number;
  /** ρ″(r). */
  curvature(r: number): number;
}

const squares: Rho = { value: (r) => r * r, slope: (r) => 2 * r, curvature: () => 2 };

/** Huber's ρ_δ. @throws InputError unless δ is positive and finite. */
export function huber(delta: number): Rho {
  if (!(delta > 0 && delta < Infinity)) throw invalid("delta", delta, "a positive number");
  return {
    value: (r) => (Math.abs(r) <= delta ? (r * r) / 2 : delta * (Math.abs(r) - delta / 2)),
    slope: (r) => (Math.abs(r) <= delta ? r : Math.sign(r) * delta),
    curvature: (r) => (Math.abs(r) <= delta ? 1 : 0),
  };
}

/** |r| smoothed within δ of zero: Huber's ρ_δ/δ, which tends to |r| as δ → 0. */
export function smoothedAbsolute(delta: number): Rho {
  const { value, slope, curvature } = huber(delta);
  return { value: (r) => value(r) / delta, slope: (r) => slope(r) / delta, curvature: (r) => curvature(r) / delta };
}

/** |r| itself; its curvature at a kink is taken as zero. */
const absolute: Rho = { value: Math.abs, slope: Math.sign, curvature: () => 0 };

/** ρ of a loss, as it is reported. */
export function rhoOf(loss: Loss): Rho {
  if (loss.kind === "huber") return huber(loss.delta);
  return loss.kind === "l1" ? absolute : squares;
}
