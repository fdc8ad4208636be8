import { describe, expect, test } from "vitest";
import { inlineText } from "./formulas.js";
import { markdown } from "./markdown.js";

const tex = (source: string) =>
  [...source.matchAll(/<annotation[^>]*>([\s\S]*?)<\/annotation>/g)].map(([, text]) => text);

describe("formulas", () => {
  test("in a line and on lines of their own", () => {
    const { text } = markdown("For $x_i$ and $y$:\n\n$$ a\n= b $$\n\nIn a line: $$c$$.\n", 3);
    expect(tex(text)).toEqual(["x_i", "y\\text{:}", "a\n= b", "c"]);
    expect(text.match(/class="katex-display"/g)?.length).toBe(2);
  });

  test("are not what prices, lone dollars and code are", () => {
    const { text } = markdown("From $5 to $10, or $ 3 $ more. `$x$` and \\$y\\$.", 3);
    expect(tex(text)).toEqual([]);
    expect(text).toContain("From $5 to $10, or $ 3 $ more.");
  });

  test("keep their underscores and asterisks from Markdown", () => {
    expect(tex(markdown("$a_1 * b_2$ and *so* $c^*_3 * d$", 3).text)).toEqual(["a_1 * b_2", "c^*_3 * d"]);
  });

  test("that are no TeX are shown as code", () => {
    expect(inlineText("$\\nosuch{x}$, so").text).toBe('<code class="unset">\\nosuch{x}</code>, so');
  });
});

test("the title is left out and headings begin at a level", () => {
  expect(markdown("# Title\n\n## Part\n\n### Smaller\n", 3).text).toBe("<h3>Part</h3>\n<h4>Smaller</h4>\n");
});

test("raw HTML and pictures are shown as text", () => {
  const { text } = markdown('<script>x</script>\n\nA <b onclick="x">b</b> ![seen](https://example.org/a.png)', 3);
  expect(text).not.toMatch(/<(script|b|img)\b/);
  expect(text).toContain("&#60;script&#62;");
  expect(text).toContain("seen");
});
