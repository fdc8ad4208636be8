import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { sharedFile } from "../../../../test/shared-data.js";
import study from "./study.js";

const file = sharedFile("..", "theory", "vectors", "icl_reference.json");

describe("training linear attention", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 4 });

  it("reaches the minimum, and keeps the bias of its training length", () => {
    const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
    expect(kinds).toEqual({
      "S0/§3.2.1/flow-converges": "holds",
      "S0/§3.2.3/global-minimum": "holds",
      "S0/§3.2.3/any-linear-function": "corrected",
    });
    expect(metrics.fit_error!.value).toBeLessThan(0.1);
    for (const M of [5, 20, 80, 320]) {
      const { value, stderr } = metrics[`risk_simulated@M=${M}`]!;
      expect(Math.abs(value! - metrics[`risk@M=${M}`]!.value!)).toBeLessThan(4 * stderr!);
    }
  });

  it.skipIf(!file)("gives the published numbers", () => {
    const { zfb } = JSON.parse(readFileSync(file!, "utf8"));
    expect(Math.abs(metrics.min_loss!.value! - zfb.minLossHalf)).toBeLessThan(1e-9);
    zfb.lam.forEach((lambda: number, i: number) => {
      expect(Math.abs(metrics[`optimum@lambda=${lambda}`]!.value! - zfb.GammaInvDiag[i])).toBeLessThan(1e-9);
    });
    zfb.testM.forEach((M: number, i: number) => {
      expect(Math.abs(metrics[`risk@M=${M}`]!.value! - zfb.testRiskExact[i])).toBeLessThan(1e-9);
    });
    const [, loss, distance] = zfb.gdHistory.at(-1);
    expect(Math.abs(metrics.loss_trained!.value! - loss)).toBeLessThan(1e-9);
    expect(Math.abs(metrics.distance_trained!.value! - distance)).toBeLessThan(1e-6);
  });
});

it("refuses fewer prompts than the fit needs", () => {
  const params = study.params.parse({ prompts: 100, spectrum: Array(20).fill(1) });
  expect(() => study.cells(params)).toThrow("invalid prompts: 100; expected at least 800");
});

it("refuses a step at which no flow can settle, and equal M", () => {
  const cellsOf = (params: object) => () => study.cells(study.params.parse(params));
  expect(cellsOf({ timeStep: 1 })).toThrow("invalid timeStep: 1; expected at most 0.");
  expect(cellsOf({ spectrum: [50, 50, 50, 50], N: 3 })).toThrow("invalid timeStep: 0.02; expected at most 0.");
  expect(cellsOf({ M: [5, 5] })).toThrow("invalid M: 5, 5; expected distinct numbers");
});

it("does not judge a flow that is still on its way", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2, prompts: 200, steps: 20 });
  expect(verdicts["S0/§3.2.1/flow-converges"]!.verdict).toBe("undecided");
  expect(verdicts["S0/§3.2.3/global-minimum"]!.verdict).toBe("undecided");
});
