import { invalid } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import { flattenTree, type Tensor, type Tree } from "../../tensor/index.js";
import { decodeSafetensors, encodeSafetensors } from "../../tensor/safetensors.js";
import { withLeaves } from "../trees.js";
import { type Evaluation, type History, STEP_METRICS } from "./history.js";
import type { HostState } from "./train-step.js";

const FORMAT = "isinglass/checkpoint";
const VERSION = "2";

/** What a training run needs to go on. The step number is in the state. */
export interface Snapshot {
  readonly state: HostState;
  readonly history: History;
}

/**
 * A snapshot as a `.safetensors` file: parameters are the tensors `state.params.…`, the optimiser's state
 * `state.optimiser.…`, the steps done `state.step`, the metrics `history.…`; every number keeps all its bits. The
 * metadata name the format, the stream that addresses the batches, and the evaluations.
 */
export function encodeCheckpoint({ state, history }: Snapshot, stream: Stream): Uint8Array {
  const { leaves, names } = flattenTree(state, "state");
  const tensors = new Map(names.map((name, index) => [name, leaves[index] as Tensor]));
  for (const name of STEP_METRICS) {
    const data = Float64Array.from(history[name]);
    tensors.set(`history.${name}`, { data, shape: [data.length] });
  }
  return encodeSafetensors(Object.fromEntries(tensors), {
    format: FORMAT,
    version: VERSION,
    stream: addressOf(stream),
    evaluations: JSON.stringify(history.evaluations, (_key, value) => numberOrText(value)),
  });
}

/**
 * The snapshot in a checkpoint.
 * @param like a state of the same model and optimiser
 * @throws InputError where the checkpoint is of another format, model, optimiser or stream
 */
export function decodeCheckpoint(bytes: Uint8Array, like: HostState, stream: Stream): Snapshot {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.format !== FORMAT || metadata.version !== VERSION) {
    const found = `${metadata.format ?? "no format"} v${metadata.version ?? "?"}`;
    throw invalid("checkpoint", found, `${FORMAT} v${VERSION}`);
  }
  if (metadata.stream !== addressOf(stream)) {
    throw invalid("checkpoint's stream", metadata.stream, `${addressOf(stream)}, that of this run`);
  }
  const evaluations = JSON.parse(metadata.evaluations ?? "[]", (_key, value) => numberOfText(value)) as Evaluation[];
  const column = (name: (typeof STEP_METRICS)[number]) => [...(tensors[`history.${name}`]?.data ?? [])];
  return {
    state: stateFrom(tensors, like),
    history: {
      loss: column("loss"),
      gradientNorm: column("gradientNorm"),
      learningRate: column("learningRate"),
      evaluations,
    },
  };
}

function stateFrom(tensors: Readonly<Record<string, Tensor>>, like: HostState): HostState {
  const { names, leaves } = flattenTree(like, "state");
  const expected = new Set(names);
  const foreign = Object.keys(tensors).find((name) => name.startsWith("state.") && !expected.has(name));
  if (foreign)
    throw invalid("checkpoint", foreign, "the parameters and optimiser of this run, which have no such tensor");
  const found = names.map((name, index) => {
    const tensor = tensors[name];
    const { shape, data } = leaves[index] as Tensor;
    const isSame = tensor?.shape.join() === shape.join() && tensor.data.constructor === data.constructor;
    if (!tensor || !isSame) {
      const expectedKind = `${name} of shape [${shape.join(", ")}] and ${8 * data.BYTES_PER_ELEMENT} bits`;
      throw invalid("checkpoint", tensor ? `${name} of shape [${tensor.shape.join(", ")}]` : "nothing", expectedKind);
    }
    return tensor;
  });
  return withLeaves(like as unknown as Tree<Tensor>, found) as unknown as HostState;
}

/** JSON has no NaN and no infinities: they become text. */
function numberOrText(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function numberOfText(value: unknown): unknown {
  return typeof value === "string" ? Number(value) : value;
}

/** The path and a number drawn below it, which tells the seed without being it. */
function addressOf(stream: Stream): string {
  return JSON.stringify([...stream.path, stream.child("checkpoint").integer(2 ** 32)]);
}
