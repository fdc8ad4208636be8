import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { session } from "../cli/isinglass.js";
import { findChromium } from "../report/chromium.js";
import { seriousFindings, studioIn } from "./site.js";

const chromium = findChromium();
const PATIENCE = 120_000;
const STUDY = "laws/robust-loss";

describe.skipIf(!chromium)("a table of one's own on the page of a study", { timeout: 2 * PATIENCE }, () => {
  const folder = mkdtempSync(join(tmpdir(), "isinglass-own-table-"));
  writeFileSync(join(folder, "runs.csv"), readFileSync(join(import.meta.dirname, "../../examples/runs.csv")));
  writeFileSync(join(folder, "bad.csv"), "params,tokens,loss\n1e6,many,3\n2e6,2e8,2.9\n");
  const { address, open } = studioIn(chromium);
  const { run, end } = session({ cwd: folder });
  afterAll(() => {
    end();
    rmSync(folder, { recursive: true });
  });

  test("is run in the page as on the command line, goes nowhere, and is named by link and command", async () => {
    const { stdout } = await run(["run", STUDY, "--data", "runs.csv", "--json", "--quiet"]);
    const { verdicts } = JSON.parse(stdout) as { verdicts: { note: string }[] };
    const { page, requests, talk } = await open(`#/study/${STUDY}`);
    await page.locator("#claims .verdict:not(.unrun)").first().waitFor({ timeout: PATIENCE });
    const bodies: (string | null)[] = [];
    page.on("request", (request) => bodies.push(request.postData()));
    await page.locator("input[type=file]").setInputFiles(join(folder, "runs.csv"));
    await page.getByText("runs.csv: 64 rows, 3 columns of numbers.").waitFor();
    await page.getByText("This run is of your table runs.csv.").waitFor({ timeout: PATIENCE });
    for (const { note } of verdicts) await page.locator("#claims").getByText(note.slice(0, 60)).first().waitFor();
    await page.getByText(`isinglass run ${STUDY} --data runs.csv`, { exact: true }).waitFor();
    await page.getByText("the link alone does not carry it").waitFor();
    await page.waitForFunction(() => location.hash.includes("data=runs.csv"));
    expect(await seriousFindings(page)).toEqual([]);
    expect(bodies.filter((body) => body !== null)).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(address()) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(requests.filter((url) => url.includes("runs.csv"))).toEqual([]);
    expect(talk).toEqual([]);

    await page.locator("input[type=file]").setInputFiles(join(folder, "bad.csv"));
    await page.getByText(/bad\.csv:2:2: /).waitFor();
    expect(await page.getByText("This run is of your table runs.csv.").count()).toBe(1);
    await page.getByRole("button", { name: "Without this table" }).click();
    await page.getByText("This run is of your table runs.csv.").waitFor({ state: "detached", timeout: PATIENCE });
    await page.waitForFunction(() => !location.hash.includes("data="));
    await page.context().close();
  });

  test("is asked for by a link that names one", async () => {
    const { page } = await open(`#/study/${STUDY}?data=runs.csv`);
    await page.getByText("This link is of the table runs.csv, which it cannot carry").waitFor();
    await page.locator("input[type=file]").setInputFiles(join(folder, "runs.csv"));
    await page.getByText("This run is of your table runs.csv.").waitFor({ timeout: PATIENCE });
    await page.context().close();
  });
});
