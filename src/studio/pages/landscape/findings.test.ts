import { describe, expect, it, vi } from "vitest";
import { embeddedProvider } from "../../../numerics/linear-algebra/index.js";
import { en } from "../../language/en.js";
import type { StringName } from "../../language/index.svelte.js";
import { zh } from "../../language/zh.js";
import { samplesOf, surfaceOf } from "./compute.js";
import { depthOf, digitsOf, findingsOf, numbersOf, weigh } from "./findings.js";
import { checked, defaults, type Settings } from "./settings.js";

const speak = vi.hoisted(() => ({ language: "en" as "en" | "zh" }));
vi.mock("../../language/index.svelte.js", () => ({
  t: (name: StringName, values: Readonly<Record<string, string | number>> = {}) =>
    (speak.language === "en" ? en : zh)[name].replace(/\{(\w+)\}/g, (_, key: string) => `${values[key]}`),
}));

function saidOf(changed: Partial<Settings>, language: "en" | "zh") {
  speak.language = language;
  const settings = checked({ ...defaults, ...changed });
  const numbers = numbersOf(surfaceOf(settings, samplesOf(settings), embeddedProvider()), settings);
  return { numbers, samples: findingsOf(numbers, settings, undefined).samples };
}

describe("how near the samples come to the bottom", () => {
  it("is near where the lowest all but touches the ground state, in both languages", () => {
    const few = { D: 2, P: 1, samples: 1000, N: 500 };
    const { numbers, samples } = saidOf(few, "en");
    expect(numbers.lowest - numbers.minimum).toBeLessThan(0.01);
    expect(samples).toContain("comes near the bottom");
    expect(samples).not.toContain("does not come near");
    expect(saidOf(few, "zh").samples).toContain("接近景观的谷底");
  });

  it("is far in as many directions as the thesis has", () => {
    expect(saidOf({}, "en").samples).toContain("does not come near the bottom");
    expect(saidOf({}, "zh").samples).toContain("远未触及");
  });

  it("is judged by the height over the median's", () => {
    expect([0, 0.09, 0.1, 0.49, 0.5, 0.9].map(depthOf)).toEqual(["near", "near", "partly", "partly", "far", "far"]);
  });
});

describe("the printed numbers of what neighbours foretell", () => {
  it.each([
    // By −0.04 and −0.11 ± 0.03 alone a reader would find it above chance.
    [{ measured: -0.0443, shuffled: -0.1052, spread: 0.0337 }, "nothing"],
    [{ measured: -0.0361, shuffled: -0.1051, spread: 0.0344 }, "little"],
    [{ measured: 0.4962, shuffled: -0.11, spread: 0.03 }, "little"],
    [{ measured: 0.71, shuffled: -0.11, spread: 0.03 }, "much"],
  ] as const)("lead a reader to the verdict: %o is %s", (foretold, verdict) => {
    const digits = digitsOf(foretold);
    const printed = (value: number) => Number(value.toFixed(digits));
    const { measured, shuffled, spread } = foretold;
    expect(weigh(foretold)).toBe(verdict);
    expect(weigh({ measured: printed(measured), shuffled: printed(shuffled), spread: printed(spread) })).toBe(verdict);
  });

  it("are two decimals where these suffice, and more where not", () => {
    expect(digitsOf({ measured: 0.71, shuffled: -0.11, spread: 0.03 })).toBe(2);
    expect(digitsOf({ measured: -0.0443, shuffled: -0.1052, spread: 0.0337 })).toBe(3);
  });
});
