import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { blobFile } from "./blob-file.js";
import { readRuns } from "./runs.js";
import { runsOf } from "./runs-of-file.js";

const folder = mkdtempSync(join(tmpdir(), "isinglass-blobs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What reading gives, or the message that it ends with. */
async function outcome(read: () => ReturnType<typeof readRuns>) {
  try {
    const { path, columns, rows, digest, placeOf } = await read();
    return { path, columns, rows, digest, last: placeOf(rows - 1, columns.length - 1) };
  } catch (error) {
    return String(error);
  }
}

function bothWays(path: string) {
  return Promise.all([
    outcome(() => readRuns(path)),
    outcome(() => runsOf(blobFile(path, new Blob([readFileSync(path)])))),
  ]);
}

describe("a file that a person gave to a page is read as the same file on disk", () => {
  const golden = resolve(import.meta.dirname, "../../../test/tables");
  for (const name of ["good", "bad", "runs/good", "runs/bad"].flatMap((kind) =>
    readdirSync(join(golden, kind)).map((file) => `${kind}/${file}`),
  )) {
    it(name, async () => {
      const [disk, page] = await bothWays(join(golden, name));
      expect(page).toEqual(disk);
    });
  }

  it("in as many pieces as it takes", async () => {
    const path = join(folder, "long.csv");
    const rows = Array.from({ length: 120_000 }, (_, i) => `${i},${i % 3 ? Math.sqrt(i) : "α"},${1 / (i + 1)}`);
    writeFileSync(path, ["n,名,loss", ...rows].join("\r\n"));
    const [disk, page] = await bothWays(path);
    expect(page).toEqual(disk);
    expect(page).toMatchObject({ rows: 120_000 });
  });
});
