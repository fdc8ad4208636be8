import { expect, it } from "vitest";
import { rootStream } from "../../../numerics/index.js";
import { maskTokens } from "./mask-tokens.js";

it("hides 15 % of the tokens: 80 % of these by [MASK], 10 % by any token, 10 % not at all", () => {
  const n = 200_000;
  const tokens = { data: Int32Array.from({ length: n }, (_, i) => i % 50), shape: [n / 100, 100] };
  const { shown, masked } = maskTokens(rootStream(7), tokens, { vocabulary: 50, maskToken: 50 });
  expect([shown.shape, masked.shape]).toEqual([tokens.shape, tokens.shape]);
  const chosen = [...tokens.data].flatMap((_, i) => (masked.data[i] === 1 ? [i] : []));
  const share = (test: (i: number) => boolean) => chosen.filter(test).length / chosen.length;
  // Four standard errors of a share: 0.0032 of all tokens, at most 0.0093 of the chosen.
  expect(Math.abs(chosen.length / n - 0.15)).toBeLessThan(0.0032);
  expect(Math.abs(share((i) => shown.data[i] === 50) - 0.8)).toBeLessThan(0.0093);
  // A random token is the same by chance once in 50: 0.1 + 0.1/50.
  expect(Math.abs(share((i) => shown.data[i] === tokens.data[i]) - 0.102)).toBeLessThan(0.007);
  const untouched = tokens.data.every((token, i) => masked.data[i] === 1 || shown.data[i] === token);
  expect(untouched).toBe(true);
});
