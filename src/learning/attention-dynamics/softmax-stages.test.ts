import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { countPrompts, layerState, populationStep, promptLaw, stochasticStep } from "./softmax-stages.js";

const task = { probabilities: [0.5, 0.3, 0.2], N: 6 };
const law = promptLaw(task);
const logits = () => rootStream(1).child("logits").fillNormal(new Float64Array(9));

it("enumerates all prompts with their multinomial law", () => {
  expect(law.probabilities).toHaveLength(28);
  expect(countPrompts(task)).toBe(28);
  expect(law.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
  let mean = 0;
  law.probabilities.forEach((probability, s) => {
    mean += probability * law.counts[s * 3 + 1]!;
  });
  expect(mean).toBeCloseTo(6 * 0.3, 13);
  const likely = promptLaw(task, 0.01).probabilities;
  expect([...likely]).toEqual([...law.probabilities].filter((probability) => probability >= 0.01));
});

it("starts with attention as frequent as the feature", () => {
  const { loss, attention } = layerState(new Float64Array(9), task, law);
  expect([...attention]).toEqual([0.5, 0.3, 0.2].map((p) => expect.closeTo(p, 13)));
  // ½(E Σ A² − 2 E A_query + 1), with E A_j² = p² + p(1 − p)/N.
  const squares = [0.5, 0.3, 0.2].reduce((sum, p) => sum + p * p + (p * (1 - p)) / 6, 0);
  expect(loss).toBeCloseTo(0.5 * (squares - 2 * (0.25 + 0.09 + 0.04) + 1), 13);
});

it("steps along the gradient of the population loss", () => {
  const start = logits();
  const moved = start.slice();
  populationStep(moved, task, law, 1);
  for (let i = 0; i < 9; i++) {
    const [up, down] = [start.slice(), start.slice()];
    up[i]! += 1e-5;
    down[i]! -= 1e-5;
    const slope = (layerState(up, task, law).loss - layerState(down, task, law).loss) / 2e-5;
    expect(moved[i]! - start[i]!).toBeCloseTo(-slope, 9);
  }
});

it("steps on average as on the population when prompts are drawn", () => {
  const start = logits();
  const expected = start.slice();
  populationStep(expected, task, law, 1);
  const steps = 400;
  const stream = rootStream(2).child("batches");
  const changes = Array.from({ length: steps }, () => {
    const moved = start.slice();
    stochasticStep(moved, task, { batch: 100, eta: 1 }, stream);
    return moved.map((value, i) => value - start[i]!);
  });
  for (let i = 0; i < 9; i++) {
    const mean = changes.reduce((sum, change) => sum + change[i]!, 0) / steps;
    const variance = changes.reduce((sum, change) => sum + (change[i]! - mean) ** 2, 0) / (steps - 1);
    expect(Math.abs(mean - (expected[i]! - start[i]!))).toBeLessThan(4 * Math.sqrt(variance / steps));
  }
});
