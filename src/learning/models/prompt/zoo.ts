import { unknown } from "../../../numerics/index.js";
import type { PromptModel, PromptSizes } from "../model.js";
import {
  fullLinearAttention,
  linearAttention,
  separateLinearAttention,
  simplifiedLinearAttention,
} from "./linear-attention.js";
import { multiHeadLinearAttention } from "./multi-head-linear-attention.js";
import { reluAttention } from "./relu-attention.js";
import { smallEncoder } from "./small-encoder.js";
import { softmaxAttention } from "./softmax-attention.js";

/** The models of thesis §5.4.2 and §5.5.1 by the names of fig. 15, in its sizes (H = 32, M = 10), and two beside them. */
export const promptModels = {
  /** Simplified linear attention: one merged matrix W. */
  sla: simplifiedLinearAttention,
  /** Full linear attention: the same with a matrix of values. */
  fla: fullLinearAttention,
  /** Multi-head linear attention. */
  mhla: multiHeadLinearAttention,
  /** Softmax attention. */
  sa: softmaxAttention,
  /** The small encoder of eqs (166)–(169). */
  tf: smallEncoder,
  /** As sla, with W_Q and W_K in place of W: fig. 16. */
  separate: separateLinearAttention,
  /** Linear attention with queries, keys and values apart. */
  qkv: linearAttention,
  /** ReLU attention. */
  relu: reluAttention,
} as const;

/** The names of the models of the zoo. */
export type PromptModelName = keyof typeof promptModels;

/** The model of a name. @throws InputError where there is none. */
export function promptModel(name: string, sizes: PromptSizes): PromptModel {
  if (!Object.hasOwn(promptModels, name)) throw unknown("model", name, Object.keys(promptModels));
  return promptModels[name as PromptModelName](sizes) as PromptModel;
}
