import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { AnyStudy, Verdict } from "../../study/index.js";
import shipped from "./verdicts.json";

const folder = resolve(import.meta.dirname, "../../studies");
const ids = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^[^/]+\/[^/]+\/study\.ts$/.test(path))
  .map((path) => path.replace("/study.ts", ""))
  .sort();
const measured: Readonly<Record<string, { version: number; verdicts: readonly { claim: string }[] }>> = shipped;

test("the shipped verdicts are of the studies as they are (else: node scripts/measure-ledger.mjs)", async () => {
  expect(Object.keys(measured)).toEqual(ids);
  for (const id of ids) {
    const path = pathToFileURL(join(folder, id, "study.ts")).href;
    const { default: study }: { default: AnyStudy } = await import(/* @vite-ignore */ path);
    expect(measured[id]!.version, id).toBe(study.version);
    expect(measured[id]!.verdicts.map(({ claim }) => claim).sort()).toEqual(
      study.claims.map((claim) => claim.id).sort(),
    );
  }
});

test("a verdict has its numbers or none, and says what was compared", () => {
  for (const { verdict, measured: value, stderr, note } of Object.values(shipped).flatMap(
    ({ verdicts }) => verdicts as readonly Verdict[],
  )) {
    expect(["holds", "corrected", "fails", "undecided"]).toContain(verdict);
    if (stderr !== null) expect(value).not.toBeNull();
    expect(note).not.toBe("");
  }
});
