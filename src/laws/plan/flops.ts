/** The shape of a decoder-only transformer. */
export interface TransformerShape {
  readonly layers: number;
  /** d_model. */
  readonly width: number;
  readonly heads: number;
  /** Size of one head's keys and values. */
  readonly headSize: number;
  /** Inner width of the feed-forward block. */
  readonly feedForward: number;
  readonly vocabulary: number;
  /** Tokens of a sequence. */
  readonly context: number;
  /** Whether each layer has a width × width projection of relative positions, as Chinchilla's have; no unless told. */
  readonly relativePositions?: boolean;
}

/** Parameters by where they sit; biases and layer norms are left out, and input and output embeddings are one. */
export interface ParameterCount {
  readonly embedding: number;
  readonly nonEmbedding: number;
  readonly total: number;
}

/**
 * Counts weights: vocabulary × width for the embedding, and in each layer 4 width × heads × headSize of attention and
 * 2 width × feedForward; 12 layers width² where heads × headSize = width and feedForward = 4 width (Kaplan et al. 2020,
 * arXiv 2001.08361, equation 2.1).
 */
export function parameterCount(shape: TransformerShape): ParameterCount {
  const { layers, width, heads, headSize, feedForward, vocabulary, relativePositions = false } = shape;
  const positions = relativePositions ? width * width : 0;
  const nonEmbedding = layers * (4 * width * heads * headSize + 2 * width * feedForward + positions);
  const embedding = vocabulary * width;
  return { embedding, nonEmbedding, total: embedding + nonEmbedding };
}

/** What an exact count takes in; everything unless told. */
export interface FlopOptions {
  /** The lookup of embeddings, counted as a product with a one-hot matrix as Hoffmann et al. do. */
  readonly embeddings?: boolean;
  /** The last product with the vocabulary. */
  readonly logits?: boolean;
  /** Scores, softmax and averages over the context: the part that grows with its length. */
  readonly attention?: boolean;
}

/** FLOP of a forward pass for one token of a full sequence. Hoffmann et al. (2022, arXiv 2203.15556), appendix F. */
export function forwardFlops(shape: TransformerShape, options: FlopOptions = {}): number {
  const { embeddings = true, logits = true, attention = true } = options;
  const { layers, width, heads, headSize, feedForward, vocabulary, context } = shape;
  const keys = heads * headSize;
  const projections = 2 * 3 * width * keys + 2 * keys * width;
  const overContext = attention ? 2 * context * keys + 3 * heads * context + 2 * context * keys : 0;
  const dense = 2 * (2 * width * feedForward);
  const table = 2 * vocabulary * width;
  return layers * (projections + overContext + dense) + (embeddings ? table : 0) + (logits ? table : 0);
}

/** FLOP of training on `tokens`: a forward pass and a backward pass of twice its price. Hoffmann et al., appendix F. */
export function trainingFlops(shape: TransformerShape, tokens: number, options: FlopOptions = {}): number {
  return 3 * forwardFlops(shape, options) * tokens;
}

/** 6 FLOP for each parameter and token: 2 forward, 4 backward. Kaplan et al. (2020), §2.1. */
export function trainingFlops6ND(N: number, D: number): number {
  return 6 * N * D;
}
