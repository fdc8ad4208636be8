import { describe, expect, it } from "vitest";
import { chooseProvider } from "../../src/lab/providers/index.js";
import { rootStream } from "../../src/numerics/random/index.js";
import {
  buildSpinGlass,
  drawTasks,
  energyGradient,
  fullCouplings,
  hamiltonian,
  localRegularisation,
  localRegularisationAsPrinted,
  type TaskBatch,
  trainingLoss,
  zeroModeFraction,
} from "../../src/spinglass/index.js";

const algebra = chooseProvider("embedded");

/** S^μ as eq. (131) prints it, with its dead column: (D+1)². */
function spinVector({ D, features, queries }: TaskBatch, task: number): number[] {
  return Array.from({ length: (D + 1) ** 2 }, (_, i) => {
    const [m, n] = [Math.floor(i / (D + 1)), i % (D + 1)];
    return n === D ? 0 : features[task * (D + 1) + m]! * queries[task * D + n]!;
  });
}

describe("couplings and fields, eqs (126)–(128), against a triple loop (check 1)", () => {
  const [P, D, N] = [7, 3, 5];
  const tasks = drawTasks(rootStream(1), { P, D, N });
  const glass = buildSpinGlass(tasks, algebra);
  const J = fullCouplings(glass);
  const vectors = Array.from({ length: P }, (_, task) => spinVector(tasks, task));

  it("J_ij = −(1/P) Σ s_i s_j, symmetric, with zero rows for the dead column", () => {
    const n = (D + 1) ** 2;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const brute = -vectors.reduce((sum, s) => sum + s[i]! * s[j]!, 0) / P;
        expect(Math.abs(J.data[i * n + j]! - brute)).toBeLessThan(1e-12);
        expect(J.data[i * n + j]).toBe(J.data[j * n + i]);
        if (i % (D + 1) === D) expect(Math.abs(J.data[i * n + j]!)).toBe(0);
      }
    }
  });

  it("h_i = (1/P) Σ ỹ s_i", () => {
    for (let i = 0; i < D * (D + 1); i++) {
      const full = Math.floor(i / D) * (D + 1) + (i % D);
      const brute = vectors.reduce((sum, s, task) => sum + tasks.targets[task]! * s[full]!, 0) / P;
      expect(Math.abs(glass.field[i]! - brute)).toBeLessThan(1e-12);
    }
  });

  it("is the same for the tasks cut in chunks", () => {
    const many = drawTasks(rootStream(2), { P: 1500, D, N });
    const { secondMoment, field } = buildSpinGlass(many, algebra);
    const p = D * (D + 1);
    const brute = new Float64Array(p * p);
    const bruteField = new Float64Array(p);
    for (let task = 0; task < many.P; task++) {
      const s = spinVector(many, task).filter((_, i) => i % (D + 1) !== D);
      for (let i = 0; i < p; i++) {
        bruteField[i]! += (s[i]! * many.targets[task]!) / many.P;
        for (let j = 0; j < p; j++) brute[i * p + j]! += (s[i]! * s[j]!) / many.P;
      }
    }
    brute.forEach((value, i) => {
      expect(Math.abs(secondMoment.data[i]! - value)).toBeLessThan(1e-12);
    });
    bruteField.forEach((value, i) => {
      expect(Math.abs(field[i]! - value)).toBeLessThan(1e-12);
    });
  });
});

describe("the energy (check 12)", () => {
  const lambda = 0.01;
  const tasks = drawTasks(rootStream(3), { P: 40, D: 5, N: 8 });
  const glass = buildSpinGlass(tasks, algebra);
  const spins = rootStream(4).fillNormal(new Float64Array(30));

  it("H(σ) + (1/2P) Σ ỹ² = L, eqs (123) and (128), with λ_i = λ + (1/P) Σ s_i²", () => {
    const loss = trainingLoss(tasks, lambda, spins, algebra);
    const energy = hamiltonian(glass, localRegularisation(glass, lambda), spins);
    expect(Math.abs(energy + glass.constant - loss)).toBeLessThan(1e-12 * Math.max(1, loss));
  });

  it("does not hold with the printed sign of λ_i", () => {
    const loss = trainingLoss(tasks, lambda, spins, algebra);
    const energy = hamiltonian(glass, localRegularisationAsPrinted(glass, lambda), spins);
    expect(Math.abs(energy + glass.constant - loss)).toBeGreaterThan(0.01 * loss);
  });

  it("has the gradient that finite differences give", () => {
    const gradient = energyGradient(glass, lambda, spins);
    const local = localRegularisation(glass, lambda);
    for (let i = 0; i < spins.length; i += 7) {
      const at = (shift: number) => hamiltonian(glass, local, spins.with(i, spins[i]! + shift));
      expect(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 - gradient[i]!)).toBeLessThan(1e-6);
    }
  });
});

describe("zero modes of the Hessian, fig. 10 (check 8)", () => {
  it.each([
    { D: 5, P: 3 },
    { D: 5, P: 9 },
    { D: 5, P: 60 },
    { D: 10, P: 25 },
    { D: 10, P: 88 },
    { D: 10, P: 132 },
    { D: 10, P: 500 },
    { D: 20, P: 100 },
    { D: 20, P: 398 },
    { D: 20, P: 442 },
  ])("are 1 − min(P, D(D+1))/(D+1)² at D = $D, P = $P", ({ D, P }) => {
    const { secondMoment } = buildSpinGlass(drawTasks(rootStream(5).child(D, P), { P, D, N: 100 }), algebra);
    const spectrum = algebra.eigenvalues(secondMoment);
    const live = spectrum.filter((value) => Math.abs(value) > 1e-10).length;
    const spins = (D + 1) ** 2;
    expect(spins - live).toBe(Math.round(zeroModeFraction({ P, D }) * spins));
  });

  it("are 98.5 % at the figure's D = 40, P = 25", () => {
    expect(zeroModeFraction({ P: 25, D: 40 })).toBeCloseTo(0.9851, 4);
  });
});
