import { expect, it, vi } from "vitest";

vi.mock("../language/index.svelte.js", () => ({ t: (name: string, { seed }: { seed: number }) => `${name} ${seed}` }));
const { wordsOfRun } = await import("./run-words.js");

it("names the settings of a run beside its preset, and its seed where it is not the first", () => {
  expect(wordsOfRun({ preset: "quick", settings: [], seed: 1 })).toEqual(["quick"]);
  expect(wordsOfRun({ preset: "quick", settings: ["P=[5]", "D=2"], seed: 7 })).toEqual([
    ...["quick", "P=[5]", "D=2", "machine.seed 7"],
  ]);
  expect(wordsOfRun({ preset: null, settings: [], seed: 1 })).toEqual([]);
});
