import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { tensor } from "../../tensor/index.js";
import { decodeSafetensors, encodeSafetensors } from "../../tensor/safetensors.js";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.js";
import { type History, noBetter } from "./history.js";

const stream = rootStream(5).child("room/name", 3);
const single = (...values: number[]) => Float32Array.of(...values);
const state = {
  params: { layers: [tensor(single(0.1, -0, 5e-45), [3, 1]), tensor(single(), [0])] },
  optimiser: [[], { mean: tensor(single(1e-30)) }],
  step: tensor(single(2), []),
};
const history: History = {
  loss: [0.1 + 0.2, 1e-300],
  gradientNorm: [1, 2],
  learningRate: [],
  evaluations: [
    { step: 1, values: { error: 0.5, perplexity: Number.POSITIVE_INFINITY } },
    { step: 2, values: { error: Number.NaN } },
  ],
};
const bytes = encodeCheckpoint({ state, history }, stream);

describe("a checkpoint", () => {
  it("reads back to the bit", () => {
    expect(decodeCheckpoint(bytes, state, stream)).toEqual({ state, history });
    expect(encodeCheckpoint(decodeCheckpoint(bytes, state, stream), stream)).toEqual(bytes);
  });

  it("is a safetensors file with names that say what is what", () => {
    const { tensors, metadata } = decodeSafetensors(bytes);
    expect(Object.keys(tensors).sort()).toEqual([
      "history.gradientNorm",
      "history.learningRate",
      "history.loss",
      "state.optimiser.1.mean",
      "state.params.layers.0",
      "state.params.layers.1",
      "state.step",
    ]);
    expect(tensors["state.params.layers.0"]).toEqual(state.params.layers[0]);
    expect(metadata.format).toBe("isinglass/checkpoint");
  });

  it("of another seed, path, model or format is refused by name", () => {
    const decode = (like: typeof state, of = stream) => decodeCheckpoint(bytes, like, of);
    expect(() => decode(state, rootStream(6).child("room/name", 3))).toThrow("invalid checkpoint's stream");
    expect(() => decode(state, rootStream(5).child("room/name", 4))).toThrow("invalid checkpoint's stream");
    const wider = { ...state, params: { layers: [tensor(single(1, 2, 3, 4), [4, 1]), state.params.layers[1]!] } };
    expect(() => decode(wider)).toThrow(
      "invalid checkpoint: state.params.layers.0 of shape [3, 1]; expected state.params.layers.0 of shape [4, 1] and 32 bits",
    );
    const deeper = { ...state, params: { layers: [...state.params.layers, tensor(single(1))] } };
    expect(() => decode(deeper)).toThrow("invalid checkpoint: nothing; expected state.params.layers.2 of shape [1]");
    const flatter = { ...state, params: { layers: [state.params.layers[0]!] } };
    expect(() => decode(flatter)).toThrow("invalid checkpoint: state.params.layers.1; expected the parameters");
    const foreign = encodeSafetensors({ a: tensor([1]) });
    expect(() => decodeCheckpoint(foreign, state, stream)).toThrow(
      "invalid checkpoint: no format v?; expected isinglass/checkpoint v2",
    );
  });
});

describe("early stopping", () => {
  const stops = (patience: number, ...errors: number[]) =>
    noBetter(
      "error",
      patience,
    )({
      ...history,
      evaluations: errors.map((error, step) => ({ step, values: { error } })),
    });

  it("waits for as many evaluations without a new best as it is told", () => {
    expect(stops(2, 3, 2)).toBe(false);
    expect(stops(2, 3, 2, 2.5)).toBe(false);
    expect(stops(2, 3, 2, 2.5, 2)).toBe(true);
    expect(stops(2, 3, 2, 2.5, 1.9)).toBe(false);
    expect(stops(3, 1, 2, 2)).toBe(false);
  });
});
