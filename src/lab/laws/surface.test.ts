import { describe, expect, it } from "vitest";
import { formByName } from "../../laws/forms/index.js";
import { allocate } from "../../laws/plan/index.js";
import { hasSurface, surfaces } from "./surface.js";

describe("the surface of a law over parameters and tokens", () => {
  it("is the same by compute and tokens for a parameter as by parameters: equation 4 of Gadre et al. (2024)", () => {
    const [E, A, B, alpha] = [1.8, 480, 520, 0.35] as const;
    const byParameters = surfaces(formByName("over-training-N"))(Float64Array.of(E, A, B, alpha));
    const byCompute = surfaces(formByName("over-training"))(
      Float64Array.of(E, A * 6 ** (alpha / 2), B * 6 ** (alpha / 2), alpha / 2),
    );
    const chinchilla = surfaces(formByName("chinchilla"))(Float64Array.of(E, A, B, alpha, alpha));
    for (const surface of [byParameters, byCompute]) expect(surface(7e9, 3e11)).toBeCloseTo(chinchilla(7e9, 3e11), 12);
    expect(allocate(byCompute, 1e23).N / allocate(chinchilla, 1e23).N).toBeCloseTo(1, 10);
  });

  it("is not had from a law of compute alone", () => {
    expect(hasSurface(formByName("kaplan-C"))).toBe(false);
    expect(() => surfaces(formByName("kaplan-C"))).toThrow("expected one of N and D");
  });
});
