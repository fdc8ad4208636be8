import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import type { FitDocument } from "../../src/lab/documents.js";
import { session } from "../cli/isinglass.js";
import { studioIn } from "./site.js";

/*
 * The page of laws as its tests use it, and what the command line says of the same tables.
 */

/** Relative, of every number: the page computes what the command line computes. */
export const CLOSE = 1e-9;
/** What next runs would teach is told by slopes, over steps of 1e-2, of a best size that is known to some 1e-12. */
export const SLOPES = 1e-8;
export const PATIENCE = 300_000;

/** The studio in Chromium, and a command line in a folder of its own; both end with the tests. */
export function lawsPage(chromium: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "isinglass-laws-"));
  const studio = studioIn(chromium);
  const { run, end } = session({ cwd: folder });
  afterAll(() => {
    end();
    rmSync(folder, { recursive: true });
  });

  /** What the command line prints as JSON. */
  async function printed<T>(...words: string[]): Promise<T> {
    const { code, stdout, stderr } = await run([...words, "--json", "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout) as T;
  }
  return { ...studio, folder, run, printed };
}

/** Drops a file on the page, as a hand does. */
export async function drop(page: Page, name: string, content: string): Promise<void> {
  const handle = await page.evaluateHandle(
    `{ const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
      transfer; }`,
  );
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: handle });
}

/** Fills in an option that may be folded away. */
export async function option(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label);
  if (!(await field.isVisible())) await page.locator("details", { has: field }).locator("summary").click();
  await field.fill(value);
  await field.press("Tab");
}

/** The document that a button gives to keep. */
export async function saved<T>(page: Page, button: string): Promise<T> {
  await page.getByRole("button", { name: button }).waitFor({ timeout: PATIENCE });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), "utf8")) as T;
}

/** What the command line printed, with the page's seconds. */
export function timedAs({ diagnostics: { cpuSeconds, evaluations } }: FitDocument, told: FitDocument): FitDocument {
  return { ...told, diagnostics: { ...told.diagnostics, cpuSeconds, evaluations } };
}

/** Each number agrees to a part of its size, and everything else is alike. */
export function expectSame(ours: unknown, theirs: unknown, tolerance = CLOSE): void {
  expect(apart(ours, theirs, tolerance)).toEqual([]);
}

/** The places where two JSON values differ. */
function apart(a: unknown, b: unknown, tolerance: number, place = ""): string[] {
  if (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= tolerance * Math.abs(b)) return [];
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b ? [] : [`${place}: ${a} and ${b}`];
  }
  const [left, right] = [a, b] as Record<string, unknown>[];
  const names = new Set([...Object.keys(left!), ...Object.keys(right!)]);
  return [...names].flatMap((name) => apart(left![name], right![name], tolerance, `${place}.${name}`));
}
