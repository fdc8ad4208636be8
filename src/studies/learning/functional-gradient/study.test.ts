import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { sharedFile } from "../../../../test/shared-data.js";
import { kernelNames } from "./experiment.js";
import study from "./study.js";

const file = sharedFile("..", "theory", "vectors", "icl_more_reference.json");

it("finds descent over functions, the best kernel on the diagonal, and the published table", async () => {
  const { metrics, verdicts } = await runInline(study, { layers: 30, repetitions: 8 });
  for (const name of [...kernelNames, "ReLU"]) expect(metrics[`gap@${name}`]!.value).toBeLessThan(1e-13);
  expect(metrics["smallest_eigenvalue@ReLU"]!.value).toBeLessThan(-0.01);
  for (const labels of kernelNames) {
    const errors = kernelNames.map((by) => metrics[`error_of_${labels}@by=${by}`]!.value!);
    expect(Math.min(...errors)).toBe(errors[kernelNames.indexOf(labels)]);
  }
  const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
  expect(kinds).toEqual({
    "S0/§3.2.3/functional-descent": "holds",
    "S0/§3.2.3/softmax-too": "corrected",
    "S0/§3.2.3/approximates-non-linear": "holds",
    "S1/§4.2/attention-is-posterior": "fails",
  });
  if (!file) return;
  const published = JSON.parse(readFileSync(file, "utf8")).cheng_matched;
  const names = { linear: "linear", quadratic: "poly2", exponential: "exp", Gaussian: "rbf" };
  for (const labels of kernelNames) {
    for (const by of kernelNames) {
      const [value, stderr] = published[names[labels]][names[by]];
      const measured = metrics[`error_of_${labels}@by=${by}`]!;
      expect(Math.abs(measured.value! - value)).toBeLessThan(4 * Math.hypot(stderr, measured.stderr!));
    }
  }
});
