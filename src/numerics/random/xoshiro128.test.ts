import { expect, test } from "vitest";
import { nextUniform, nextWord } from "./xoshiro128.js";

test("gives the published sequence", () => {
  // From the authors' reference implementation (prng.di.unimi.it) with state 1, 2, 3, 4; rand_xoshiro has the same.
  const published = [
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ];
  const state = Int32Array.of(1, 2, 3, 4);
  expect(published.map(() => nextWord(state) >>> 0)).toEqual(published);
});

test("takes a uniform number from two words, the first on top", () => {
  const state = Int32Array.of(1, 2, 3, 4);
  expect(nextUniform(state) * 2 ** 53).toBe((641 >>> 5) * 2 ** 26 + (1573767 >>> 6));
});
