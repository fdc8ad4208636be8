import { describe, expect, it } from "vitest";
import { embeddedProvider, matrix } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { variance } from "../../numerics/statistics/index.js";
import { buildSpinGlass, localRegularisation } from "../couplings.js";
import { energyGradient, hamiltonian } from "../energy.js";
import { groundState } from "../ground-state.js";
import { drawTasks } from "../tasks.js";
import {
  coordinatesOf,
  descentExcess,
  descentPath,
  energyAt,
  energyVariances,
  partialEnergies,
  principalDirections,
  shareOf,
  squaredCorrelation,
} from "./index.js";

const algebra = embeddedProvider();
const stream = rootStream(7).child("landscape");
const [D, lambda] = [4, 0.01];
const p = D * (D + 1);
const glass = buildSpinGlass(drawTasks(stream.child("tasks"), { P: 60, D, N: 12 }), algebra);
const form = principalDirections(glass, lambda, algebra);
const local = localRegularisation(glass, lambda);
const samples = matrix(400, p, stream.child("samples").fillNormal(new Float64Array(400 * p)));
const coordinates = coordinatesOf(samples, form, algebra);
const energies = Float64Array.from({ length: 400 }, (_, n) =>
  hamiltonian(glass, local, samples.data.slice(n * p, (n + 1) * p)),
);

describe("the energy in its principal directions", () => {
  it("is the Hamiltonian at any weights, to rounding", () => {
    for (const [n, energy] of energies.entries()) {
      expect(energyAt(form, coordinates.data.subarray(n * p, (n + 1) * p))).toBeCloseTo(energy, 11);
    }
  });

  it("has its minimum at the ground state, and falls in curvature", () => {
    const ground = groundState(glass, lambda, algebra);
    expect(hamiltonian(glass, local, ground)).toBeCloseTo(form.minimum, 12);
    expect(Math.max(...coordinatesOf(matrix(1, p, ground), form, algebra).data.map(Math.abs))).toBeLessThan(1e-12);
    expect([...form.curvatures]).toEqual([...form.curvatures].sort((a, b) => b - a));
  });

  it("is cut by a plane through the ground state as the Hamiltonian is", () => {
    const ground = groundState(glass, lambda, algebra);
    for (const [i, j, a, b] of [
      [0, 1, 1.5, -2],
      [3, p - 1, -0.7, 4],
    ] as const) {
      const spins = ground.map(
        (spin, k) => spin + a * form.directions.data[i * p + k]! + b * form.directions.data[j * p + k]!,
      );
      const section = form.minimum + (form.curvatures[i]! * a * a + form.curvatures[j]! * b * b) / 2;
      expect(hamiltonian(glass, local, spins)).toBeCloseTo(section, 11);
    }
  });

  it("refuses an energy with flat directions", () => {
    expect(() => principalDirections(glass, 0, algebra)).toThrow("invalid lambda: 0; expected a number above 0");
  });
});

describe("the shares of the energy of samples", () => {
  const variances = energyVariances(form, 1);

  it("have the variance of sampled energies, in all and in parts", () => {
    const many = matrix(20_000, p, stream.child("many").fillNormal(new Float64Array(20_000 * p)));
    const c = coordinatesOf(many, form, algebra).data;
    const all = Array.from({ length: p }, (_, k) => k);
    for (const places of [all, [0, 1], [5, 9]]) {
      const exact = places.reduce((sum, k) => sum + variances[k]!, 0);
      const sampled = variance(partialEnergies(form, c, places));
      // Four standard errors of a variance of chi-squares with few terms: kurtosis at most 15.
      expect(Math.abs(sampled / exact - 1)).toBeLessThan(4 * Math.sqrt(14 / 20_000));
    }
    const whole = Float64Array.from({ length: 20_000 }, (_, n) => energyAt(form, c.subarray(n * p, (n + 1) * p)));
    const measured = squaredCorrelation(whole, partialEnergies(form, c, [0, 1]));
    expect(measured).toBeCloseTo(shareOf(variances, [0, 1]), 1);
  });

  it("add up to one", () => {
    const every = Array.from({ length: p }, (_, k) => k);
    expect(shareOf(variances, every)).toBeCloseTo(1, 14);
  });
});

describe("the path of gradient descent", () => {
  it("is that of steps taken one by one", () => {
    const relativeStep = 0.4;
    const rate = (2 * relativeStep) / form.curvatures[0]!;
    const start = coordinates.data.subarray(0, p);
    const spins = samples.data.slice(0, p);
    const path = descentPath(form, { start, relativeStep }, [0, p - 1], 25);
    for (const [step, [a, b]] of path.entries()) {
      const c = coordinatesOf(matrix(1, p, spins), form, algebra).data;
      expect(a).toBeCloseTo(c[0]!, 11);
      expect(b).toBeCloseTo(c[p - 1]!, 11);
      expect(form.minimum + descentExcess(form, { start, relativeStep }, step)).toBeCloseTo(
        hamiltonian(glass, local, spins),
        10,
      );
      const gradient = energyGradient(glass, lambda, spins);
      for (let k = 0; k < p; k++) spins[k]! -= rate * gradient[k]!;
    }
  });

  it("refuses a step that diverges", () => {
    expect(() => descentPath(form, { start: form.ground, relativeStep: 1 }, [0, 1], 3)).toThrow(
      "invalid step: 1; expected a number between 0 and 1",
    );
  });
});
