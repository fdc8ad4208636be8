import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forms } from "../../src/laws/index.js";

const page = join(import.meta.dirname, "../../docs/laws.md");

/** The catalogue as a table of Markdown. */
function catalogue(): string {
  const rows = forms.map(({ name, expression, target, source }) => {
    const parts = expression.split(";").map((part) => part.replace(/\s+/g, " ").trim());
    const formula = [...parts.slice(0, -1), `${target.name} = ${parts.at(-1)}`].join("; ");
    return `| \`${name}\` | \`${formula.replaceAll("|", "\\|")}\` | ${source} |`;
  });
  return ["| law | formula | source |", "|---|---|---|", ...rows].join("\n");
}

test("the page of laws shows the catalogue as it is", () => {
  const text = readFileSync(page, "utf8");
  const [head = ""] = text.split(/(?<=test\.ts` -->\n)/);
  const whole = `${head}\n${catalogue()}\n`;
  if (process.env.UPDATE) writeFileSync(page, whole);
  expect(readFileSync(page, "utf8")).toBe(whole);
});
