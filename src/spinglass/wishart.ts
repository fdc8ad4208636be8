import { invalid } from "../numerics/errors.js";

/**
 * E‖C₀⁻¹ − I‖²_F for C₀ = X₀X₀ᵀ/N with X₀ a D × N matrix of independent standard normals: the mean squared distance from
 * I_D of the solution W11 = C₀⁻¹, W21 = 0 of eq. (157), fig. 8. From the inverse Wishart moments (von Rosen 1988).
 * @throws InputError unless N > D + 3: otherwise the second moment is infinite.
 */
export function inverseWishartDistance({ D, N }: { D: number; N: number }): number {
  if (!(N > D + 3)) throw invalid("N", N, `more than D + 3 = ${D + 3}, or the inverse of C₀ has no second moment`);
  const first = N / (N - D - 1);
  const second = (N * N * (N - 1)) / ((N - D) * (N - D - 1) * (N - D - 3));
  return D * (second - 2 * first + 1);
}
