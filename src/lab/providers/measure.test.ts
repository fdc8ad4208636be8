import { afterEach, expect, it, vi } from "vitest";
import { embeddedProvider } from "../../numerics/linear-algebra/embedded.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { measureGflops } from "./measure.js";

afterEach(() => {
  vi.useRealTimers();
});

it("credits a provider with the operations it was asked for, over the shortest time it took", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  let runs = 0;
  const take = <T>(value: T): T => {
    vi.advanceTimersByTime(runs++ === 2 ? 20 : 30);
    return value;
  };
  const clockwork: LinearAlgebra = { ...embeddedProvider("simd"), gemm: (a) => take(a), syrk: (a) => take(a) };
  const { gemm, syrk } = measureGflops(clockwork);
  expect(gemm).toBeCloseTo((2 * 512 ** 3) / 20e6, 10);
  expect(syrk).toBeCloseTo((4000 * 420 * 421) / 30e6, 10);
});

it("measures the embedded kernels", () => {
  const { gemm, syrk } = measureGflops(embeddedProvider("simd"));
  for (const speed of [gemm, syrk]) {
    expect(speed).toBeGreaterThan(0);
    expect(speed).toBeLessThan(1000);
  }
});
