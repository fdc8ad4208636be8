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

test("a decimal is raised or lowered whole, and the full stop of a sentence stays on the line", () => {
  expect(shown("N grows as C^0.73, D as C^0.27.")).toBe("N grows as C|↑0.73|, D as C|↑0.27|.");
  expect(shown("of 10^2. Then 10^-0.5 and x_0.25")).toBe("of 10|↑2|. Then 10|↑−0.5| and x|↓0.25");
  expect(shown("2.10 + 0.35/N^0.076。")).toBe("2.10 + 0.35/N|↑0.076|。");
});

test("names with underscores stay as they are", () => {
  expect(shown("max_deviation, eps_g and a_field")).toBe("max_deviation, eps_g and a_field");
});
