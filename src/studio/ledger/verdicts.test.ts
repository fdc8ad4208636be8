import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { AnyStudy, Verdict } from "../../study/index.js";
import verdicts from "./verdicts.json" with { type: "json" };

/** What the quick preset of a study found, as `scripts/measure-ledger.mjs` keeps it. */
interface ShippedStudy {
  readonly version: number;
  readonly seed: number;
  readonly verdicts: readonly Verdict[];
}
const SHIPPED = verdicts as Readonly<Record<string, ShippedStudy>>;

const folder = resolve(import.meta.dirname, "../../studies");
const ids = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^[^/]+\/[^/]+\/study\.ts$/.test(path))
  .map((path) => path.replace("/study.ts", ""))
  .sort();

test("the shipped verdicts are of the studies as they are (else: node scripts/measure-ledger.mjs)", async () => {
  expect(Object.keys(SHIPPED)).toEqual(ids);
  for (const id of ids) {
    const path = pathToFileURL(join(folder, id, "study.ts")).href;
    const { default: study }: { default: AnyStudy } = await import(/* @vite-ignore */ path);
    expect(SHIPPED[id]!.version, id).toBe(study.version);
    expect(SHIPPED[id]!.verdicts.map(({ claim }) => claim).sort()).toEqual(
      study.claims.map((claim) => claim.id).sort(),
    );
  }
});

test("a verdict has its numbers or none, and says what was compared", () => {
  for (const { verdict, measured, stderr, note } of Object.values(SHIPPED).flatMap(({ verdicts }) => verdicts)) {
    expect(["holds", "corrected", "fails", "undecided"]).toContain(verdict);
    if (stderr !== null) expect(measured).not.toBeNull();
    expect(note).not.toBe("");
  }
});
