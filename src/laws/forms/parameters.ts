import type { FormParameter } from "../form.js";

/**
 * A parameter that lies where the data of a variable lie, such as the place of a break: where its starts are drawn from
 * is known once the data are (see `startNear`).
 */
export interface LocatedParameter extends FormParameter {
  /** The variable in whose range it lies. */
  readonly near?: string;
}

/** A positive factor of a power law, over any order of magnitude. */
export function amplitude(name: string, description: string, start: readonly [number, number] = [1, 1e4]) {
  return { name, unit: "", description, lower: 1e-12, upper: 1e30, scale: "log", start } satisfies FormParameter;
}

/** An exponent of a decay, zero or more; on the linear scale, as its errors are symmetric there. */
export function exponent(name: string, description: string, start: readonly [number, number] = [0.05, 0.9]) {
  return { name, unit: "", description, lower: 0, upper: 5, scale: "linear", start } satisfies FormParameter;
}

/** The loss that no scale removes, zero or more. */
export function irreducible(name = "E", description = "irreducible loss", unit = "nats per token") {
  return { name, unit, description, lower: 0, upper: 1e3, scale: "linear", start: [0.3, 3] } satisfies FormParameter;
}

/** A number of either sign. */
export function signed(name: string, description: string, start: readonly [number, number]) {
  const [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { name, unit: "", description, lower, upper, scale: "linear", start } satisfies FormParameter;
}

/** A number from 0 to 1. */
export function fraction(name: string, description: string, start: readonly [number, number] = [0.05, 0.95]) {
  return { name, unit: "fraction", description, lower: 0, upper: 1, scale: "linear", start } satisfies FormParameter;
}

/** A positive number with a unit, over any order of magnitude. */
export function scaleConstant(name: string, unit: string, description: string, start: readonly [number, number]) {
  return { name, unit, description, lower: 1e-30, upper: 1e60, scale: "log", start } satisfies FormParameter;
}

/** A place among a variable's values, such as a break or a midpoint. */
export function locatedAt(
  name: string,
  near: string,
  unit: string,
  description: string,
  start: readonly [number, number],
) {
  return { ...scaleConstant(name, unit, description, start), near } satisfies LocatedParameter;
}
