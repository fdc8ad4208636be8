import { expect, it } from "vitest";
import { sizeInWords } from "./counts.js";
import { en } from "./en.js";
import type { t } from "./index.svelte.js";
import { zh } from "./zh.js";

const sayIn =
  (strings: Readonly<Record<keyof typeof en, string>>): typeof t =>
  (name, values = {}) =>
    strings[name].replace(/\{(\w+)\}/g, (_, key: string) => `${values[key]}`);

it("counts one row and one column in the singular", () => {
  expect(sizeInWords({ rows: 1, columns: 1 }, sayIn(en))).toEqual({ rows: "1 row", columns: "1 column" });
  expect(sizeInWords({ rows: 2000, columns: 3 }, sayIn(en))).toEqual({ rows: "2,000 rows", columns: "3 columns" });
  expect(sizeInWords({ rows: 1, columns: 3 }, sayIn(zh))).toEqual({ rows: "1 行", columns: "3 列" });
});
