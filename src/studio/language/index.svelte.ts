import { keptChoice } from "../kept-choice.js";
import { parseRoute } from "../route.js";
import type { en } from "./en.js";

/** A language of the interface. */
export type Language = "en" | "zh";
/** The name of a string. */
export type StringName = keyof typeof en;
type Strings = Readonly<Record<StringName, string>>;

/** A visitor loads the strings of one language, and those of the other where it is asked for. */
const loaders: Readonly<Record<Language, () => Promise<Strings>>> = {
  en: async () => (await import("./en.js")).en,
  zh: async () => (await import("./zh.js")).zh,
};
const kept = keptChoice<Language>("language", ["en", "zh"]);

let wanted = initial();
let current = $state.raw({ language: wanted, strings: await loaders[wanted]() });

function initial(): Language {
  const asked = parseRoute(location.hash).query.lang;
  if (asked === "en" || asked === "zh") return asked;
  return kept.read() ?? (navigator.language.startsWith("zh") ? "zh" : "en");
}

/** The language of the interface now. */
export function language(): Language {
  return current.language;
}

/** Changes it once its strings are loaded, and keeps the choice. Of several calls the last one counts. */
export async function setLanguage(chosen: Language): Promise<void> {
  wanted = chosen;
  kept.keep(chosen);
  const strings = await loaders[chosen]();
  if (wanted === chosen) current = { language: chosen, strings };
}

/** The string in the current language, `{name}` replaced by values. */
export function t(name: StringName, values: Readonly<Record<string, string | number>> = {}): string {
  return current.strings[name].replace(/\{(\w+)\}/g, (whole, key: string) => `${values[key] ?? whole}`);
}
