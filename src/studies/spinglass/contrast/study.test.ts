import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { ridgeEquivalent } from "../../../spinglass/index.js";
import study from "./study.js";

const small = { P: [20, 40, 300, 600], N: [20, 100], D: 10, repetitions: 6 };

it("finds the blank corner where P_c says it is, and contrast growing with P", async () => {
  const { verdicts, metrics } = await runInline(study, small);
  expect(verdicts["S2/fig-12a/blank-corner"]!.verdict).toBe("holds");
  expect(verdicts["S2/fig-12a/contrast-grows-with-diversity"]!.verdict).toBe("holds");
  expect(verdicts["S2/eq-161/contrast-measures-quality"]!.verdict).toBe("corrected");
  expect(metrics["amp_converged@P=20,N=20"]!.value).toBe(0);
  expect(metrics["contrast_amp@P=20,N=20"]!.value).toBeNull();
  expect(metrics["amp_converged@P=600,N=100"]!.value).toBe(1);
  const theory = ridgeEquivalent({ P: 600, D: 10, N: 100, lambda: 1 })!.contrast;
  expect(Math.abs(metrics["contrast_ridge@P=600,N=100"]!.value! - theory)).toBeLessThan(0.06);
});

it("draws a map with every point and the boundary on it", async () => {
  const { figures } = await runInline(study, small);
  const [amp] = figures;
  expect(amp!.marks.map((mark) => mark.type)).toEqual(["cell", "line"]);
  const cells = amp!.marks[0]!;
  expect(cells.type === "cell" && cells.data.length).toBe(8);
});

it("has the thesis's own grid as its paper preset: 50 × 50 with 10 repetitions", () => {
  const params = study.params.parse(study.presets.paper.params);
  expect(params.P).toHaveLength(50);
  expect(params.N).toHaveLength(50);
  expect(params.repetitions).toBe(10);
  expect(study.cells(params)).toHaveLength(2500);
});
