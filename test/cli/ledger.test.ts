import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  type ClaimsDocument,
  claimsDocumentSchema,
  doctorDocumentSchema,
  type RunDocument,
  studiesDocumentSchema,
} from "../../src/lab/documents.js";
import { scratch, session } from "./isinglass.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const command = (...words: string[]) => answer(words);
const json = async (...words: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await command(...words, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};
const runSteady = async (...words: string[]) => (await json("run", "fixture/steady", ...words)) as RunDocument;

/** The fixture's claims in the ledger. */
async function claimsOfSteady(...words: string[]): Promise<ClaimsDocument["claims"]> {
  const { claims } = claimsDocumentSchema.parse(await json("claims", ...words));
  return claims.filter(({ study }) => study === "fixture/steady");
}

describe("isinglass claims", () => {
  it("lists the claims that are not run yet with the command that runs them", async () => {
    expect(await claimsOfSteady()).toMatchObject([
      { claim: "S1/eq-10/wrong", verdict: null, run: null, command: "isinglass run fixture/steady" },
      { claim: "S2/eq-2/mean", verdict: null, run: null, command: "isinglass run fixture/steady" },
    ]);
    expect((await command("claims")).stdout).toMatch(
      /not run yet {2}S2\/eq-2\/mean\n.*eq\. \(2\)\n.*isinglass run fixture\/steady\n/,
    );
  });

  it("takes paper before quick before other parameters, and the newest of those", async () => {
    const chosen = async () => (await claimsOfSteady())[0]!.run;
    const custom = await runSteady("--set", "cells=3");
    expect(await chosen()).toBe(custom.run.id);
    const quick = await runSteady();
    expect(await chosen()).toBe(quick.run.id);
    await runSteady("--set", "cells=4");
    expect(await chosen()).toBe(quick.run.id);
    const newer = await runSteady("--seed", "7");
    expect(await chosen()).toBe(newer.run.id);
    const paper = await runSteady("--preset", "paper");
    expect(await claimsOfSteady()).toMatchObject([
      { verdict: "fails", expected: 2, run: paper.run.id, command: "isinglass run fixture/steady --preset paper" },
      { verdict: "holds", expected: 0.5, measured: paper.verdicts[0]!.measured },
    ]);
  });

  it("keeps to one source where asked", async () => {
    expect((await claimsOfSteady("--source", "S1")).map(({ claim }) => claim)).toEqual(["S1/eq-10/wrong"]);
    expect((await command("claims", "--source", "S4")).stdout).toBe("0 claims\n");
  });

  it("names a damaged run and leaves it out", async () => {
    const out = join(folder, "damaged");
    const { rows } = await runSteady("--out", out);
    truncateSync(join(rows, "../result.json"), 40);
    const { code, stderr } = await command("claims", "--runs", out);
    expect(stderr).toMatch(
      /^.*fixture-steady-[0-9a-f]{16} is left out: its result\.json is damaged; give the command .*\n$/,
    );
    expect(code).toBe(0);
  });
});

describe("isinglass report", () => {
  it("writes one file of the chosen runs", async () => {
    const { code, stdout } = await command("report", "fixture/steady", "--out", "deep/report.html");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "deep/report.html\n" });
    const html = readFileSync(join(folder, "deep/report.html"), "utf8");
    expect(html).toContain("A steady study");
    expect(html).toContain("isinglass run fixture/steady --preset paper");
    expect(readdirSync(join(folder, "deep"))).toEqual(["report.html"]);
  });

  it("tells of studies without a run, and refuses runs with a damaged cell by its name", async () => {
    expect((await command("report")).stderr).toMatch(/^not run yet, and so not in the report: .*fixture\/tabular/);
    const out = join(folder, "torn");
    const { rows } = await runSteady("--out", out);
    writeFileSync(join(rows, "../cells/000002.json"), "{");
    const { code, stderr } = await command("report", "fixture/steady", "--runs", out, "--out", "torn.html");
    expect(stderr).toMatch(/cells\/000002\.json is truncated or not JSON; give the command of the run again\n$/);
    expect(code).toBe(1);
    expect(existsSync(join(folder, "torn.html"))).toBe(false);
  });
});

describe("isinglass cite", () => {
  it("gives the BibTeX of a study, or of a run by its id or folder", async () => {
    const { rows, run } = await runSteady("--seed", "99");
    const study = (await command("cite", "fixture/steady")).stdout;
    expect(study).toMatch(/^@software\{isinglass,[\s\S]*\n@article\{someone2020title,\n/);
    const byId = (await command("cite", run.id)).stdout;
    expect(byId).toContain(`note = {Run ${run.id}: study fixture/steady, version 1, seed 99}`);
    expect((await command("cite", join(rows, ".."))).stdout).toBe(byId);
  });
});

describe("the rest", () => {
  it("studies: the catalogue, and one in full", async () => {
    const { studies } = studiesDocumentSchema.parse(await json("studies"));
    expect(studies.map(({ id }) => id)).toEqual(expect.arrayContaining(["fixture/steady", "spinglass/contrast"]));
    const { stdout } = await command("studies", "fixture/steady");
    expect(stdout).toMatch(/cells +8 +number of cells \(an integer from 1 to 10000\)/);
    expect(stdout).toContain("paper  1.0 s  cells=20 sizes=[3,5]");
  });

  it("doctor: both providers, the chosen one measured", async () => {
    const document = doctorDocumentSchema.parse(await json("doctor"));
    const embedded = document.providers.find(({ name }) => name === "embedded")!;
    expect(embedded.gflops!.gemm).toBeGreaterThan(0.1);
    const chosen = document.providers.find(({ name }) => name === document.provider)!;
    expect(document.gflops).toEqual(chosen.gflops);
    expect(document.runs).toEqual({ folder: "runs", writable: true, detail: "writable" });
  });

  it("bare isinglass: one screen with three commands", async () => {
    const { code, stdout } = await command();
    expect(code).toBe(0);
    expect(stdout.split("\n").length).toBeLessThan(24);
    expect(stdout.match(/^ {2}npx isinglass /gm)).toHaveLength(3);
  });

  it("--help and --version are no errors", async () => {
    const { code, stdout } = await command("--version");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await command("run", "--help")).stdout).toContain("--preset <NAME>");
  });
});
