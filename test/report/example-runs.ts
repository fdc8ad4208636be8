import { readdirSync } from "node:fs";
import { z } from "zod";
import type { ReportRun } from "../../src/lab/documents.js";
import type { AnyStudy, Claim, Figure, Row, Verdict } from "../../src/study/index.js";

const folder = new URL("./figures/", import.meta.url).pathname;

/** The figures of the folder of examples. */
async function exampleFigures(): Promise<Figure[]> {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
  return Promise.all(names.map(async (name) => ((await import(`./figures/${name}.ts`)) as { figure: Figure }).figure));
}

const claims: readonly Claim[] = [
  {
    id: "S2/eq-128/sign",
    document: "S2",
    place: "§4.2, eq. (128)",
    statement: "The regulariser is $\\lambda_i = \\lambda - 1$ & no <b>more</b>.",
    printed:
      "\\lambda_i \\equiv \\lambda - \\tfrac1P \\sum_\\mu (s_i^\\mu)^2 \\quad\\text{for every spin } i = 1, \\dots, (D+1)^2",
  },
  { id: "S2/eq-161/contrast", document: "S2", place: "§4.10", statement: "The contrast W_11 tends to 1." },
  { id: "S2/eq-153/amp", document: "S2", place: "§4.4.3", statement: "AMP converges." },
  { id: "S1/open", document: "S1", place: "§1", statement: "Left open." },
];

const verdicts: readonly Verdict[] = [
  { ...numbers(0.12345, 0.0021, 0.125, 0.01), claim: "S2/eq-128/sign", verdict: "corrected", note: "Sign: $+$." },
  { ...numbers(1, null, 1, null), claim: "S2/eq-161/contrast", verdict: "holds", note: "Within 4 standard errors." },
  { ...numbers(-3.2e-9, 1e-10, 0, 1e-12), claim: "S2/eq-153/amp", verdict: "fails", note: "<script>alert(1)</script>" },
  { ...numbers(null, null, null, null), claim: "S1/open", verdict: "undecided", note: "No run reaches it." },
];

const theory = `# Title that the report leaves out

The loss ($\\lambda > 0$) costs $5 and 10 $ more; a price of $22,529 stays, and so does <img src="https://example.org/x.png">.

$$ \\varepsilon_g(W) = a_1\\lVert W_{11}\\rVert^2 + t_2 \\lVert W_{21}\\rVert^2 - \\tfrac2D\\operatorname{tr} W_{11} + 1, \\tag{161} $$

## A heading

![a picture](https://example.org/picture.png) and a [link](https://example.org/).

| quantity | $N = 50$ | $N = 100$ | with a long heading that needs room | and another one |
|---|---|---|---|---|
| $\\mathcal C$ | 0.97 | 0.98 | \`code_that_is_long_and_does_not_break_anywhere_at_all\` | $\\sqrt{D/(D+1)}$ |

$$ \\begin{aligned} \\mathbb E\\,C_0^2 &= \\Bigl(1 + \\frac{D+1}{N}\\Bigr) I, \\\\ v_i &= \\frac{1}{\\beta(\\lambda_i + V_i)} \\end{aligned} $$

$\\undefinedmacro{x}$ is no TeX.
`;

/** A run of no real study, with all that a report must cope with. */
export async function exampleRun(): Promise<ReportRun> {
  const figures = await exampleFigures();
  const study: AnyStudy = {
    id: "example/all",
    version: 3,
    title: "A study <of> everything & more",
    source: "S2 §5",
    references: [
      {
        ...{
          key: "a",
          type: "article",
          title: "On $P_c$ & co",
          authors: ["Ng, Ann", "Bo, Ben", "Cy, Cam"],
          year: 2025,
        },
        ...{ venue: "Journal", arxiv: "2408.02288", doi: "10.1000/1" },
      },
    ],
    claims,
    params: z.strictObject({
      N: z.array(z.int()).default([1]).describe("examples in a prompt"),
      lambda: z.number().default(1).describe("regulariser λ_i"),
    }),
    presets: { quick: { params: {}, seconds: 1 }, paper: { params: {}, seconds: 1 } },
    cells: () => [],
    run: () => [],
    metrics: () => ({}),
    judge: () => [...verdicts],
    figures: () => figures,
  };
  const metrics = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`contrast_ridge@P=${i},N=100`, { value: i / 7, stderr: 0.01, n: 10 }]),
  );
  const params = { N: Array.from({ length: 50 }, (_, i) => 2 * i), lambda: 0.01 };
  const data = { name: "runs.csv", digest: "0123456789abcdef".repeat(4) };
  return {
    study,
    result: {
      run: {
        id: "0a1b2c",
        study: study.id,
        version: 3,
        params,
        seed: 7,
        seconds: 3725,
        cells: 1200,
        provider: "embedded",
        data,
      },
      verdicts: [...verdicts],
      metrics,
      rows: "runs/0a1b2c/rows.parquet",
    },
    rows: [] as Row[],
    params,
    theory,
    command:
      "isinglass run example/all --set 'N=[2,4]' --seed 7 --workers 4 --out a/folder/with/a/long/name/that/goes/on",
  };
}

function numbers(measured: number | null, stderr: number | null, expected: number | null, tolerance: number | null) {
  return { measured, stderr, expected, tolerance };
}
