import { keptChoice } from "../kept-choice.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

/** A language of the interface. */
export type Language = "en" | "zh";
/** The name of a string. */
export type StringName = keyof typeof en;

const strings: Readonly<Record<Language, Readonly<Record<StringName, string>>>> = { en, zh };
const kept = keptChoice<Language>("language", ["en", "zh"]);

let current = $state<Language>(initial());

function initial(): Language {
  return kept.read() ?? (navigator.language.startsWith("zh") ? "zh" : "en");
}

/** The language of the interface now. */
export function language(): Language {
  return current;
}

/** Changes it, and keeps the choice. */
export function setLanguage(chosen: Language): void {
  current = chosen;
  kept.keep(chosen);
}

/** The string in the current language, `{name}` replaced by values. */
export function t(name: StringName, values: Readonly<Record<string, string | number>> = {}): string {
  return strings[current][name].replace(/\{(\w+)\}/g, (whole, key: string) => `${values[key] ?? whole}`);
}
