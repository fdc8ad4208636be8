import type { ClosedJaxpr, Array as JaxArray } from "@jax-js/jax";
import { invalid } from "../../numerics/errors.js";
import type { ElementType } from "../onnx/index.js";
import { materialize } from "./align.js";
import { castView } from "./context.js";
import { GraphBuilder } from "./graph.js";
import { refusal, rules } from "./rules.js";
import { literalView, type View, wholeView } from "./view.js";

/** The names that the graph's inputs and outputs get: one for each flat argument and result of the traced function. */
export interface BoundaryNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface LoweringOptions {
  /** Only operators of the ONNX standard (no com.microsoft domain), as the WebGPU engine needs. */
  readonly portable?: boolean;
}

/** An ONNX model, or the primitives that have no lowering, such as `cholesky` or `erf (float64)`, each named once. */
export type Lowered = { readonly model: Uint8Array } | { readonly unlowered: readonly string[] };

type Jaxpr = ClosedJaxpr["jaxpr"];
type Equation = Jaxpr["eqns"][number];
type Atom = Jaxpr["outs"][number];
type Variable = Jaxpr["inBinders"][number];

/**
 * Compiles a traced function to an ONNX model. Constants that the trace captured become initializers; the inputs keep
 * the order, shape and dtype of the arguments, also those that nothing uses.
 *
 * Numbers in the traced program that jax-js has rounded to float32 are read as the doubles they stand for where they
 * meet float64 (see `doubleOf`).
 */
export function lower(closed: ClosedJaxpr, names: BoundaryNames, options: LoweringOptions = {}): Lowered {
  const jaxpr = closed.jaxpr.flatten().simplify();
  checkNames(jaxpr, closed.consts.length, names);
  const unlowered = [...new Set(jaxpr.eqns.flatMap((equation) => refusal(equation) ?? []))];
  if (unlowered.length > 0) return { unlowered };

  const graph = new GraphBuilder(new Set([...names.inputs, ...names.outputs]));
  const values = new Map<Variable, View>();
  for (const [i, variable] of jaxpr.inBinders.entries()) {
    values.set(variable, boundary(graph, variable, closed.consts[i], names.inputs[i - closed.consts.length]));
  }
  const read = (atom: Atom): View => values.get(atom as Variable) ?? literal(atom);
  const uses = readers(jaxpr);
  for (const equation of jaxpr.eqns) {
    const context = {
      graph,
      portable: options.portable ?? false,
      soleUse: equation.inputs.map((atom) => uses(atom) === 1),
    };
    const avals = equation.outBinders.map(avalOf);
    const results = rules.get(equation.primitive)!(context, equation.inputs.map(read), equation.params as never, avals);
    for (const [i, variable] of equation.outBinders.entries()) {
      values.set(variable, castView(graph, results[i]!, avals[i]!.elementType));
    }
  }
  const outputs = jaxpr.outs.map((atom, i) => {
    const view = castView(graph, read(atom), avalOf(atom).elementType);
    return { name: names.outputs[i]!, ref: materialize(graph, view) };
  });
  return { model: graph.model(outputs) };
}

function checkNames(jaxpr: Jaxpr, constants: number, { inputs, outputs }: BoundaryNames): void {
  const expected = [jaxpr.inBinders.length - constants, jaxpr.outs.length];
  if (inputs.length !== expected[0]) throw invalid("number of input names", inputs.length, `${expected[0]}`);
  if (outputs.length !== expected[1]) throw invalid("number of output names", outputs.length, `${expected[1]}`);
}

function boundary(graph: GraphBuilder, variable: Variable, constant: unknown, name: string | undefined): View {
  const { shape, elementType } = avalOf(variable);
  if (name !== undefined) return wholeView(graph.input(name, shape, elementType));
  return wholeView(graph.constant((constant as JaxArray).ref.dataSync(), shape, elementType));
}

function literal(atom: Atom): View {
  const { value, aval } = atom as Extract<Atom, { value: number }>;
  const elementType = aval.dtype as ElementType;
  return literalView({ literal: Number(value), elementType, weak: aval.weakType }, []);
}

function avalOf(atom: Atom) {
  return { shape: atom.aval.shape, elementType: atom.aval.dtype as ElementType };
}

const movements = new Set(["reshape", "transpose", "broadcast", "stop_gradient"]);

/** Counts, for the tensor behind each variable, the equations and results that read it, seeing through movement. */
function readers(jaxpr: Jaxpr): (atom: Atom) => number {
  const roots = new Map<Atom, Atom>();
  const counts = new Map<Atom, number>();
  const rootOf = (atom: Atom) => roots.get(atom) ?? atom;
  const count = (atom: Atom) => counts.set(rootOf(atom), (counts.get(rootOf(atom)) ?? 0) + 1);
  for (const { primitive, inputs, outBinders } of jaxpr.eqns as readonly Equation[]) {
    if (movements.has(primitive)) roots.set(outBinders[0]!, rootOf(inputs[0]!));
    else for (const atom of inputs) count(atom);
  }
  for (const atom of jaxpr.outs) count(atom);
  return (atom) => counts.get(rootOf(atom)) ?? 0;
}
