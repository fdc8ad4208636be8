import { modelFrom, type SequenceSizes } from "../../learning/models/index.js";
import { checkTask, type Task } from "../../learning/tasks/index.js";
import { InputError, lineOf, rootStream, type Stream } from "../../numerics/index.js";
import type { UserModuleSlot } from "../../study/index.js";
import type { Value } from "../../tensor/index.js";

/** A task in a person's own file, for a study that trains models of sequences. */
export const ownTaskSlot: UserModuleSlot = {
  description:
    "a module whose default export is a task: { name, dimension, draw(stream, { batch, points }) }, where draw gives { batch, points, dimension, x, y } with Float64Arrays of batch × points × dimension and batch × points numbers",
  check(value, file) {
    const task = refusing("task", file, () => checkTask(value));
    const draw: Task["draw"] = (stream, options) => refusing("task", file, () => task.draw(stream, options));
    return { ...task, draw };
  },
};

/** A model of sequences in a person's own file. */
export const ownModelSlot: UserModuleSlot = {
  description:
    "a module whose default export is a model of sequences: { name, init(stream, { d, points }), apply(weights, xs, ys) }, where apply gives a prediction of every y (batch × points) from the pairs before it and its own x",
  check(value, file) {
    const sized = (sizes: SequenceSizes) =>
      modelFrom<readonly [Value, Value], SequenceSizes>(value, basename(file), sizes);
    const trial = refusing("model", file, () => sized({ d: 2, points: 3 }));
    const init = (stream: Stream, sizes: SequenceSizes) => refusing("model", file, () => sized(sizes).init(stream));
    const apply: typeof trial.apply = (...given) => refusing("model", file, () => trial.apply(...given));
    init(rootStream(0), { d: 2, points: 3 });
    return { name: trial.name, init, apply };
  },
};

/** Whatever a person's file throws is told with the file's name, as a fault of the input. */
function refusing<T>(kind: string, file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw new InputError(`invalid --${kind}: ${file}; expected a ${kind} that works, but: ${lineOf(error)}`, {
      cause: error,
    });
  }
}

function basename(file: string): string {
  return file.split(/[\\/]/).at(-1)!;
}
