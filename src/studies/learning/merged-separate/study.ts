import { z } from "zod";
import { estimate } from "../../../numerics/statistics/estimate.js";
import { contrast, drawTasks, generalizationError } from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import * as fields from "../../prompt-parameters.js";
import { references } from "../../references/index.js";
import { type SweptCell, sweptCells } from "../../repeated-cells.js";
import { type Parametrisation, trainLinearAttention } from "../linear-attention-training.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  D: fields.D.default(20),
  N: fields.N.default(100),
  alpha: z
    .array(z.number().min(0.01).max(100))
    .min(1)
    .max(50)
    .default([0.3, 1.8])
    .describe("densities of the data α = P/D²"),
  repetitions: fields.repetitions.default(4),
  epochs: z.int().min(20).max(1_000_000).default(600).describe("full-batch epochs of Adam"),
  rate: z.number().min(1e-6).max(1).default(0.01).describe("learning rate of Adam"),
});
export type Params = z.infer<typeof params>;

export const kinds: readonly Parametrisation[] = ["merged", "separate"];
/** Points of a curve. */
const POINTS = 40;

type Cell = SweptCell<"alpha", Params>;

/** A point of a training curve, what it ended with (`test` and `contrast`), or an entry W_mn of the first repetition. */
export type Row = {
  readonly alpha: number;
  readonly repetition: number;
  readonly kind: Parametrisation;
  readonly epoch: number | null;
  readonly train: number | null;
  readonly test: number | null;
  readonly contrast: number | null;
  readonly m: number | null;
  readonly n: number | null;
  readonly weight: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "learning/merged-separate",
  version: 1,
  title: "One weight matrix or two: how merged and separate linear attention learn",
  source: "S2 §5.5.1, fig. 16a, c–e",
  references: [references.li2025spinglass],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 7 },
    paper: {
      params: { alpha: [0.3, 0.7, 1.8], repetitions: 20, epochs: 3000 },
      seconds: 150,
      estimatedFrom: "the time per epoch of the quick preset",
    },
  },
  cells: (params) => sweptCells("alpha", params.alpha, params),
  run: runCell,
  metrics: (rows, { alpha }) =>
    Object.fromEntries(
      alpha.flatMap((a) =>
        kinds.flatMap((kind) => {
          const ends = rows.filter((row) => row.alpha === a && row.kind === kind && row.contrast !== null);
          return [
            [`eps_${kind}@alpha=${a}`, estimate(ends.map(({ test }) => test!))],
            [`contrast_${kind}@alpha=${a}`, estimate(ends.map((row) => row.contrast!))],
          ];
        }),
      ),
    ),
  judge,
  figures,
});

/** Both kinds learn the same tasks. */
async function runCell({ alpha, repetition, params }: Cell, context: CellContext): Promise<Row[]> {
  const { D, N, epochs, rate } = params;
  const tasks = drawTasks(context.stream.child("tasks"), { P: Math.max(1, Math.round(alpha * D * D)), D, N });
  const every = Math.ceil(epochs / POINTS);
  const rows: Row[] = [];
  for (const kind of kinds) {
    const { spins, curve } = await trainLinearAttention(
      tasks,
      kind,
      { epochs, rate, every },
      {
        stream: context.stream.child(kind),
        signal: context.signal,
        onEpoch: (done, loss) => context.progress?.({ done, of: epochs, values: { loss } }),
      },
    );
    const own = { ...NOTHING, alpha, repetition, kind };
    rows.push(...curve.map((point) => ({ ...own, ...point })));
    rows.push({ ...own, test: generalizationError(spins, { D, N }), contrast: contrast(spins, D) });
    if (repetition > 0) continue;
    rows.push(...Array.from(spins, (weight, i) => ({ ...own, m: Math.floor(i / D), n: i % D, weight })));
  }
  return rows;
}

const NOTHING = { epoch: null, train: null, test: null, contrast: null, m: null, n: null, weight: null };
