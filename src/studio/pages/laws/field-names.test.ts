import { expect, it } from "vitest";
import { laws as en } from "../../language/en/laws.js";
import { translated } from "../../language/translate-sentences.js";
import { laws as zh } from "../../language/zh/laws.js";
import sentences from "../../language/zh/laws-sentences.json" with { type: "json" };
import { withFieldNames } from "./field-names.js";
import type { Say } from "./words.js";

const sayIn =
  (strings: typeof en): Say =>
  (name, values = {}) =>
    strings[name].replace(/\{(\w+)\}/g, (_, key: string) => `${values[key]}`);
const inEnglish = (text: string) => withFieldNames(text, sayIn(en));
const inChinese = (text: string) => withFieldNames(translated(text, sentences), sayIn(zh));

it.each([
  [
    "a.csv:4:1: N is missing; expected a number (fill it in, exclude the row with --where, or leave out all such rows with --skip-missing)",
    "exclude the row with “Only rows where”, or leave out all such rows with “leave out rows that lack a value”)",
    "或用“只取满足条件的行”排除该行，或用“略去缺值的行”略去所有这样的行",
  ],
  [
    "a.csv: no column of losses was recognised; expected --columns L=COLUMN",
    "expected “What the columns hold” L=COLUMN",
    "应给出“各列的含义” L=列名",
  ],
  ["invalid --starts: x; expected a number", "invalid “Random starts”: x", "“随机起点数”无效：x；应为数值"],
  ["assumed shared; --shared says otherwise", "--shared of the command line says otherwise", "命令行的 --shared"],
])("names fields for flags: %s", (text, english, chinese) => {
  expect(inEnglish(text)).toContain(english);
  expect(inChinese(text)).toContain(chinese);
});

it("leaves what is no flag", () => {
  expect(inEnglish("a--b.csv: 3 -- 4; x-–where")).toBe("a--b.csv: 3 -- 4; x-–where");
});

it.each([
  [
    "neg.csv:4:1: params is -54124952; expected a positive number (the logarithm of N is taken)",
    "neg.csv:4:1：params 为 -54124952；应为正数（要取 N 的对数）",
  ],
  [
    "invalid number of runs: 3; expected at least 5, one for each parameter of chinchilla",
    "实验次数无效：3；应为至少 5，chinchilla 的每个参数一次",
  ],
  [
    "invalid runs for power: 4 runs; expected runs on which the law is finite somewhere",
    "power 的实验无效：4 次实验；定律应至少在一处有有限值",
  ],
  [
    "t.csv:3:2: C is missing or no number; expected a number, as --holdout compares it",
    "t.csv:3:2：C 缺失或不是数值；应为数值，因为“留出”要比较它",
  ],
  ['t.csv:3:2: part is "x"; expected train or test', 't.csv:3:2：part 为 "x"；应为 train 或 test'],
])("says an error in Chinese: %s", (text, chinese) => {
  expect(inChinese(text)).toBe(chinese);
});
