import { expect, it } from "vitest";
import { resolveParameters } from "../lab/parameters/resolve.js";
import type { AnyStudy } from "../study/index.js";
import functionClasses from "./learning/function-classes/study.js";
import metaLearning from "./learning/meta-learning/study.js";
import zoo from "./learning/zoo/study.js";
import generalization from "./spinglass/generalization/study.js";
import messagePassing from "./spinglass/message-passing/study.js";

it.each<[AnyStudy, string, string]>([
  [zoo, "models", "sla"],
  [functionClasses, "classes", "linear"],
  [metaLearning, "families", "sine"],
  [messagePassing, "algorithm", "amp"],
  [generalization, "algorithm", "ridge"],
])("names are listed once, %#", (study, name, value) => {
  expect(() => resolveParameters(study, "quick", [[name, [value, value]]])).toThrow(
    `invalid ${name}: ["${value}","${value}"]; expected names without repetitions`,
  );
  expect(resolveParameters(study, "quick", [[name, [value]]])[name]).toEqual([value]);
});
