import type { Stream } from "../../../numerics/index.js";
import type { Tensor } from "../../../tensor/index.js";

/** How tokens are hidden for masked language modelling. */
export interface MaskTokens {
  /** Random replacements are drawn from 0 … vocabulary − 1. */
  readonly vocabulary: number;
  /** The token that stands for [MASK]. */
  readonly maskToken: number;
  /** The share of tokens that are to be predicted: 0.15 unless given. */
  readonly rate?: number;
}

/**
 * Hides tokens as BERT does (thesis §2.2.2; Devlin et al., arXiv:1810.04805, §3.1): each position is chosen with
 * probability `rate`; of the chosen, 80 % become [MASK], 10 % a random token, and 10 % stay as they are.
 * @param tokens batch × length, int32
 * @returns the tokens to show, and `masked`: 1 at the chosen positions, 0 elsewhere
 */
export function maskTokens(
  stream: Stream,
  tokens: Tensor,
  { vocabulary, maskToken, rate = 0.15 }: MaskTokens,
): { readonly shown: Tensor; readonly masked: Tensor } {
  const shown = Int32Array.from(tokens.data);
  const masked = new Float64Array(shown.length);
  for (let i = 0; i < shown.length; i++) {
    if (stream.uniform() >= rate) continue;
    masked[i] = 1;
    const fate = stream.uniform();
    if (fate < 0.8) shown[i] = maskToken;
    else if (fate < 0.9) shown[i] = stream.integer(vocabulary);
  }
  return { shown: { data: shown, shape: tokens.shape }, masked: { data: masked, shape: tokens.shape } };
}
