import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("counts states, bounds recall and decides trees by lookups", async () => {
  const { rows, metrics, verdicts, figures } = await runInline(study, { graphs: 20 });
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(Object.values(verdicts).map(({ verdict }) => verdict)).toEqual(["corrected", "corrected", "holds"]);
  const six = rows.filter((row) => row.quantity === "states" && row.series === "n = 6").map(({ value }) => value);
  expect(six).toEqual([1, 15, 65, 91, 32, 2]);
  expect(metrics.states_wrong!.value).toBe(0);
  expect(metrics["tables_one_slot_short@keeps the first keys"]!.value).toBeCloseTo(1 / 4, 14);
  expect(metrics["tables_one_slot_short@hashes keys to slots"]!.value).toBeLessThan(1 / 4);
  expect(metrics.recall_excess!.value).toBeLessThanOrEqual(1e-12);
  expect(metrics.tour_accuracy).toMatchObject({ value: 1, stderr: 0 });
  expect(metrics.share_of_trees!.value).toBeGreaterThan(0.3);
  expect(metrics.share_of_trees!.value).toBeLessThan(0.7);
  expect(figures).toHaveLength(3);
});

it("has bits of state that grow as n log n", async () => {
  const { rows } = await runInline(study, { counted: 3, vertices: [64, 128], graphs: 1, keys: 2, repetitions: 2 });
  const bits = rows.filter(({ quantity, series }) => quantity === "bits" && String(series).startsWith("recurrent"));
  const [small, large] = bits.map(({ value }) => Number(value));
  expect(large! / small!).toBeGreaterThan(2);
  expect(large! / small!).toBeLessThan((2 * Math.log(128)) / Math.log(64) + 0.2);
});
