import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  bayesianFreeEnergy,
  equalEnergies,
  freeEnergy,
  freeEnergyBounds,
  localExponent,
  quadraticEnergies,
  randomEnergyModel,
} from "./free-energy.js";

describe("free energy of states", () => {
  const stream = rootStream(6).child("energies");

  it("is that of one spin, and obeys F = E − S/β with the entropy of the weights", () => {
    const { F, energy, entropy } = freeEnergy([-1, 1], 0.7);
    expect(F).toBeCloseTo(-Math.log(2 * Math.cosh(0.7)) / 0.7, 14);
    expect(energy).toBeCloseTo(-Math.tanh(0.7), 14);
    const p = 1 / (1 + Math.exp(-1.4));
    expect(F).toBeCloseTo(energy - entropy / 0.7, 14);
    expect(entropy).toBeCloseTo(-p * Math.log(p) - (1 - p) * Math.log(1 - p), 14);
    expect(freeEnergy([5, 5, 5], 1e-3).F).toBeCloseTo(5 - Math.log(3) / 1e-3, 10);
    expect(freeEnergy([-1e5, 1e5], 10).F).toBe(-1e5);
  });

  it("lies within its bounds", () => {
    for (const beta of [0.01, 0.3, 1, 10]) {
      const energies = stream.fillNormal(new Float64Array(64));
      const { F } = freeEnergy(energies, beta);
      const mean = energies.reduce((a, b) => a + b) / 64;
      const { low, high } = freeEnergyBounds(Math.min(...energies), mean, Math.log(64), beta);
      expect(F).toBeGreaterThanOrEqual(low);
      expect(F).toBeLessThanOrEqual(high);
    }
  });

  it("is the random energy model's, to finite size", () => {
    const n = 16;
    const energies = stream.fillNormal(new Float64Array(2 ** n)).map((x) => x * Math.sqrt(n / 2));
    // At β = 1 the sample's own fluctuation, √(e^(β²n/2)/2^n)/n, would be as large as the error looked for.
    for (const beta of [0.25, 0.5]) {
      expect(freeEnergy(energies, beta).F / n / randomEnergyModel(beta).freeEnergyPerSpin).toBeCloseTo(1, 2);
    }
    // Freezing: continuous at β_c, and flat beyond.
    const critical = 2 * Math.sqrt(Math.LN2);
    expect(randomEnergyModel(critical * 0.999999).freeEnergyPerSpin).toBeCloseTo(-Math.sqrt(Math.LN2), 9);
    expect(randomEnergyModel(5)).toEqual({ freeEnergyPerSpin: -Math.sqrt(Math.LN2), frozen: true });
  });
});

describe("E ~ N^−alpha does not give F ~ N^−alpha", () => {
  it("with equal energies F is a straight line in N: its exponent is −1, not alpha", () => {
    const F = (N: number) => equalEnergies(N, 0.34, 2, 1).F;
    const states = Array.from({ length: 2 ** 10 }, () => 10 ** -0.34);
    expect(F(10)).toBeCloseTo(freeEnergy(states, 1).F, 12);
    expect(localExponent(F, 1e6)).toBeCloseTo(-1, 6);
    expect(localExponent((N) => equalEnergies(N, 0.34, 2, 1).energy, 1e6)).toBeCloseTo(0.34, 9);
    // One state alone: the premise itself.
    expect(localExponent((N) => equalEnergies(N, 0.34, 1, 1).F, 1e6)).toBeCloseTo(0.34, 9);
  });

  it("with quadratic energies the entropy is linear in N, whatever the depth", () => {
    const F = (N: number) => quadraticEnergies(N, N ** -0.34, 3, 2).F;
    expect(localExponent(F, 1e6)).toBeCloseTo(-1, 5);
    // One parameter, by the midpoint rule.
    let Z = 0;
    for (let x = -20; x < 20; x += 1e-3) Z += 1e-3 * Math.exp(-2 * (0.5 + 1.5 * (x + 5e-4) ** 2));
    const one = quadraticEnergies(1, 0.5, 3, 2);
    expect(one.F).toBeCloseTo(-Math.log(Z) / 2, 10);
    expect(one.energy).toBe(0.75);
    // At zero temperature only the depth is left.
    expect(quadraticEnergies(10, 0.5, 3, 1e9).F).toBeCloseTo(0.5, 6);
  });

  it("in Bayes' case too what N adds rises with N", () => {
    expect(bayesianFreeEnergy(1e4, 2, 50) - bayesianFreeEnergy(1e4, 2, 5)).toBeCloseTo(45 * Math.log(1e4), 8);
    expect(() => freeEnergy([], 1)).toThrow(/invalid number of states: 0/);
    expect(() => freeEnergy([1], 0)).toThrow(/invalid beta: 0/);
  });
});
