import { forms } from "../../../laws/forms/index.js";
import { type Allowed, doubtsOf } from "../link-doubts.js";
import { type Choices, choicesOf, noChoices, OWN_LAW } from "./choices.js";
import { exampleNames } from "./examples.js";

/** The choices among a few words; what is typed is checked where it is used. */
const WORDS: Readonly<Partial<Record<keyof Choices, readonly string[]>>> = {
  example: exampleNames,
  law: ["auto", OWN_LAW, ...forms.map(({ name }) => name)],
  loss: ["huber", "l1", "ls-log", "ls-raw"],
  ...{ profile: ["1"], skipMissing: ["1"] },
  budget: ["compute", "dollars"],
};

const ALLOWED: Readonly<Record<string, Allowed>> = Object.fromEntries(
  Object.keys(noChoices).map((name) => [name, WORDS[name as keyof Choices] ?? "text"]),
);

/** The choices of a link, the usual ones where it says what there is not, and what it says so. */
export function lawsOfLink(query: Readonly<Record<string, string>>): { choices: Choices; doubts: readonly string[] } {
  const asked = choicesOf(query);
  const bad = Object.keys(WORDS).filter(
    (name) => doubtsOf({ [name]: asked[name as keyof Choices] }, ALLOWED).length > 0,
  );
  const usual = Object.fromEntries(bad.map((name) => [name, noChoices[name as keyof Choices]]));
  return { choices: { ...asked, ...usual }, doubts: doubtsOf(query, ALLOWED) };
}
