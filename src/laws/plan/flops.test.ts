import { describe, expect, it } from "vitest";
import { forwardFlops, parameterCount, type TransformerShape, trainingFlops, trainingFlops6ND } from "./flops.js";

const chinchilla = (layers: number, width: number, heads: number, headSize: number): TransformerShape => ({
  layers,
  width,
  heads,
  headSize,
  feedForward: 4 * width,
  vocabulary: 32000,
  context: 2048,
  relativePositions: true,
});

// Hoffmann et al. (2022), table A4: layers, width, heads, key size; parameters; their FLOP over 6ND, and with embeddings.
const tableA4: [TransformerShape, parameters: number, published: number, full: number][] = [
  [chinchilla(10, 640, 10, 64), 73e6, 1.03, 1.58],
  [chinchilla(20, 1024, 16, 64), 305e6, 1.1, 1.32],
  [chinchilla(24, 1280, 10, 128), 552e6, 1.08, 1.23],
  [chinchilla(26, 1792, 14, 128), 1.1e9, 1.04, 1.15],
  [chinchilla(28, 2048, 16, 128), 1.6e9, 1.03, 1.12],
  [chinchilla(40, 3584, 28, 128), 6.8e9, 0.99, 1.03],
];

describe("exact FLOP", () => {
  it.each(tableA4)(
    "has the published ratio of table A4 without embeddings, row %#",
    (shape, parameters, bare, full) => {
      const { total } = parameterCount(shape);
      expect(Math.abs(total / parameters - 1)).toBeLessThan(0.04);
      const ratio = (embeddings: boolean) =>
        trainingFlops(shape, 1e9, { embeddings, logits: embeddings }) / trainingFlops6ND(total, 1e9);
      expect(Number(ratio(false).toFixed(2))).toBe(bare);
      expect(Number(ratio(true).toFixed(2))).toBe(full);
    },
  );

  it("is 2 FLOP a weight without attention over the context", () => {
    const shape = { ...chinchilla(12, 768, 12, 64), relativePositions: false };
    const { nonEmbedding, embedding } = parameterCount(shape);
    expect(nonEmbedding).toBe(12 * 12 * 768 ** 2);
    expect(forwardFlops(shape, { attention: false, embeddings: false })).toBe(2 * (nonEmbedding + embedding));
  });
});
