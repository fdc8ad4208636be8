import { invalid } from "../numerics/errors.js";
import { findRoot } from "../numerics/optimisation/find-root.js";

/*
 * The spherical p-spin model of thesis chapter 3, in its normalisation (Crisanti and Sommers 1992, Z. Phys. B 87, 341):
 * couplings of variance p!/(2N^{p−1}), Σσ_i² = N, zero field, free energies a spin without the constant
 * −(T/2)(1 + ln 2π). Temperatures T are in units of the coupling, β = 1/T, p ≥ 3.
 */

function requireModel(p: number, T = 1): void {
  if (!Number.isInteger(p) || p < 3) throw invalid("p", p, "an integer of at least 3");
  if (!(T > 0)) throw invalid("T", T, "a number above 0");
}

/** Replica-symmetric free energy −(1/2β){(β²/2)(1 − q^p) + q/(1−q) + ln(1−q)}, eq. (45). */
export function replicaSymmetricFreeEnergy(p: number, T: number, q: number): number {
  return -(T / 2) * ((1 - q ** p) / (2 * T * T) + q / (1 - q) + Math.log(1 - q));
}

/**
 * The replica-symmetric overlaps at T, ascending: q = 0 and the solutions of T² = (p/2) q^{p−2}(1−q)², of which there are
 * two below T = √(p/2 · (p−2)^{p−2}·4/p^p) and none above.
 */
export function replicaSymmetricOverlaps(p: number, T: number): number[] {
  requireModel(p, T);
  const excess = (q: number) => (p / 2) * q ** (p - 2) * (1 - q) ** 2 - T * T;
  const peak = (p - 2) / p;
  return excess(peak) < 0 ? [0] : [0, rootIn(excess, 0, peak), rootIn(excess, peak, 1)];
}

/** T_d, where metastable states appear (the dynamical transition): √((p/2)(p−2)^{p−2}/(p−1)^{p−1}). */
export function dynamicTemperature(p: number): number {
  requireModel(p);
  return Math.sqrt(((p / 2) * (p - 2) ** (p - 2)) / (p - 1) ** (p - 1));
}

/** T_K, where their complexity vanishes (the static transition to one-step replica symmetry breaking), and q there. */
export function staticTransition(p: number): { readonly T: number; readonly q: number } {
  requireModel(p);
  const q = rootIn((q) => (q * q) / (p * (1 - q)) + Math.log(1 - q) + q, (p - 2) / (p - 1), 1 - 1e-12);
  return { T: stateTemperature(p, q), q };
}

/** The temperature at which a state of self-overlap q is stationary at x = 1: T² = (p/2) q^{p−2}(1−q). */
function stateTemperature(p: number, q: number): number {
  return Math.sqrt((p / 2) * q ** (p - 2) * (1 - q));
}

/**
 * The states that dominate between T_K and T_d (x = 1): self-overlap q and complexity Σ = −½{(β²/2)q^p + ln(1−q) + q},
 * the logarithm of their number a spin. @throws InputError above T_d, where there are none.
 */
export function dominantStates(p: number, T: number): { readonly q: number; readonly complexity: number } {
  requireModel(p, T);
  if (T > dynamicTemperature(p)) throw invalid("T", T, `a number up to T_d = ${dynamicTemperature(p)}`);
  const q = rootIn((q) => stateTemperature(p, q) - T, (p - 2) / (p - 1), 1);
  return { q, complexity: -0.5 * (q ** p / (2 * T * T) + Math.log(1 - q) + q) };
}

/** One-step free energy at q0 = 0, eq. (118) over −xβN. */
export function oneStepFreeEnergy(p: number, T: number, q: number, x: number): number {
  const bracket =
    (1 - (1 - x) * q ** p) / (2 * T * T) + ((x - 1) / x) * Math.log(1 - q) + Math.log(1 - (1 - x) * q) / x;
  return -(T / 2) * bracket;
}

/** A one-step solution: overlap q1 within states, q0 = 0 between, breaking point x, free energy a spin. */
export interface OneStepSolution {
  readonly q: number;
  readonly x: number;
  readonly freeEnergy: number;
}

/**
 * The one-step solution below T_K: stationary in q1 (eqs (111), (112)), which gives x as a function of q1, and in x (which
 * the thesis does not state). @throws InputError above T_K.
 */
export function oneStepSolution(p: number, T: number): OneStepSolution {
  requireModel(p, T);
  const critical = staticTransition(p).T;
  if (T > critical) throw invalid("T", T, `a number up to T_K = ${critical}`);
  const outer = (q: number) => (T * T) / ((p / 2) * q ** (p - 2) * (1 - q));
  const breaking = (q: number) => (outer(q) - 1 + q) / q;
  const slope = (q: number) => {
    const x = breaking(q);
    const z = (x * q) / (1 - q);
    // Near x = 0 the two logarithmic terms cancel to −z²/2 + 2z³/3: the series keeps the digits.
    const rest = z < 1e-4 ? -z * z * (0.5 - (2 / 3) * z) : z / (1 + z) - Math.log1p(z);
    return q ** p / (2 * T * T) + rest / (x * x);
  };
  const low = Math.max((p - 2) / (p - 1), replicaSymmetricOverlaps(p, T)[2] ?? 0);
  const high = dominantStates(p, T).q;
  const q = rootIn(slope, low + 1e-9 * (high - low), high);
  return { q, x: breaking(q), freeEnergy: oneStepFreeEnergy(p, T, q, breaking(q)) };
}

/** Residuals of eqs (111) and (112) at q0 = 0, with λ = 1/(1−q1) + ½pβ²(1−q1^{p−1}) from eq. (118)'s stationarity. */
export function cavityResiduals(p: number, T: number, { q, x }: Pick<OneStepSolution, "q" | "x">): [number, number] {
  const strength = p / (2 * T * T);
  const power = q ** (p - 1);
  const lambda = 1 / (1 - q) + strength * (1 - power);
  const inner = lambda - strength * (1 - power);
  const outer = lambda - strength * (1 + (x - 1) * power);
  return [q - (strength * power) / (inner * outer), 1 - q - 1 / inner];
}

/** The energy a spin of the ground state, the limit T → 0 of the one-step solution with 1 − q = χT and x = yT. */
export function groundStateEnergy(p: number): number {
  requireModel(p);
  const susceptibility = (y: number) => (Math.sqrt(y * y + 8 / p) - y) / 2;
  const slope = (y: number) => {
    const chi = susceptibility(y);
    return 0.5 - Math.log1p(y / chi) / (y * y) + 1 / (y * (chi + y));
  };
  const y = rootIn(slope, 1e-3, 100);
  const chi = susceptibility(y);
  return -0.5 * ((p * chi + y) / 2 + Math.log1p(y / chi) / y);
}

/** The energy a spin below which minima are stable and above which saddles are met: −√(2(p−1)/p). */
export function thresholdEnergy(p: number): number {
  requireModel(p);
  return -Math.sqrt((2 * (p - 1)) / p);
}

/** A root whose bracket the theory guarantees. */
function rootIn(f: (x: number) => number, a: number, b: number): number {
  const { x, reason } = findRoot(f, a, b, { tolerance: 1e-15 });
  if (reason !== "converged") throw new Error(`p-spin: no root between ${a} and ${b} (${reason})`);
  return x;
}
