import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { Reference } from "../../study/index.js";
import { references } from "./index.js";

it("has each work once, under its key", async () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !/^index\.|\.test\./.test(name));
  const parts: object[] = await Promise.all(files.map((name) => import(/* @vite-ignore */ `./${name}`)));
  const works: Reference[] = parts.flatMap((part) => Object.values(part).flatMap((group) => Object.values(group)));
  expect(works).toHaveLength(Object.keys(references).length);
  for (const [key, reference] of Object.entries(references)) expect(reference.key).toBe(key);
  const arxiv = works.flatMap((work) => work.arxiv ?? []);
  expect(new Set(arxiv).size).toBe(arxiv.length);
});
