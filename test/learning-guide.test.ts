import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";

/*
 * Every block of TypeScript in docs/learning.md is a whole module: it runs, and prints what the comments after `// →`
 * say. It is written to a file of its own, with the package's rooms replaced by their sources.
 */
const guide = readFileSync(join(import.meta.dirname, "../docs/learning.md"), "utf8");
const snippets = guide.split(/^## /m).flatMap((section) => {
  const title = section.split("\n", 1)[0]!;
  return [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => ({ title, code: code! }));
});

const folder = mkdtempSync(join(tmpdir(), "learning-guide-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

describe("docs/learning.md", () => {
  test("has worked examples", () => expect(snippets.length).toBeGreaterThanOrEqual(5));

  test.each(snippets.map((snippet, index) => ({ ...snippet, index })))("$title ($index) runs", async (snippet) => {
    const file = join(folder, `snippet-${snippet.index}.ts`);
    writeFileSync(
      file,
      snippet.code.replaceAll(/"isinglass\/(\w+)"/g, (_, room) => JSON.stringify(sourceOf(room))),
    );
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    const printed = log.mock.calls.map((values) => format(...values));
    const promised = [...snippet.code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text);
    expect(promised.length).toBeGreaterThan(0);
    expect(printed).toEqual(promised);
  });
});

function sourceOf(room: string): string {
  return join(import.meta.dirname, "../src", room, "index.ts");
}
