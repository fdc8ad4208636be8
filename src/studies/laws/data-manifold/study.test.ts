import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { rootStream } from "../../../numerics/random/index.js";
import study from "./study.js";
import { gridError } from "./target.js";

it("finds 4/d, 2/d and the dimension", async () => {
  const { metrics, verdicts } = await runInline(study, { dimensions: [1, 2], parameters: 2048, points: 200 });
  for (const d of [1, 2]) {
    expect(Math.abs(metrics[`linear_exponent@d = ${d}`]!.value! * (d / 4) - 1)).toBeLessThan(0.1);
    expect(Math.abs(metrics[`dimension@d = ${d}`]!.value! / d - 1)).toBeLessThan(0.25);
  }
  expect(verdicts["S0/§3.1.3/manifold-dimension"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.1.3/not-the-space"]!.verdict).toBe("holds");
});

it("interpolates better with more values", () => {
  const points = Array.from({ length: 50 }, (_, i) => rootStream(3).child(i).fillUniform(new Float64Array(2)));
  expect(Math.abs(16 * (gridError(33, points) / gridError(17, points)) - 1)).toBeLessThan(0.25);
});
