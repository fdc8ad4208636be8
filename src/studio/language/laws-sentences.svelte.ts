import { language } from "./index.svelte.js";
import { type Texts, translated } from "./translate-sentences.js";

let sentences = $state.raw<Texts>({});
let asked = false;

/** What the laws say in English, and its Chinese: empty until a page has asked for it in Chinese and it is loaded. */
export function lawsSentences(): Texts {
  if (language() === "zh" && !asked) {
    asked = true;
    void import("./zh/laws-sentences.json").then((loaded) => {
      sentences = loaded.default;
    });
  }
  return sentences;
}

/** What the laws say in English, as plain text in the language of the page. */
export function saidByLaws(text: string): string {
  return language() === "zh" ? translated(text, lawsSentences()) : text;
}
