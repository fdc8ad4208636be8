import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { resolveParameters } from "../../../lab/parameters/resolve.js";
import type { AnyStudy } from "../../../study/index.js";
import { controlsOf, textOf, typedNumber, typedNumbers } from "./controls.js";
import { sliderFor } from "./slider.js";

const folder = new URL("../../../studies/", import.meta.url).pathname;
const paths = ["laws", "learning", "spinglass"].flatMap((room) =>
  readdirSync(`${folder}${room}`, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [`${folder}${room}/${entry.name}/study.ts`] : [],
  ),
);

it.each(paths)(
  "every parameter of %s has a control that says what it means, and sliders that hold the preset's value",
  async (path) => {
    const { default: study } = (await import(path)) as { default: AnyStudy };
    const values = resolveParameters(study, "quick");
    const controls = controlsOf(study);
    expect(controls.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(values)));
    for (const control of controls) {
      expect(control.description, control.name).not.toBe("");
      const value = values[control.name];
      if (control.kind === "choice") expect(control.options).toContain(value);
      if (control.kind === "choices") expect(control.options).toEqual(expect.arrayContaining(value as string[]));
      if (control.kind === "numbers") expect(typedNumbers(textOf(value))).toEqual(value);
      if (control.kind === "switch") expect(typeof value).toBe("boolean");
      if (control.kind !== "number" || typeof value !== "number") continue;
      expect(typedNumber(textOf(value))).toBe(value);
      const slider = sliderFor(control.bounds, value);
      if (!slider) continue;
      const { min, max, step } = slider;
      const place = slider.placeOf(value);
      expect(place, control.name).toBeGreaterThanOrEqual(min);
      expect(place, control.name).toBeLessThanOrEqual(max);
      for (let at = min; at <= max; at += step) {
        const moved = { ...values, [control.name]: slider.valueAt(at, value) };
        expect(study.params.safeParse(moved).error?.issues.filter(({ code }) => code !== "custom") ?? []).toEqual([]);
      }
    }
  },
);

it("reads what people type", () => {
  expect(typedNumbers("[1, 2;3 4、5]")).toEqual([1, 2, 3, 4, 5]);
  expect(typedNumbers("1, many")).toEqual([1, "many"]);
  expect(typedNumber(" 1e-3 ")).toBe(0.001);
  expect(typedNumber("−2")).toBe(-2);
  expect(typedNumber("")).toBeUndefined();
  expect(textOf(25_000_000_000)).toBe("2.5e10");
  expect(typedNumber(textOf(1_234_567))).toBe(1_234_567);
  expect(typedNumber("0x")).toBe("0x");
});
