import { describe, expect, it } from "vitest";
import {
  allocate,
  allocateChinchilla,
  allocationExponents,
  chinchillaParameters,
  chinchillaTokens,
} from "./allocation.js";
import { chinchillaSurface } from "./surface.js";

const huber = { E: 1.817218, A: 477.825, B: 2143.42, alpha: 0.34731, beta: 0.367172 };
const rounded = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
const tex = { E: 1.6934, A: 406.401, B: 410.7228, alpha: 0.33917084, beta: 0.2849083 };

describe("compute-optimal allocation", () => {
  it.each([
    [1e20, 8.55e8, 1.95e10, 22.8, 2.552, 40, 28],
    [1e22, 9.11e9, 1.83e11, 20.1, 2.14, 63, 41],
    [5.76e23, 7.32e10, 1.31e12, 17.9, 1.974, 93, 59],
    [1e25, 3.17e11, 5.25e12, 16.6, 1.911, 122, 76],
  ])("gives the table of Epoch's refit at %d FLOP", (C, N, D, ratio, loss, roundedRatio, texRatio) => {
    const plan = allocateChinchilla(huber, C);
    expect(plan.N / N).toBeCloseTo(1, 2);
    expect(plan.D / D).toBeCloseTo(1, 2);
    expect(plan.tokensPerParameter).toBeCloseTo(ratio, 1);
    expect(plan.loss).toBeCloseTo(loss, 3);
    expect(Math.round(allocateChinchilla(rounded, C).tokensPerParameter)).toBe(roundedRatio);
    expect(Math.round(allocateChinchilla(tex, C).tokensPerParameter)).toBe(texRatio);
  });

  it("has the exponents of the paper's approach 3 and of the refit", () => {
    expect(allocationExponents(huber).a).toBeCloseTo(0.5139, 4);
    expect(allocationExponents(rounded).a).toBeCloseTo(0.4516, 4);
  });

  it("is the same by search on the surface", () => {
    for (const C of [1e18, 5.76e23, 1e27]) {
      const closed = allocateChinchilla(huber, C);
      const found = allocate(chinchillaSurface(huber), C);
      expect(found.N / closed.N).toBeCloseTo(1, 10);
      expect(found.loss).toBeCloseTo(closed.loss, 13);
      expect(found).toMatchObject({ binding: null, valleys: 1 });
      expect(chinchillaTokens(huber, closed.N) / closed.D).toBeCloseTo(1, 12);
      expect(chinchillaParameters(huber, closed.D) / closed.N).toBeCloseTo(1, 12);
    }
  });

  it("keeps to limits and says which binds", () => {
    const surface = chinchillaSurface(huber);
    const free = allocate(surface, 1e22);
    const fewTokens = allocate(surface, 1e22, { maxTokens: free.D / 4 });
    expect(fewTokens.binding).toBe("tokens");
    expect(fewTokens.D / (free.D / 4)).toBeCloseTo(1, 10);
    expect(fewTokens.compute / 1e22).toBeCloseTo(1, 10);
    const small = allocate(surface, 1e22, { maxParameters: 1e9 });
    expect(small).toMatchObject({ binding: "parameters", tokensPerParameter: expect.closeTo(1e22 / 6e18, 3) });
    const both = allocate(surface, 1e22, { maxParameters: 1e9, maxTokens: 1e11 });
    expect(both).toMatchObject({ binding: "both", N: 1e9, D: 1e11, compute: 6e20 });
    expect(allocate(surface, 1e22, { maxTokens: 1e15, maxParameters: 1e15 }).binding).toBeNull();
  });

  it("counts FLOP as told", () => {
    // Twice the price of a token is half the compute.
    const dear = allocate(chinchillaSurface(huber), 2e22, { flopsPerToken: (N) => 12 * N });
    expect(dear.N / allocateChinchilla(huber, 1e22).N).toBeCloseTo(1, 5);
    expect(dear.compute).toBeCloseTo(2e22, -10);
  });

  it("refuses an optimum at the end of the range, and budgets that are none", () => {
    const surface = chinchillaSurface(huber);
    expect(() => allocate(surface, 1e22, { range: [1e11, 1e12] })).toThrow(
      /invalid compute: 1e\+22; expected a budget whose/,
    );
    expect(() => allocate((N) => 2 + N ** -0.3, 1e22)).toThrow(/best size lies inside/);
    expect(() => allocate(surface, 1e8)).toThrow(/invalid compute: 100000000; expected more than 600000000 FLOP/);
    expect(() => allocate(surface, 1e22, { maxTokens: 100 })).toThrow(
      /invalid limit of tokens: 100; expected at least 1.00e\+4/,
    );
    expect(allocate(surface, 1e22, { maxParameters: 1000 })).toMatchObject({ N: 1000, binding: "parameters" });
    expect(() => allocate(() => Number.NaN, 1e22)).toThrow(/no finite loss/);
    expect(() => allocateChinchilla(huber, -1)).toThrow(/invalid compute: -1/);
    expect(() => allocateChinchilla({ ...huber, alpha: 0 }, 1e22)).toThrow(/invalid alpha: 0/);
  });

  it("meets every valley of a surface that has many", () => {
    const wavy = (N: number) => Math.cos(Math.log(N)) + 0.001 * Math.log(N) ** 2;
    const found = allocate(wavy, 1e22, { range: [1e4, 1e14] });
    // 3π, 5π, 7π and 9π as logarithms, and the low end.
    expect(found.valleys).toBe(5);
    expect(Math.log(found.N)).toBeCloseTo(9.44, 1);
  });
});
