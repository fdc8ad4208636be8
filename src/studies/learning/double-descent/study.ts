import { z } from "zod";
import { estimate } from "../../../numerics/statistics/estimate.js";
import {
  buildSpinGlass,
  drawTasks,
  generalizationError,
  minimumNormSolution,
  predict,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import * as fields from "../../prompt-parameters.js";
import { references } from "../../references/index.js";
import { type SweptCell, sweptCells } from "../../repeated-cells.js";
import { values } from "../../selection.js";
import { initialSpins, trainLinearAttention } from "../linear-attention-training.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  D: fields.D.default(20),
  N: fields.N.default(100),
  alpha: z
    .array(z.number().min(0.01).max(100))
    .min(1)
    .max(200)
    .default([0.1, 0.5, 1, 1.05, 1.4])
    .describe("densities of the data α = P/D²"),
  repetitions: fields.repetitions.default(8),
  trained: z.int().min(0).max(100_000).default(2).describe("repetitions in which attention is also trained"),
  epochs: z.int().min(10).max(1_000_000).default(1000).describe("full-batch epochs of Adam"),
  rate: z.number().min(1e-6).max(1).default(0.01).describe("learning rate of Adam"),
});
export type Params = z.infer<typeof params>;

/** `minnorm`: the exact limit λ → 0. `descent`: the exact limit of gradient descent from the initial W. */
export type Method = "minnorm" | "descent" | "merged" | "separate";
export const methods: readonly Method[] = ["minnorm", "descent", "merged", "separate"];

type Cell = SweptCell<"alpha", Params>;

export type Row = {
  readonly alpha: number;
  readonly repetition: number;
  readonly method: Method;
  /** The exact test error of the weights found. */
  readonly eps: number;
  /** The same after a tenth of the epochs, for what is trained. */
  readonly early: number | null;
  /** The error on the training tasks at the end over that before the first step, for what is trained. */
  readonly fall: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "learning/double-descent",
  version: 2,
  title: "Double descent of linear attention: where the peak is, and what its height is",
  source: "S2 §5.5.1, fig. 16b",
  references: [references.li2025spinglass, references.lu2025asymptotic],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 9 },
    paper: {
      params: {
        alpha: [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.4, 2],
        repetitions: 50,
        trained: 50,
        epochs: 3000,
      },
      seconds: 1100,
      estimatedFrom: "the time per epoch of the quick preset",
    },
  },
  cells: (params) => sweptCells("alpha", params.alpha, params),
  run: runCell,
  metrics: (rows, { alpha }) =>
    Object.fromEntries(
      methods.flatMap((method) =>
        alpha.map((a) => [`eps_${method}@alpha=${a}`, estimate(values(rows, { alpha: a, method }, "eps"))]),
      ),
    ),
  judge,
  figures,
});

/** All methods on the same tasks; descent and the merged training from the same initial W. */
async function runCell({ alpha, repetition, params }: Cell, context: CellContext): Promise<Row[]> {
  const { D, N, trained, epochs, rate } = params;
  const { algebra, signal } = context;
  const P = Math.max(1, Math.round(alpha * D * D));
  const tasks = drawTasks(context.stream.child("tasks"), { P, D, N });
  const glass = buildSpinGlass(tasks, algebra);
  const row = (method: Method, spins: Float64Array, trained?: Pick<Row, "early" | "fall">): Row => {
    const eps = generalizationError(spins, { D, N });
    return { alpha, repetition, method, eps, early: null, fall: null, ...trained };
  };

  const start = initialSpins(context.stream.child("merged"), D);
  const fitted = predict(tasks, start, algebra);
  const left = { ...tasks, targets: tasks.targets.map((y, task) => y - fitted[task]!) };
  const learnt = minimumNormSolution(left, glass, algebra);
  const rows = [
    row("minnorm", minimumNormSolution(tasks, glass, algebra)),
    row(
      "descent",
      learnt.map((change, i) => start[i]! + change),
    ),
  ];
  if (repetition >= trained) return rows;
  for (const kind of ["merged", "separate"] as const) {
    const every = Math.ceil(epochs / 10);
    const { spins, initialError, curve } = await trainLinearAttention(
      tasks,
      kind,
      { epochs, rate, every },
      {
        stream: context.stream.child(kind),
        signal,
        onEpoch: (done, loss) => context.progress?.({ done, of: epochs, values: { loss } }),
      },
    );
    rows.push(row(kind, spins, { early: curve[0]!.test, fall: curve.at(-1)!.train / initialError }));
  }
  return rows;
}
