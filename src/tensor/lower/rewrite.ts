import { type GraphBuilder, sameShape, type TensorRef } from "./graph.js";
import { layerNormRewritten } from "./layer-norm.js";
import { type Captures, match, type Pattern, plain } from "./match.js";
import { softmaxRewritten } from "./softmax.js";

/**
 * Automatic differentiation writes tanh and GELU out in exponentials and selections; the engine has kernels for them,
 * and reads and writes memory once for every operator that is saved. Each rule replaces a tree of operators by an
 * equal one that is cheaper. The rules follow the formulas of `tanh` and `gelu` and what jax-js derives from them.
 */
interface Rewrite {
  readonly pattern: Pattern;
  readonly build: (graph: GraphBuilder, captures: Captures) => TensorRef | undefined;
}

const get = (captures: Captures, name: string): TensorRef => captures.get(name)!;

/** An operator over tensors of one shape, scalars among them; at least one operand is a tensor. */
function apply(graph: GraphBuilder, operator: string, ...operands: (TensorRef | number)[]): TensorRef {
  const tensors = operands.filter((operand) => typeof operand !== "number");
  const like = tensors.find(({ shape }) => shape.length > 0) ?? tensors[0]!;
  const refs = operands.map((operand) =>
    typeof operand === "number" ? graph.scalar(operand, like.elementType) : operand,
  );
  return graph.node(operator, refs, like.shape);
}

/** −1 where the condition holds, else 1. */
function signWhere(graph: GraphBuilder, condition: TensorRef, like: TensorRef): TensorRef {
  return apply(graph, "Sub", 1, apply(graph, "Mul", graph.cast(condition, like.elementType), 2));
}

/** x with its sign turned where the condition holds; |x| where the condition is that x is negative. */
function turned(graph: GraphBuilder, captures: Captures): TensorRef | undefined {
  const [x, condition] = [get(captures, "x"), get(captures, "c")];
  if (!sameShape(x.shape, condition.shape)) return undefined;
  const compared = match(graph, condition, ["Less", "x", 0]);
  if (compared !== undefined && get(compared, "x").name === x.name) return apply(graph, "Abs", x);
  return apply(graph, "Mul", x, signWhere(graph, condition, x));
}

const sign = (of: Pattern): Pattern => ["Sub", 1, ["Mul", ["Cast", of], 2]];
const decay: Pattern = ["Exp", ["Mul", ["Abs", "x"], -2]];
const inverse: Pattern = ["Reciprocal", ["Add", decay, 1]];
const negative: Pattern = sign(["Less", "x", 0]);
const size: Pattern = ["Sub", 1, decay];

const tanh: Rewrite = {
  pattern: ["Mul", ["Mul", size, inverse], negative],
  build: (graph, captures) => apply(graph, "Tanh", get(captures, "x")),
};

const towards: Pattern = ["Mul", "g", negative];

/** g (1 − tanh² x), from the derivative of the quotient of exponentials. */
const tanhGradient: Rewrite = {
  pattern: [
    "Mul",
    [
      "Mul",
      [
        "Mul",
        decay,
        ["Sub", ["Mul", ["Neg", ["Mul", inverse, inverse]], ["Mul", size, towards]], ["Mul", towards, inverse]],
      ],
      -2,
    ],
    negative,
  ],
  build: (graph, captures) => {
    const value = apply(graph, "Tanh", get(captures, "x"));
    return apply(graph, "Mul", get(captures, "g"), apply(graph, "Sub", 1, apply(graph, "Mul", value, value)));
  },
};

/** √(2/π) and 0.044715, as GELU's tanh form has them. */
const outer = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

const bracket: Pattern = ["Add", ["Mul", ["Mul", "x", "x"], cubic], 1];
const inner: Pattern = ["Tanh", ["Mul", ["Mul", "x", bracket], outer]];

