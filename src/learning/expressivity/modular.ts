import { invalid } from "../../numerics/errors.js";

/** a mod p in 0 … p − 1, for negative a too. */
export function modulo(a: number, p: number): number {
  const rest = a % p;
  return rest < 0 ? rest + p : rest;
}

/** a^{-1} mod p by Euclid's algorithm. @throws InputError if a and p have a common factor. */
export function inverseModulo(a: number, p: number): number {
  let [r, next] = [p, modulo(a, p)];
  let [x, nextX] = [0, 1];
  while (next !== 0) {
    const q = Math.floor(r / next);
    [r, next] = [next, r - q * next];
    [x, nextX] = [nextX, x - q * nextX];
  }
  if (r !== 1) throw invalid("divisor", a, `a number that ${p} does not share a factor with`);
  return modulo(x, p);
}
