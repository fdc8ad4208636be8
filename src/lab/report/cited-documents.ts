import type { Claim } from "../../study/index.js";

/** The documents whose claims are judged, in a few words for readers who do not have them. */
export const CITED_DOCUMENTS: Readonly<Record<Claim["document"], string>> = {
  S0: "a survey of the theory of large language models",
  S1: "a handbook of scaling laws and in-context learning",
  S2: "a thesis on the spin-glass model of in-context learning",
  S3: "Towards auto-regressive next-token prediction: in-context learning emerges from generalization",
  S4: "Provably transformers harness multi-concept word semantics for efficient in-context learning",
};
