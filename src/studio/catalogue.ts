import type { AnyStudy } from "../study/index.js";
import type { Texts } from "./language/translate-sentences.js";

const studies = import.meta.glob<AnyStudy>("../studies/*/*/study.ts", { import: "default" });
const theories = import.meta.glob<string>("../studies/*/*/theory.md", { query: "?raw", import: "default" });
const chineseTheories = import.meta.glob<string>("../studies/*/*/theory.zh.md", { query: "?raw", import: "default" });
const chinese = import.meta.glob<StudyInChinese>("../studies/*/*/zh.json", { import: "default" });

/** What a study says, in Chinese. */
export interface StudyInChinese {
  readonly title: string;
  /** Statements by claim. */
  readonly claims: Readonly<Record<string, string>>;
  /** Descriptions by parameter. */
  readonly params: Readonly<Record<string, string>>;
  /** Sentences and labels of its notes and figures by their English templates (see `translate-sentences.ts`). */
  readonly texts?: Texts;
}

/** The ids of all studies, in alphabetical order, without loading any. */
export const studyIds: readonly string[] = Object.keys(studies)
  .map((path) => path.replace(/^..\/studies\/(.*)\/study.ts$/, "$1"))
  .sort();

/** Loads one study; undefined for an id that is not in the catalogue. */
export async function loadStudy(id: string): Promise<AnyStudy | undefined> {
  return studies[`../studies/${id}/study.ts`]?.();
}

/** A study's note in Markdown: in Chinese where asked and there, else in English. */
export async function loadTheory(id: string, language: "en" | "zh"): Promise<string> {
  const translated = language === "zh" ? chineseTheories[`../studies/${id}/theory.zh.md`] : undefined;
  return (await (translated ?? theories[`../studies/${id}/theory.md`])?.()) ?? "";
}

/** What a study says in Chinese, where it has been translated; its texts with those that studies share. */
export async function loadChinese(id: string): Promise<StudyInChinese | undefined> {
  const [own, { default: shared }] = await Promise.all([
    chinese[`../studies/${id}/zh.json`]?.(),
    import("../studies/zh.json"),
  ]);
  return own && { ...own, texts: { ...shared.texts, ...own.texts } };
}
