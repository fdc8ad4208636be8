import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type RunDocument, runDocumentSchema } from "../../src/lab/documents.js";
import { scratch, session } from "./isinglass.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});

const examples = resolve(import.meta.dirname, "../../examples");
const small = ["points=8", "width=16", "layers=1", "heads=2", "batch=32", "rate=0.01", "prompts=300"];
const run = (steps: number, ...words: string[]) =>
  answer([
    ...["run", "learning/function-classes", "--quiet", "--workers", "1", ...words],
    ...[`steps=${steps}`, ...small].flatMap((setting) => ["--set", setting]),
  ]);

async function documentOf(steps: number, ...words: string[]): Promise<RunDocument> {
  const { code, stdout, stderr } = await run(steps, "--json", ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return runDocumentSchema.parse(JSON.parse(stdout));
}

/** A module with this text, by its path. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe("the worked examples", () => {
  const task = join(examples, "own-task.ts");
  const model = join(examples, "own-model.ts");

  it("a task of one's own is learnt, alone, beside the baselines", async () => {
    const { metrics, run: facts } = await documentOf(150, "--task", task);
    expect(facts.modules!.task).toMatchObject({ name: "own-task.ts", digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const error = (predictor: string) => metrics[`error_${predictor}@step,k=7`]!.value!;
    expect(error("trained")).toBeLessThan(0.8 * error("zero"));
    expect(error("greedy_tree")).toBeLessThan(error("3_nearest_neighbours"));
    expect(Object.keys(metrics).filter((name) => !name.includes("@step,"))).toEqual([]);
  });

  it("a model of one's own is trained in the place of the transformer, on a task of one's own too", async () => {
    const { metrics } = await documentOf(150, "--task", task, "--model", model);
    const error = (predictor: string) => metrics[`error_${predictor}@step,k=7`]!.value!;
    expect(error("trained")).toBeLessThan(0.5 * error("zero"));
    const onClass = await documentOf(20, "--model", model, "--set", 'classes=["linear"]', "--set", "d=2");
    expect(onClass.metrics["error_trained@linear,k=2"]!.value).toBeGreaterThan(0);
  });
});

describe("a file that will not do is told of in one line, exit 2", () => {
  const task = (body: string) =>
    `export default { name: "mine", dimension: 1, draw(stream, { batch, points }) { ${body} } };`;
  const model = (apply: string) =>
    `import { arange, cast, less, mul, sub, sum, tensor } from "isinglass/tensor";
     export default { name: "mine", init: () => ({ a: tensor([1]) }), apply: ({ a }, xs, ys) => ${apply} };`;
  it.each([
    [
      "--task",
      () => "nowhere.ts",
      "invalid --task: nowhere.ts; expected a .ts or .js module, but there is no such file",
    ],
    [
      "--task",
      () => file("torn.ts", "export default {"),
      /^invalid --task: .*torn\.ts; expected a module that loads, but: .*torn\.ts:\d+:\d+$/m,
    ],
    ["--task", () => file("none.ts", "export const task = 1;"), /none\.ts; expected a module with a default export/],
    [
      "--task",
      () => file("empty.ts", "export default {};"),
      /^invalid --task: empty\.ts; .* invalid task: .*draw\(stream, options\)/,
    ],
    [
      "--task",
      () =>
        file(
          "short.ts",
          task("return { batch, points, dimension: 1, x: new Float64Array(2), y: new Float64Array(2) };"),
        ),
      /length of x of task mine: 2; expected 6 for 2 prompts of 3 points/,
    ],
    [
      "--task",
      () =>
        file(
          "nan.ts",
          task(
            "const y = new Float64Array(batch * points).fill(NaN); return { batch, points, dimension: 1, x: y, y };",
          ),
        ),
      /x of task mine: NaN; expected finite numbers/,
    ],
    [
      "--task",
      () => file("throws.ts", task("return stream.gaussian();")),
      /^invalid --task: throws\.ts; .*stream\.gaussian is not a function/,
    ],
    [
      "--task",
      () =>
        file(
          "late.ts",
          task(
            "const y = new Float64Array(batch * points).fill(batch > 2 ? NaN : 1); return { batch, points, dimension: 1, x: new Float64Array(y.length), y };",
          ),
        ),
      /^invalid --task: \S*late\.ts; .*y of task mine: NaN; expected finite numbers/,
    ],
    [
      "--task",
      () => file("lines.ts", task('throw new Error("boom\\nsecond line");')),
      "invalid --task: lines.ts; expected a task that works, but: boom second line",
    ],
    [
      "--task",
      () => file("flat.ts", 'export default { name: "mine", dimension: 1, labelVariance: 0, draw() {} };'),
      /^invalid --task: flat\.ts; .*labelVariance of task mine: 0; expected a finite number above 0/,
    ],
    [
      "--model",
      () => file("bare.ts", 'export default { name: "mine" };'),
      /init of the model of bare\.ts: undefined; expected a function/,
    ],
    [
      "--model",
      () => file("sees.ts", model("mul(ys, a)")),
      /^invalid model mine: its prediction at position 0 changes with the label at position 0; expected none/,
    ],
    [
      "--model",
      () => file("rest.ts", model('mul(mul(ys, cast(less(arange(8), 7), "float32")), a)')),
      /^invalid model mine: its prediction at position 0 changes with the label at position 0/,
    ],
    [
      "--model",
      () => file("dead.ts", model("mul(ys, sub(a, 1))")),
      /^invalid model mine: its prediction at position 0 changes with the label at position 0/,
    ],
    [
      "--model",
      () => file("fails.ts", model("mul(xs.missing.shape, a)")),
      /^invalid --model: \S*fails\.ts; expected a model that works, but: .*undefined/,
    ],
    [
      "--model",
      () => file("async.ts", model("Promise.resolve(mul(ys, a))")),
      /^invalid --model: \S*async\.ts; .*result of apply of the model of async\.ts: a Promise; expected a value/,
    ],
    [
      "--model",
      () => file("few.ts", model("mul(sum(xs, [1, 2]), a)")),
      /^invalid number of predictions of model mine: 8; expected 64/,
    ],
  ] as [string, () => string, string | RegExp][])("%s, %#", async (flag, write, message) => {
    const { code, stdout, stderr } = await run(3, flag, write());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    if (typeof message === "string") expect(stderr).toBe(`${message}\n`);
    else expect(stderr).toMatch(message);
  });
});
