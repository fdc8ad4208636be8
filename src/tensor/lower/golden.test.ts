import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DType, grad, lax, nn, numpy as np, random } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { host, type TracedFunction, traced } from "../../../test/run-lowered.js";
import { lower } from "./index.js";
import { rules } from "./rules.js";

/** What the trace of the pinned jax-js consists of; an upgrade that changes it must be read, not waved through. */
interface Golden {
  /** The parameter names of each primitive that it traces. */
  readonly primitives: Readonly<Record<string, readonly string[]>>;
  /** One trace in full: what attention and its gradient look like. */
  readonly attention: readonly string[];
}

const path = join(import.meta.dirname, "../../../test/golden/jax-primitives.json");
const golden = JSON.parse(readFileSync(path, "utf8")) as Golden;

const square = host([], [4, 4], "float32");
const whole = host([], [4, 4], "int32");
const places = host([], [2], "int32");

const programs: [TracedFunction, (typeof square)[]][] = [
  [(x) => np.sin(np.cos(np.arcsin(np.arctan(np.exp(np.log(np.sqrt(np.reciprocal(np.floor(np.ceil(x)))))))))), [square]],
  [
    (x, y) => [np.add(x.ref, y.ref), np.multiply(x.ref, np.negative(y.ref)), np.minimum(x.ref, np.maximum(x, y))],
    [square, square],
  ],
  [(x, y) => np.where(np.less(x.ref, y.ref), np.fmod(x, y.ref), np.trunc(np.power(y, 3))), [square, square]],
  [(x) => [lax.erf(x.ref), lax.erfc(x.ref), lax.stopGradient(x.ref), x.astype(DType.Int32)], [square]],
  [(x) => lax.bitcastConvertType(x, DType.Int32), [square]],
  [(x) => [np.bitwiseAnd(x.ref, 3), np.leftShift(x.ref, x.ref), np.bitwiseCount(x)], [whole]],
  [
    (x) => [
      np.sum(x.ref),
      np.matmul(x.ref, x.ref),
      np.flip(x.ref),
      np.pad(x.ref, 1),
      np.broadcastTo(x.ref, [2, 4, 4]),
      x.slice([1, 3]),
    ],
    [square],
  ],
  [(x) => grad((y: np.Array) => np.sum(np.concatenate([y.ref, np.square(y)])))(x), [square]],
  [(x, i) => [x.ref.slice(i.ref), grad((y: np.Array) => np.sum(np.square(y.slice(i))))(x)], [square, places]],
  [(x) => [np.sort(x.ref), np.argsort(x)], [square]],
  [(x) => lax.conv(x.ref.reshape([1, 1, 4, 4]), x.reshape([1, 1, 4, 4]), [1, 1], "SAME"), [square]],
  [(x) => grad((y: np.Array) => np.sum(lax.reduceWindow(y, (z) => np.max(z), [2, 2])))(x), [square]],
  [(x) => [np.linalg.cholesky(x.ref), np.linalg.solve(x.ref, x.ref), np.linalg.eigh(x)[1]], [square]],
  [(x) => np.fft.fft({ real: x.ref, imag: x }).real, [square]],
  [(x) => np.multiply(x, random.uniform(random.key(np.array(0, { dtype: DType.Uint32 })), [4])), [square]],
];

const attention: TracedFunction = (x) =>
  grad((y: np.Array) => {
    const scores = np.multiply(np.matmul(y.ref, np.transpose(y.ref)), 0.5);
    return np.sum(np.square(np.matmul(nn.softmax(scores), y)));
  })(x);

describe("the pinned jax-js", () => {
  it("traces the primitives and parameters that the lowering was written for", async () => {
    const found: Record<string, string[]> = {};
    for (const [f, args] of programs) {
      for (const { primitive, params } of (await traced(f, args)).jaxpr.flatten().eqns) {
        found[primitive] = [...new Set([...(found[primitive] ?? []), ...Object.keys(params)])].sort();
      }
    }
    expect(found).toEqual(golden.primitives);
  });

  it("traces attention as it did", async () => {
    const text = (await traced(attention, [square])).jaxpr.flatten().simplify().toString();
    expect(text.split("\n").map((line) => line.trimEnd())).toEqual(golden.attention);
  });

  it("has no primitive that the lowering knows and the golden list does not", () => {
    expect([...rules.keys()].filter((name) => golden.primitives[name] === undefined)).toEqual([]);
  });
});

describe("what cannot be lowered", () => {
  const unlowered = async (f: TracedFunction, args: (typeof square)[]) => {
    const closed = await traced(f, args);
    const names = { inputs: args.map((_, i) => `x${i}`), outputs: closed.jaxpr.outs.map((_, i) => `y${i}`) };
    const result = lower(closed, names);
    return "unlowered" in result ? result.unlowered : [];
  };

  it("is named, each once", async () => {
    const f: TracedFunction = (x) => np.add(np.linalg.cholesky(x.ref), np.linalg.cholesky(np.add(x, 1)));
    expect(await unlowered(f, [square])).toEqual(["cholesky"]);
  });

  it("is named with the type where only that is missing", async () => {
    const unsigned = { ...square, dtype: "uint32" as "int32" };
    expect(await unlowered((x) => np.add(x, x.ref), [unsigned])).toEqual(["add (uint32)"]);
  });

  it("wrong numbers of names are refused", async () => {
    const closed = await traced((x) => x, [square]);
    expect(() => lower(closed, { inputs: [], outputs: ["y"] })).toThrow("invalid number of input names: 0; expected 1");
    expect(() => lower(closed, { inputs: ["x"], outputs: [] })).toThrow(
      "invalid number of output names: 0; expected 1",
    );
  });
});
