import { expect, it } from "vitest";
import type { Reference } from "../study/index.js";
import { bibliography } from "./bibtex.js";
import { version } from "./version.js";

const reference: Reference = {
  key: "one2020x",
  type: "phdthesis",
  title: "A & B: 100% of $x_1$ in C_2",
  authors: ["Some One", "Two, Any"],
  year: 2020,
  venue: "A University",
  arxiv: "2001.00001",
};

it("writes entries with TeX's own characters escaped outside of formulas", () => {
  expect(bibliography([reference])).toBe(`@software{isinglass,
  author = {{The Isinglass authors}},
  title = {{Isinglass}: an executable theory of how language models scale and how they learn in context},
  version = {${version}},
  year = {2026},
}

@phdthesis{one2020x,
  author = {Some One and Two, Any},
  title = {{A \\& B: 100\\% of $x_1$ in C\\_2}},
  year = {2020},
  school = {A University},
  eprint = {2001.00001},
  archiveprefix = {arXiv},
}`);
});

it("names the run that is cited", () => {
  const run = { id: "0123456789abcdef", study: "room/name", version: 2, params: {}, seed: 3 };
  const text = bibliography([], { ...run, seconds: 1, cells: 1, provider: "embedded" });
  expect(text).toContain("note = {Run 0123456789abcdef: study room/name, version 2, seed 3},");
});
