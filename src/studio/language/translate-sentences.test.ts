import { describe, expect, it } from "vitest";
import { hasWords, sentencesOf, templateOf, templatesOf, translate, translated } from "./translate-sentences.js";

describe("templateOf", () => {
  it.each([
    ["off by −0.62 % at 5.76·10²³ FLOP", "off by {1} % at {2} FLOP", ["−0.62", "5.76·10²³"]],
    ["N* = 7.22e+10, D = 1,000 (§5.4)", "N* = {1}, D = {2} (§{3})", ["7.22e+10", "1,000", "5.4"]],
    ["in 10, 20, 50 at W11 and W_{12}", "in {1} at W{2} and W_{{3}}", ["10, 20, 50", "11", "12"]],
    ["1 − x over r−1 of 0.46–0.50", "{1} − x over r−{2} of {3}–{4}", ["1", "1", "0.46", "0.50"]],
    ["O(D²) at 1e-3", "O(D²) at {1}", ["1e-3"]],
  ])("%s", (sentence, template, numbers) => {
    expect(templateOf(sentence)).toEqual({ template, numbers });
  });
});

describe("sentencesOf", () => {
  it("parts at full stops, not in numbers or after abbreviations", () => {
    const text = "Refit of Hoffmann et al. (2022), eq. (158): 0.5. β cancels (see fig. 9.) Is it? No.";
    expect(sentencesOf(text)).toEqual([
      "Refit of Hoffmann et al. (2022), eq. (158): 0.5.",
      "β cancels (see fig. 9.)",
      "Is it?",
      "No.",
    ]);
  });
});

describe("templatesOf", () => {
  it("leaves out what has no words", () => {
    expect(templatesOf("ε = 0.5. The error $\\alpha$ of 3.")).toEqual(["The error $\\alpha$ of {1}."]);
    expect([hasWords("λ_i, N {1}"), hasWords("`spinglass/contrast` $x$"), hasWords("SGD at N")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("translate", () => {
  const texts = {
    "Error at N = {1}, of {2} runs.": "{2} 次运行中 N = {1} 时的误差。",
    "Bars: one standard error.": "误差棒：一个标准误。",
    "one value of {name} ({1})": "{name} 只有一个值（{1}）",
    "column {NAME} of {table}": "{table}的 {NAME} 列",
    "Better than {predictor}.": "好过{predictor}。",
    loss: "损失",
  };

  it("puts the numbers where the Chinese has them", () => {
    expect(translate("Error at N = 1e-3, of 1,000 runs. Bars: one standard error.", texts)).toEqual([
      { text: "1,000 次运行中 N = 1e-3 时的误差。误差棒：一个标准误。", english: false },
    ]);
    expect(translated("Error at N = 10, 20, of 2 runs.", texts)).toBe("2 次运行中 N = 10、20 时的误差。");
  });

  it("leaves English, marked, what has no entry; what has no words needs none", () => {
    expect(translate("It holds. Bars: one standard error.", texts)).toEqual([
      { text: "It holds. ", english: true },
      { text: "误差棒：一个标准误。", english: false },
    ]);
    expect(translate("ε = 0.5", texts)).toEqual([{ text: "ε = 0.5", english: false }]);
    expect(translate("constructor", texts)).toEqual([{ text: "constructor", english: true }]);
  });

  it("takes words that vary as they are, or translated", () => {
    expect(translated("one value of loss (3.2)", texts)).toBe("损失 只有一个值（3.2）");
    expect(translated("one value of N (3.2)", texts)).toBe("N 只有一个值（3.2）");
    expect(translated("column loss of loss", texts)).toBe("损失的 loss 列");
    expect(translate("one value of N (three)", texts)[0]!.english).toBe(true);
  });

  it("lets words that vary swallow no sentence after theirs", () => {
    expect(translate("Better than loss. Bars: one standard error.", texts)).toEqual([
      { text: "好过损失。误差棒：一个标准误。", english: false },
    ]);
  });
});
