import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { sharedColumns } from "../../../../test/shared-data.js";
import { tableOf } from "../../../../test/table-of.js";
import { rootStream } from "../../../numerics/random/index.js";
import { plantTable } from "./experiment.js";
import study from "./study.js";

it("finds four epochs known and forty not", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 8 });
  // The source says nothing of repeats: they bound its claim, and do not refute it.
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("holds");
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.note).toContain("forty cannot");
  expect(metrics.open_above!.value).toBeGreaterThan(0);
  expect(Math.abs(metrics["worth@4 epochs"]!.value! - 3.73 / 4)).toBeLessThan(0.05);
  expect(verdicts["S0/§2.1.1/data-power-law"]!.verdict).toBe("corrected");
});

it("recovers R_D where the runs are exact, and then says that it predicts", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 3, noise: 1e-4 });
  expect(Math.abs(metrics.R_D!.value! / 15.387756 - 1)).toBeLessThan(0.01);
  expect(metrics.open_above!.value).toBe(0);
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("holds");
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.note).toContain("Forty epochs can be predicted as well");
});

it("lets the claim of more data hold where there is enough of it", async () => {
  const { verdicts } = await runInline(study, { repetitions: 3, unique: 1e13 });
  expect(verdicts["S1/§1.3/smaller-model-more-data"]!.verdict).toBe("holds");
});

const published = sharedColumns("scaling", "datablations", "datablations_fit182.csv");

it.skipIf(!published)("finds R_D flat on the published runs, and pinned where nothing is held", async () => {
  const { N, D, U, val_loss } = published!;
  const table = tableOf({ N: N!, D: D!, U: U!, val_loss: val_loss! });
  const held = await runInline(study, {}, 1, table);
  expect(held.metrics.R_D!.value).toBeCloseTo(95.4, 1);
  expect(held.metrics.R_N!.value).toBeCloseTo(1.7, 1);
  expect(held.metrics.open_above!.value).toBe(1);
  for (const R_D of ["12.0", "15.4", "500.0"]) expect(held.metrics[`rise@R_D = ${R_D}`]!.value).toBeLessThan(0.0035);
  expect(held.verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("holds");
  expect(held.verdicts["S0/§2.1.1/predicts-large-scale"]!.note).toContain("forty cannot");
  const free = await runInline(study, { hold: false }, 1, table);
  expect(free.metrics.R_D_low!.value).toBeGreaterThan(15.4);
  expect(free.metrics.R_D_high!.value).toBeLessThan(50);
});

it("judges a person's table, which may give epochs for unique tokens", async () => {
  const { variables, target } = plantTable(1e-4, rootStream(5));
  const { N, D, U } = variables as Record<"N" | "D" | "U", Float64Array>;
  const table = tableOf({ params: N, tokens: D, epochs: D.map((tokens, i) => tokens / U[i]!), loss: target });
  const { metrics, verdicts, figures } = await runInline(study, {}, 1, table);
  expect(Math.abs(metrics.R_D!.value! / 15.387756 - 1)).toBeLessThan(0.01);
  expect(metrics["rise@R_D = 500.0"]!.value).toBeGreaterThan(1);
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("holds");
  expect(figures[0]!.caption).toContain(`the ${target.length} runs given`);
  expect(() => study.cells(study.params.parse({}), tableOf({ N, loss: target }))).toThrow(/none for D, U/);
});
