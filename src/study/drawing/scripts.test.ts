import { expect, test } from "vitest";
import { piecesOf } from "./scripts.js";

const shown = (text: string) =>
  piecesOf(text)
    .map(({ text: part, level }) => (level === "line" ? part : level === "sub" ? `↓${part}` : `↑${part}`))
    .join("|");

test("a symbol's subscripts and superscripts", () => {
  expect(shown("error ε_g")).toBe("error ε|↓g");
  expect(shown("W_{11}, shrunk")).toBe("W|↓11|, shrunk");
  expect(shown("(1/P)Σ s_i^μ s_j^μ")).toBe("(1/P)Σ s|↓i|↑μ| s|↓j|↑μ");
  expect(shown("(1/P)Σs_i² and J_ij")).toBe("(1/P)Σs|↓i|² and J|↓ij");
  expect(shown("P_c(N) of 10^-3")).toBe("P|↓c|(N) of 10|↑−3");
});

test("names with underscores stay as they are", () => {
  expect(shown("max_deviation, eps_g and a_field")).toBe("max_deviation, eps_g and a_field");
});
