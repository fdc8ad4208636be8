import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { FitDocument, PlanDocument } from "../../src/lab/documents.js";
import { plantedRuns, writeRuns } from "../cli/planted-tables.js";
import { findChromium } from "../report/chromium.js";
import { largestDifference } from "./largest-difference.js";
import { CLOSE, drop, expectSame, lawsPage, option, PATIENCE, SLOPES, saved, timedAs } from "./laws-page.js";
import { illegible } from "./legible.js";
import { savedRows } from "./saved-file.js";
import { seriousFindings, until } from "./site.js";

const chromium = findChromium();

describe.skipIf(!chromium)("the page of laws, in Chromium", () => {
  const { address, open, folder, run, printed } = lawsPage(chromium);

  test(
    "a table that is dropped gives the parameters, errors and plan of the command line, and goes nowhere",
    async () => {
      const file = writeRuns(folder);
      const { page, talk, requests } = await open("#/laws");
      await drop(page, file, readFileSync(join(folder, file), "utf8"));
      await page.getByText("48 rows, 3 columns").waitFor();
      await option(page, "Refits of resampled runs", "0");
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      const fitted = await saved<FitDocument>(page, "Save the fit");
      expectSame(fitted, timedAs(fitted, await printed("fit", file, "--law", "chinchilla", "--bootstrap", "0")));

      await page.getByLabel("Training compute, FLOP").fill("5.76e23");
      await option(page, "No more tokens than", "1e12");
      await option(page, "Your own choice", "N=7e10");
      await page.getByRole("button", { name: "Plan", exact: true }).click();
      await page.getByText("regret of your choice").waitFor({ timeout: PATIENCE });
      const plan = await saved<PlanDocument>(page, "Save the plan");
      const words = (await page.locator("pre").last().textContent())!;
      expect(words).toBe(
        `isinglass plan ${file} --law chinchilla --loss huber --bootstrap 0 --compute 5.76e23 --max-tokens 1e12 --choice N=7e10 --next-run`,
      );
      const { regret, nextRuns, ...rest } = await printed<PlanDocument>(...words.split(" ").slice(1));
      expectSame({ ...plan, regret: null, nextRuns: null }, { ...rest, regret: null, nextRuns: null });
      // A regret is a difference of losses, and is as exact as these are.
      expect(largestDifference(plan.regret, regret)).toBeLessThan(CLOSE);
      expectSame(plan.nextRuns, nextRuns, SLOPES);
      await option(page, "Refits of resampled runs", "50");
      await page.getByRole("button", { name: "Fit again" }).click();
      await page.getByText("middle 95 % of 50 refits").waitFor({ timeout: PATIENCE });
      const refitted = await saved<FitDocument>(page, "Save the fit");
      const told = await printed<FitDocument>("fit", file, "--law", "chinchilla", "--bootstrap", "50");
      expectSame(refitted, timedAs(refitted, told));
      await page.locator("figure svg").first().waitFor({ timeout: PATIENCE });
      expect(await seriousFindings(page)).toEqual([]);
      expect(talk).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(address()) && !/^(blob|data):/.test(url))).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "tab-separated tables, lines of JSON and Parquet are read, and a column may be chosen",
    async () => {
      const runs = plantedRuns().map(({ N, D, loss }) => ({ size: N, seen: D / 1e9, other: loss + 1, nll: loss }));
      const columns = Object.keys(runs[0]!) as (keyof (typeof runs)[0])[];
      const lines = [columns.join("\t"), ...runs.map((row) => columns.map((name) => row[name]).join("\t"))];
      const columnData = columns.map((name) => ({ name, data: Float64Array.from(runs, (row) => row[name]) }));
      const files = {
        "a.tsv": lines.join("\r\n"),
        "b.jsonl": runs.map((row) => JSON.stringify(row)).join("\n"),
        "c.parquet": Buffer.from(parquetWriteBuffer({ columnData })),
      };
      const { page, talk } = await open("#/laws?bootstrap=0");
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(join(folder, name), content);
        await page.locator("input[type=file]").setInputFiles(join(folder, name));
        await page.getByText(`${name}: 48 rows, 4 columns`).waitFor();
        await page.getByLabel("Law", { exact: true }).selectOption("chinchilla");
        await page.getByLabel("Column of D").selectOption("seen");
        await page.getByLabel("Factor of D").fill("1e9");
        await page.getByLabel("Factor of D").press("Enter");
        await page.getByRole("button", { name: /^Fit/ }).click();
        await page.getByText(`isinglass fit ${name}`).waitFor({ timeout: PATIENCE });
        const fitted = await saved<FitDocument>(page, "Save the fit");
        const words = ["--law", "chinchilla", "--columns", "D=seen*1e9", "--bootstrap", "0"];
        const { parameters } = await printed<FitDocument>("fit", name, ...words);
        expectSame(fitted.parameters, parameters);
      }
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "a bad table is told of by file, line and column as on the command line, and loses nothing",
    async () => {
      const { page, talk } = await open("#/laws");
      const bad = {
        "ragged.csv": "params,tokens,loss\n1e8,2e9,3.1\n2e8,3.0\n",
        "twice.csv": "params,params,loss\n1,2,3\n",
        "empty.csv": "",
        "list.json": '[{"params": 1}]',
        "noise.parquet": "PAR1 and no more",
      };
      const text = readFileSync(join(folder, writeRuns(folder)), "utf8");
      await drop(page, "good.csv", text);
      await page.getByText("good.csv: 48 rows").waitFor();
      for (const [name, content] of Object.entries(bad)) {
        writeFileSync(join(folder, name), content);
        await drop(page, name, content);
        const { stderr, code } = await run(["fit", name, "--law", "chinchilla"]);
        expect(code).toBe(2);
        await page.getByRole("alert").getByText(stderr.trim(), { exact: true }).waitFor();
        expect(await page.getByText("good.csv: 48 rows").count()).toBe(1);
      }
      const broken = text.replace(/,[\d.]+\n$/, ",n/a\n");
      writeFileSync(join(folder, "broken.csv"), broken);
      await drop(page, "broken.csv", broken);
      await page.getByText("broken.csv: 48 rows").waitFor();
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      const { stderr } = await run(["fit", "broken.csv", "--law", "chinchilla"]);
      expect(stderr).toContain("broken.csv:49:3: loss is not a number");
      // The page has a field where the command line has a flag.
      const told = stderr.trim().replace("--where", "“Only rows where”");
      await page.getByRole("alert").getByText(told, { exact: true }).waitFor();
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "a fit can be cancelled, and the page goes on",
    async () => {
      const { page, talk } = await open("#/laws?law=chinchilla&bootstrap=100000");
      await drop(page, "runs.csv", readFileSync(join(folder, writeRuns(folder)), "utf8"));
      await page.getByText("48 rows, 3 columns").waitFor();
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      await page.getByText(/^Refit \d+ of 100000/).waitFor({ timeout: PATIENCE });
      await page.getByRole("button", { name: "Cancel" }).click();
      await until(page, "document.querySelector('progress') === null");
      await option(page, "Refits of resampled runs", "0");
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      await page.getByText("asymptotic, 1.96 standard errors").waitFor({ timeout: PATIENCE });
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "another table ends the fit of the one before",
    async () => {
      const { page, talk } = await open("#/laws?law=chinchilla&bootstrap=100000");
      const runs = readFileSync(join(folder, writeRuns(folder)), "utf8");
      await drop(page, "runs.csv", runs);
      await page.getByText("48 rows, 3 columns").waitFor();
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      await page.getByText(/^Refit \d+ of 100000/).waitFor({ timeout: PATIENCE });
      await drop(page, "fewer.csv", runs.split("\n").slice(0, 41).join("\n"));
      await page.getByText("fewer.csv: 40 rows").waitFor();
      await until(page, "document.querySelector('progress') === null");
      expect(await page.getByRole("button", { name: "Save the fit" }).count()).toBe(0);
      await option(page, "Refits of resampled runs", "0");
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      const { n, data } = await saved<FitDocument>(page, "Save the fit");
      expect([n, data.file]).toEqual([40, "fewer.csv"]);
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "figures are kept as rows; what cannot be drawn or searched is told, and leaving meanwhile is no error",
    async () => {
      const { page, talk } = await open("#/laws?example=dense&bootstrap=0&compute=3e22&runs=12");
      await page.getByText(/^With 12 runs: N\* = /).waitFor({ timeout: PATIENCE });
      const title = (await page.locator("[aria-labelledby=laws-more] figure .title").textContent())!;
      const rows = await savedRows(page, title);
      expect(rows.filter(({ drawn }) => drawn === "interval dot").map(({ runs }) => runs)).toContain("12");
      expect(rows[0]).toMatchObject({ drawn: "rule", axis: "y" });
      await failing(page, "fitFigures", "bestSize");
      await page.getByRole("button", { name: "Fit again" }).click();
      await page.locator("[aria-labelledby=laws-figures]").getByRole("alert").waitFor({ timeout: PATIENCE });
      await page.getByLabel("Training compute, FLOP").fill("4e22");
      await page.getByLabel("Training compute, FLOP").press("Tab");
      await page.locator("[aria-labelledby=laws-more]").getByRole("alert").waitFor({ timeout: PATIENCE });
      expect(await page.getByText("Drawing the figures").count()).toBe(0);
      await page.reload();
      await page.getByText("Drawing the figures").waitFor({ timeout: PATIENCE });
      await page.evaluate("location.hash = '#/'");
      await page.locator("h1", { hasText: "claimed" }).waitFor();
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "on a phone, in Chinese, in the dark: legible, with nothing serious found",
    async () => {
      const { page, talk } = await open("#/laws?example=dense&bootstrap=0&lang=zh&budget=dollars&dollars=1e6", {
        viewport: { width: 360, height: 740 },
        colorScheme: "dark",
      });
      await page.getByText(/^有 64 次实验时/).waitFor({ timeout: PATIENCE });
      await page.locator("figure svg").first().waitFor({ timeout: PATIENCE });
      expect(await illegible(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );
});

/** Makes calls of the page's engine fail from now on: its workers are asked for what they do not know. */
async function failing(page: Page, ...calls: string[]): Promise<void> {
  await page.evaluate(`{ const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      const fails = ${JSON.stringify(calls)}.includes(message.name);
      postMessage.call(this, fails ? { ...message, name: "nothing" } : message, ...rest);
    }; }`);
}
