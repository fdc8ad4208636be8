import { expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { geluDescentStep, geluProduct } from "./gelu-product.js";
import { leastSquaresDescent } from "./least-squares-descent.js";

it("multiplies, with an error that falls as the square of the scale", () => {
  const errors = [0.2, 0.1, 0.05].map((scale) => Math.abs(geluProduct(0.7, -1.3, scale) + 0.91));
  expect(errors[2]!).toBeLessThan(1e-3);
  for (const i of [0, 1]) expect(Math.log2(errors[i]! / errors[i + 1]!)).toBeCloseTo(2, 1);
});

it("takes a gradient step as exactly as it multiplies", () => {
  const stream = rootStream(5);
  const prompt = {
    X: matrix(6, 3, stream.fillNormal(new Float64Array(18))),
    y: stream.fillNormal(new Float64Array(6)),
  };
  const start = stream.fillNormal(new Float64Array(3));
  const [exact] = leastSquaresDescent(prompt, { eta: 0.5, steps: 1, start });
  const errors = [0.02, 0.01].map((scale) => {
    const step = geluDescentStep(prompt, start, { eta: 0.5, scale });
    return Math.max(...step.map((value, a) => Math.abs(value - exact![a]!)));
  });
  expect(errors[1]!).toBeLessThan(0.002);
  expect(Math.log2(errors[0]! / errors[1]!)).toBeCloseTo(2, 1);
});
