import { rewordFigure } from "../../study/figure-texts.js";
import type { Figure } from "../../study/index.js";
import { type Texts, translated } from "./translate-sentences.js";

/** A figure in Chinese, where it has been translated; two names never become one. */
export function translateFigure(figure: Figure, texts: Texts): Figure {
  const english = new Map<string, string>();
  const name = (text: string): string => {
    const chinese = translated(text, texts);
    const before = english.get(chinese);
    if (before !== undefined && before !== text) return text;
    english.set(chinese, text);
    return chinese;
  };
  return rewordFigure(figure, { text: (text) => translated(text, texts), name });
}
