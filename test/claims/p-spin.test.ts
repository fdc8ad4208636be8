import { describe, expect, it } from "vitest";
import {
  cavityResiduals,
  dominantStates,
  dynamicTemperature,
  groundStateEnergy,
  oneStepFreeEnergy,
  oneStepSolution,
  replicaSymmetricFreeEnergy,
  replicaSymmetricOverlaps,
  staticTransition,
  thresholdEnergy,
} from "../../src/spinglass/index.js";

/*
 * Check 11: the spherical p-spin model of thesis chapter 3. Reference numbers computed independently from the free energy
 * of Crisanti and Sommers 1992 (which also gives T_d, T_K and the energies for p = 3).
 */

describe("transitions", () => {
  it.each([
    { p: 3, Td: 0.612372, TK: 0.586054, E0: -1.171675 },
    { p: 4, Td: 0.544331, TK: 0.503039, E0: -1.268609 },
  ])("p = $p: T_d, T_K and the ground-state energy", ({ p, Td, TK, E0 }) => {
    expect(Math.abs(dynamicTemperature(p) - Td)).toBeLessThan(1e-6);
    expect(Math.abs(staticTransition(p).T - TK)).toBeLessThan(1e-6);
    expect(Math.abs(groundStateEnergy(p) - E0)).toBeLessThan(1e-6);
  });

  it("p = 3: q at T_K, the threshold energy, and where replica-symmetric solutions end", () => {
    expect(Math.abs(staticTransition(3).q - 0.645007)).toBeLessThan(1e-6);
    expect(Math.abs(thresholdEnergy(3) + 1.154701)).toBeLessThan(1e-6);
    expect(replicaSymmetricOverlaps(3, 0.471404)).toHaveLength(3);
    expect(replicaSymmetricOverlaps(3, 0.471406)).toHaveLength(1);
  });
});

describe("one-step solution, p = 3", () => {
  const table = [
    { T: 0.55, q: 0.67412, x: 0.878348, f: -0.453521 },
    { T: 0.5, q: 0.711666, x: 0.736148, f: -0.493256 },
    { T: 0.4, q: 0.779614, x: 0.51363, f: -0.581755 },
    { T: 0.3, q: 0.840842, x: 0.343921, f: -0.684327 },
    { T: 0.2, q: 0.897286, x: 0.20799, f: -0.805145 },
  ];

  it.each(table)("T = $T", ({ T, q, x, f }) => {
    const solution = oneStepSolution(3, T);
    expect(Math.abs(solution.q - q)).toBeLessThan(1e-6);
    expect(Math.abs(solution.x - x)).toBeLessThan(1e-6);
    expect(Math.abs(solution.freeEnergy - f)).toBeLessThan(1e-6);
  });

  it.each(table)("T = $T: eqs (111) and (112) hold to 1e-12", ({ T }) => {
    for (const residual of cavityResiduals(3, T, oneStepSolution(3, T))) expect(Math.abs(residual)).toBeLessThan(1e-12);
  });

  it.each(table)("T = $T: the free energy is maximal in x", ({ T }) => {
    const { q, x, freeEnergy } = oneStepSolution(3, T);
    for (const shift of [-0.2, -0.05, -0.01, 0.01, 0.05, 0.1]) {
      const best = stationaryOverlap(T, x + shift, q);
      expect(oneStepFreeEnergy(3, T, best, x + shift)).toBeLessThan(freeEnergy);
    }
  });
});

/** The overlap near `start` at which eqs (111) and (112) hold for a given x, by fixed-point iteration on (111). */
function stationaryOverlap(T: number, x: number, start: number): number {
  let q = start;
  for (let step = 0; step < 5000; step++) q = 1 - (T * T) / (1.5 * q * (1 - (1 - x) * q));
  return q;
}

it("replica-symmetric solutions at T = 0.4", () => {
  const overlaps = replicaSymmetricOverlaps(3, 0.4);
  expect(overlaps[0]).toBe(0);
  expect(Math.abs(overlaps[1]! - 0.146389)).toBeLessThan(1e-6);
  expect(Math.abs(overlaps[2]! - 0.565811)).toBeLessThan(1e-6);
  const energies = overlaps.map((q) => replicaSymmetricFreeEnergy(3, 0.4, q));
  [-0.625, -0.625682, -0.605561].forEach((f, i) => {
    expect(Math.abs(energies[i]! - f)).toBeLessThan(1e-6);
  });
});

it("complexity of the dominant states between T_K and T_d", () => {
  expect(dominantStates(3, 0.6).q).toBeCloseTo(0.6, 10);
  expect(Math.abs(dominantStates(3, 0.6).complexity - 0.0081454)).toBeLessThan(1e-6);
  expect(Math.abs(dominantStates(3, 0.59).complexity - 0.0025388)).toBeLessThan(1e-6);
});

it("refuses temperatures at which a solution does not exist", () => {
  expect(() => oneStepSolution(3, 0.6)).toThrow(/invalid T: 0\.6; expected a number up to T_K/);
  expect(() => dominantStates(3, 0.7)).toThrow(/invalid T: 0\.7; expected a number up to T_d/);
  expect(() => dynamicTemperature(2)).toThrow("invalid p: 2; expected an integer of at least 3");
});
