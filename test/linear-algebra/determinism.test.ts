import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { expect, inject, it } from "vitest";
import { openBlasProvider } from "../../src/lab/providers/openblas.js";
import { embeddedProvider } from "../../src/numerics/linear-algebra/embedded.js";
import type { Matrix } from "../../src/numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";
import { randomMatrix, randomPositive, randomSymmetric } from "./matrices.js";
import { forEachProvider } from "./providers.js";

const n = 230;
const inputs = { general: randomMatrix(n, n), positive: randomPositive(n), symmetric: randomSymmetric(n) };

/** Every operation's result, one after another. Also run in worker threads, as text: uses nothing from outside. */
function everything(algebra: LinearAlgebra, { general, positive, symmetric }: Record<string, Matrix>): Float64Array[] {
  const eigen = algebra.eigh(symmetric!);
  const singular = algebra.svd(general!);
  return [
    algebra.gemm(general!, positive!).data,
    algebra.gemm(general!, symmetric!, { transposeA: true, alpha: 0.3 }).data,
    algebra.syrk(general!).data,
    algebra.cholesky(positive!).data,
    algebra.solve(general!, symmetric!).data,
    algebra.solvePositive(positive!, general!).data,
    algebra.eigenvalues(symmetric!),
    eigen.values,
    eigen.vectors.data,
    singular.u.data,
    singular.values,
    singular.vt.data,
  ];
}

/** The bytes of all results: equality of bits, also of zeros' signs. */
function bits(results: Float64Array[]): string {
  const hash = createHash("sha256");
  for (const result of results) hash.update(result);
  return hash.digest("hex");
}

forEachProvider("determinism", (algebra) => {
  it("gives the same bits again, whatever was computed between", () => {
    const before = bits(everything(algebra, inputs));
    algebra.svd(randomMatrix(77, 311));
    algebra.solve(randomMatrix(301, 301), randomMatrix(301, 2));
    expect(bits(everything(algebra, inputs))).toBe(before);
  });
});

it("gives the same bits in a new instance of the kernels", () => {
  const run = () => bits(everything(embeddedProvider("simd"), inputs));
  expect(run()).toBe(run());
});

/** Runs `everything` in a worker thread, on the provider that the expression makes from the built modules. */
function inWorker(module: string, provider: string): Promise<Float64Array[]> {
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.module).then((module) => {
      parentPort.postMessage((${everything})(${provider}, workerData.inputs));
    });`;
  const url = new URL(`../../dist/${module}`, import.meta.url).href;
  const worker = new Worker(code, { eval: true, workerData: { module: url, inputs } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

it("gives the same bits in worker threads that run side by side: embedded", async ({ skip }) => {
  skip(!inject("built"), "dist/ is not built");
  const expected = bits(everything(embeddedProvider("simd"), inputs));
  const run = () => inWorker("numerics/linear-algebra/embedded.js", 'module.embeddedProvider("simd")');
  for (const result of await Promise.all([run(), run(), run()])) expect(bits(result)).toBe(expected);
});

it("gives the same bits in worker threads that run side by side: OpenBLAS, one thread each", async ({ skip }) => {
  skip(!inject("built"), "dist/ is not built");
  const openBlas = openBlasProvider(1);
  if (openBlas === undefined) return skip("OpenBLAS is not on this machine");
  const expected = bits(everything(openBlas, inputs));
  const run = () => inWorker("lab/providers/openblas.js", "module.openBlasProvider()");
  for (const result of await Promise.all([run(), run(), run()])) expect(bits(result)).toBe(expected);
});