/** w/x, σ(w) and x σ(w), with w = 2√(2/π) (x + 0.044715 x³): GELU as a product with a sigmoid. */
function geluParts(graph: GraphBuilder, x: TensorRef) {
  const square = apply(graph, "Mul", x, x);
  const scale = apply(graph, "Add", apply(graph, "Mul", square, 2 * outer * cubic), 2 * outer);
  const share = apply(graph, "Sigmoid", apply(graph, "Mul", x, scale));
  return { scale, share, value: apply(graph, "Mul", x, share) };
}

const gelu: Rewrite = {
  pattern: ["Mul", ["Mul", "x", 0.5], ["Add", inner, 1]],
  build: (graph, captures) => geluParts(graph, get(captures, "x")).value,
};

const inward: Pattern = ["Mul", ["Mul", ["Mul", ["Mul", "x", 0.5], "g"], ["Sub", 1, ["Mul", inner, inner]]], outer];
const inwardCubic: Pattern = ["Mul", ["Mul", "x", inward], cubic];

/** g (σ + (y − y σ) w′), y = x σ(w): the derivative of GELU. */
const geluGradient: Rewrite = {
  pattern: [
    "Add",
    [
      "Add",
      ["Add", ["Mul", ["Mul", "g", ["Add", inner, 1]], 0.5], ["Mul", inward, bracket]],
      ["Mul", inwardCubic, "x"],
    ],
    ["Mul", "x", inwardCubic],
  ],
  build: (graph, captures) => {
    const { scale, share, value } = geluParts(graph, get(captures, "x"));
    // w′ = 3 w/x − 4√(2/π): nothing else reads w/x by then, so that the engine works in its memory.
    const slope = apply(graph, "Sub", apply(graph, "Mul", scale, 3), 4 * outer);
    const rest = apply(graph, "Sub", value, apply(graph, "Mul", value, share));
    return apply(graph, "Mul", get(captures, "g"), apply(graph, "Add", share, apply(graph, "Mul", rest, slope)));
  },
};

const products: ReadonlySet<string> = new Set(["Gemm", "FusedMatMul"]);

/**
 * The derivative of ReLU passed on, as a product with a mask: three times as fast as the engine's `Where`. Only for
 * results of matrix products: where a person guards a logarithm so, what is not taken may be infinite.
 */
const reluGradient: Rewrite = {
  pattern: ["Where", ["Less", 0, "x"], "g", 0],
  build: (graph, captures) => {
    const [x, g] = [get(captures, "x"), get(captures, "g")];
    if (!sameShape(x.shape, g.shape) || !products.has(graph.producer(plain(graph, g))?.operator ?? ""))
      return undefined;
    // Of the result, not of x: x is then read by one operator alone, which the engine joins with the product behind it.
    const passes = graph.node("Less", [graph.scalar(0, x.elementType), apply(graph, "Relu", x)], x.shape, {
      elementType: "bool",
    });
    return apply(graph, "Mul", g, graph.cast(passes, g.elementType));
  },
};

const rewrites: readonly Rewrite[] = [
  { pattern: ["Where", "c", ["Neg", "x"], "x"], build: turned },
  { pattern: ["Sub", ["Where", "c", 0, "x"], ["Where", "c", "x", 0]], build: turned },
  tanh,
  tanhGradient,
  gelu,
  geluGradient,
  reluGradient,
];

/** The tensor built in a cheaper way where a rule applies; its shape and type stay. */
export function rewritten(graph: GraphBuilder, ref: TensorRef): TensorRef {
  const whole = softmaxRewritten(graph, ref) ?? layerNormRewritten(graph, ref);
  if (whole !== undefined) return whole;
  for (const { pattern, build } of rewrites) {
    const captures = match(graph, ref, pattern);
    const result = captures && build(graph, captures);
    if (result !== undefined && sameShape(result.shape, ref.shape)) return rewritten(graph, result);
  }
  return ref;
}
