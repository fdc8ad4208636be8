import { scale } from "@observablehq/plot";

/** Viridis (Smith and van der Walt 2015): even in lightness, and readable on any paper. */
const viridis = scale({ color: { type: "linear", scheme: "viridis", domain: [0, 1], clamp: true } });

/** The colour of a sequential scale at `t` in 0 … 1. */
export function sequentialColor(t: number): string {
  return String(viridis.apply(t));
}
