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
const decayOf = (u: Pattern): Pattern => ["Exp", ["Mul", ["Abs", u], -2]];
const decay = decayOf("x");
const inverse: Pattern = ["Reciprocal", ["Add", decay, 1]];
const negative: Pattern = sign(["Less", "x", 0]);
const size: Pattern = ["Sub", 1, decay];

const tanh: Rewrite = {
  pattern: ["Mul", ["Mul", size, inverse], negative],
  build: (graph, captures) => apply(graph, "Tanh", get(captures, "x")),
};

const towards: Pattern = ["Mul", "g", negative];

/** 1 − tanh² u = 4 e/(1 + e)², e = exp(−2|u|), which keeps its digits where tanh u is nearly ±1. */
const slopeOfTanh = (u: Pattern): Pattern => [
  "Mul",
  ["Div", decayOf(u), ["Mul", ["Add", decayOf(u), 1], ["Add", decayOf(u), 1]]],
  4,
];

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
    const size = apply(graph, "Exp", apply(graph, "Mul", apply(graph, "Abs", get(captures, "x")), -2));
    const whole = apply(graph, "Add", size, 1);
    const slope = apply(graph, "Mul", apply(graph, "Div", size, apply(graph, "Mul", whole, whole)), 4);
    return apply(graph, "Mul", get(captures, "g"), slope);
  },
};

/** √(2/π) and 0.044715, as GELU's tanh form has them. */
const outer = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

const bracket: Pattern = ["Add", ["Mul", ["Mul", "x", "x"], cubic], 1];
const argument: Pattern = ["Mul", ["Mul", "x", bracket], outer];
const inner: Pattern = ["Tanh", argument];

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

const inward: Pattern = ["Mul", ["Mul", ["Mul", ["Mul", "x", 0.5], "g"], slopeOfTanh(argument)], outer];
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

/** A choice as `relu` makes it: 0 where max(0, x) is 0. */
const chosenByRelu = (of: Pattern): Pattern => ["Where", ["Equal", ["Relu", "x"], 0], 0, of];

const relu: Rewrite = {
  pattern: chosenByRelu("x"),
  build: (graph, captures) => apply(graph, "Relu", get(captures, "x")),
};

/**
 * What a matrix product passes back through ReLU, as a product with a mask, in two thirds of the time of the engine's `Where`. The
 * two differ where the product is infinite or not a number, in a training that is lost.
 */
const reluGradient: Rewrite = {
  pattern: chosenByRelu("g"),
  build: (graph, captures) => {
    const [x, g] = [get(captures, "x"), get(captures, "g")];
    if (!sameShape(x.shape, g.shape) || !products.has(graph.producer(plain(graph, g))?.operator ?? ""))
      return undefined;
    const zero = graph.scalar(0, x.elementType);
    const passes = graph.node("Less", [zero, apply(graph, "Relu", x)], x.shape, { elementType: "bool" });
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
  relu,
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
