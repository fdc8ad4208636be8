import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { bestStep, oneStepLoss } from "../../../learning/constructions/index.js";
import { uniformInputs } from "./experiment.js";
import study from "./study.js";

const small = { prompts: 20, layers: 8, repetitions: 4 };

it("finds attention and gradient descent equal, and tells the rest from it", async () => {
  const { metrics, verdicts } = await runInline(study, small);
  expect(metrics["gap@stack"]!.value).toBeLessThan(1e-13);
  expect(metrics["gap@causal layer"]!.value).toBeLessThan(1e-13);
  expect(metrics["gap@deep causal, online"]!.value).toBeLessThan(1e-9);
  expect(metrics["distance_first@query sees itself"]!.value).toBeLessThan(1e-13);
  expect(metrics["distance_last@query sees itself"]!.value).toBeGreaterThan(0.01);
  expect(metrics["distance_last@causal mask"]!.value).toBeGreaterThan(0.01);
  const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
  expect(kinds).toEqual({
    "S0/§3.2.1/basic-operations": "corrected",
    "S0/§3.2.1/linear-attention-is-descent": "holds",
    "S0/§3.2.1/autoregressive-is-online": "corrected",
    "S0/§3.2.1/softmax-gap": "holds",
    "S1/§2.3/forward-pass-is-descent": "corrected",
  });
});

it("measures the exact loss of one step", async () => {
  const { metrics } = await runInline(study, { ...small, d: 4, N: 6, repetitions: 16 });
  const step = uniformInputs({ d: 4, N: 6 });
  const { value, stderr } = metrics.loss_best!;
  expect(Math.abs(value! - oneStepLoss(bestStep(step), step))).toBeLessThan(4 * stderr!);
});
