import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "./en.js";
import { zh } from "./zh.js";

const studio = resolve(import.meta.dirname, "..");
const sources = readdirSync(studio, { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name) && !/language[/\\](en|zh)/.test(entry.parentPath),
  )
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  .join("\n");

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("the strings of the interface", () => {
  it("are the same in both languages, with the same values in them", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const [name, text] of Object.entries(en)) {
      expect(text, name).not.toBe("");
      expect(placeholders(zh[name as keyof typeof en]), name).toEqual(placeholders(text));
    }
  });

  it("are all used", () => {
    const dynamic = [...sources.matchAll(/`([a-z]+(?:\.[\w-]+)*\.)\$\{/g)].map((match) => match[1]!);
    const unused = Object.keys(en).filter(
      (name) => !sources.includes(`"${name}"`) && !dynamic.some((prefix) => name.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
