import { expect, it } from "vitest";
import { chooseProvider } from "../../lab/providers/index.js";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { exponentialKernel, gaussianKernel, linearKernel, polynomialKernel } from "../tasks/index.js";
import { descendByAttention } from "./gradient-descent.js";
import { gramMatrix, kernelDescent, similarityOf } from "./kernel-descent.js";
import { leastSquaresDescent } from "./least-squares-descent.js";
import { reluSimilarity } from "./relu-descent.js";

const algebra = chooseProvider("embedded");
const stream = rootStream(11);
const normal = (length: number) => stream.fillNormal(new Float64Array(length)).map((value) => value / 2);
const prompt = { X: matrix(9, 3, normal(27)), y: normal(9), query: normal(3) };

it.each([
  ["linear", similarityOf(linearKernel)],
  ["quadratic", similarityOf(polynomialKernel())],
  ["exponential", similarityOf(exponentialKernel)],
  ["Gaussian", similarityOf(gaussianKernel())],
  ["ReLU", reluSimilarity],
])("attention with a %s similarity descends over functions", (_, similarity) => {
  const layers = descendByAttention(prompt, { eta: 0.4, layers: 15, similarity }, algebra);
  kernelDescent(prompt, similarity, { rate: 0.4, steps: 15 }).forEach((prediction, l) => {
    expect(Math.abs(prediction - layers[l]!)).toBeLessThan(1e-13);
  });
});

it("with the linear kernel is gradient descent on the weights", () => {
  const steps = leastSquaresDescent(prompt, { eta: 0.4, steps: 6 });
  kernelDescent(prompt, similarityOf(linearKernel), { rate: 0.4, steps: 6 }).forEach((prediction, l) => {
    const byWeights = steps[l]!.reduce((sum, w, a) => sum + w * prompt.query[a]!, 0);
    expect(Math.abs(prediction - byWeights)).toBeLessThan(1e-13);
  });
});

it("has no kernel in the ReLU of the dot product", () => {
  expect(algebra.eigenvalues(gramMatrix(prompt.X, reluSimilarity))[0]).toBeLessThan(-0.01);
  expect(algebra.eigenvalues(gramMatrix(prompt.X, similarityOf(exponentialKernel)))[0]).toBeGreaterThan(0);
});
