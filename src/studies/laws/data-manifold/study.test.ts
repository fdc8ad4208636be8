import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { rootStream } from "../../../numerics/random/index.js";
import { drawPoint, gridError, nearest } from "./approximators.js";
import study from "./study.js";

it("finds 4/d, 2/d and the dimension", async () => {
  const { metrics, verdicts } = await runInline(study, { dimensions: [1, 2], parameters: 2048, points: 200 });
  for (const d of [1, 2]) {
    expect(Math.abs(metrics[`linear_exponent@d = ${d}`]!.value! * (d / 4) - 1)).toBeLessThan(0.1);
    expect(Math.abs(metrics[`dimension@d = ${d}`]!.value! / d - 1)).toBeLessThan(0.25);
  }
  expect(verdicts["S0/§3.1.3/manifold-dimension"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.1.3/not-the-space"]!.verdict).toBe("holds");
});

it("interpolates better with more values, and finds the nearest centre", () => {
  const stream = rootStream(3);
  const points = Array.from({ length: 50 }, (_, i) => drawPoint(2, stream.child(i)));
  expect(Math.abs(16 * (gridError(33, points) / gridError(17, points)) - 1)).toBeLessThan(0.25);
  const centres = points.slice(1);
  const { index, first, second } = nearest(points[0]!, centres, centres.length);
  const distances = centres.map((centre) => Math.hypot(centre[0]! - points[0]![0]!, centre[1]! - points[0]![1]!));
  const sorted = [...distances].sort((a, b) => a - b);
  expect(distances[index]).toBe(sorted[0]);
  expect([first, second]).toEqual([expect.closeTo(sorted[0]!, 12), expect.closeTo(sorted[1]!, 12)]);
});
