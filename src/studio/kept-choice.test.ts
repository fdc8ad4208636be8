import { afterEach, expect, test, vi } from "vitest";
import { keptChoice } from "./kept-choice.js";

afterEach(() => vi.unstubAllGlobals());

function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test("a choice is kept under its own name, and only while it is offered", () => {
  vi.stubGlobal("localStorage", storage());
  const theme = keptChoice("theme", ["light", "dark"]);
  expect(theme.read()).toBeUndefined();
  theme.keep("dark");
  expect(theme.read()).toBe("dark");
  expect(keptChoice("language", ["en", "zh"]).read()).toBeUndefined();
  expect(keptChoice("theme", ["light"]).read()).toBeUndefined();
});

test("without storage nothing is kept and nothing throws", () => {
  vi.stubGlobal("localStorage", undefined);
  const theme = keptChoice("theme", ["light", "dark"]);
  theme.keep("dark");
  expect(theme.read()).toBeUndefined();
});
