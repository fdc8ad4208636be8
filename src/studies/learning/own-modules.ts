import { modelFrom, type SequenceSizes } from "../../learning/models/index.js";
import { checkTask } from "../../learning/tasks/index.js";
import { InputError, rootStream } from "../../numerics/index.js";
import type { UserModuleSlot } from "../../study/index.js";

/** A task in a person's own file, for a study that trains models of sequences. */
export const ownTaskSlot: UserModuleSlot = {
  description:
    "a module whose default export is a task: { name, dimension, draw(stream, { batch, points }) }, where draw gives { batch, points, dimension, x, y } with Float64Arrays of batch × points × dimension and batch × points numbers",
  check: (value, file) => refusing("task", file, () => checkTask(value)),
};

/** A model of sequences in a person's own file. */
export const ownModelSlot: UserModuleSlot = {
  description:
    "a module whose default export is a model of sequences: { name, init(stream, { d, points }), apply(weights, xs, ys) }, where apply gives a prediction of every y (batch × points) from the pairs before it and its own x",
  check: (value, file) =>
    refusing("model", file, () => {
      modelFrom<never, SequenceSizes>(value, basename(file), { d: 2, points: 3 }).init(rootStream(0));
    }),
};

/** Whatever a person's file throws is told with the file's name, as a fault of the input. */
function refusing(kind: string, file: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(`invalid --${kind}: ${file}; expected a ${kind} that works, but: ${message}`, {
      cause: error,
    });
  }
}

function basename(file: string): string {
  return file.split(/[\\/]/).at(-1)!;
}
