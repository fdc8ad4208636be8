import type { Inner, Node } from "./graph.js";
import { type Derivative, type Operation, operations } from "./operations.js";

/** A number for each row (mask −1) or one for all (mask 0). */
export interface Cell {
  readonly data: Float64Array;
  readonly mask: number;
}

/** One operation over all rows; `left` and `right` are the operands' places on the tape. */
export interface Step {
  readonly operation: Operation;
  readonly length: number;
  readonly out: number;
  readonly left: number;
  readonly right: number;
  /** Derivatives in the operands that depend on parameters; null where zero or not needed. */
  readonly a: Slope | null;
  readonly b: Slope | null;
  readonly aa: Slope | null;
  readonly ab: Slope | null;
  readonly bb: Slope | null;
}

/** A derivative's values; `derivative` is computed into the cell where it is a kernel. */
export interface Slope {
  readonly derivative: Derivative;
  readonly cell: Cell;
}

/** The operations that depend on parameters, in order, over cells that hold everything else. */
export interface Tape {
  readonly rows: number;
  /** Values by node. */
  readonly cells: readonly Cell[];
  /** Place of each parameter; −1 where the expression does not contain it. */
  readonly places: Int32Array;
  readonly steps: readonly Step[];
  readonly root: number;
}

const ONE: Cell = { data: Float64Array.of(1), mask: 0 };
const MINUS_ONE: Cell = { data: Float64Array.of(-1), mask: 0 };

/** Lays out a graph over columns of n rows: parts without parameters are computed here, once. */
export function layOut(
  nodes: readonly Node[],
  root: Node,
  columns: readonly Float64Array[],
  parameters: number,
  rows: number,
): Tape {
  const needed = below(root);
  const cells: Cell[] = [];
  const steps: Step[] = [];
  const places = new Int32Array(parameters).fill(-1);
  for (const node of nodes) {
    cells.push(needed.has(node) ? newCell(node, columns, rows) : ONE);
    if (!needed.has(node)) continue;
    if (node.kind === "parameter") places[node.value] = node.id;
    if (node.kind !== "operation") continue;
    if (node.parameters.size > 0) steps.push(step(node, cells));
    else evaluate(step(node, cells), cells);
  }
  return { rows, cells, places, steps, root: root.id };
}

/** Writes a step's value. */
export function evaluate({ operation, length, out, left, right }: Step, cells: readonly Cell[]): void {
  const { data } = cells[out]!;
  const a = cells[left]!;
  const b = cells[right]!;
  operation.value(data, length, data, a.data, a.mask, b.data, b.mask);
}

/** Writes a step's derivative where it is not another cell already. */
export function differentiate(slope: Slope | null, { length, out, left, right }: Step, cells: readonly Cell[]): void {
  if (slope === null || typeof slope.derivative === "string") return;
  const a = cells[left]!;
  const b = cells[right]!;
  slope.derivative(slope.cell.data, length, cells[out]!.data, a.data, a.mask, b.data, b.mask);
}

function below(root: Node): Set<Node> {
  const found = new Set<Node>();
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.kind === "operation") stack.push(node.left, node.right);
  }
  return found;
}

function newCell(node: Node, columns: readonly Float64Array[], rows: number): Cell {
  if (node.kind === "variable") return { data: columns[node.value]!, mask: -1 };
  if (node.kind === "constant") return { data: Float64Array.of(node.value), mask: 0 };
  return emptyCell(node.varies, rows);
}

function emptyCell(varies: boolean, rows: number): Cell {
  return varies ? { data: new Float64Array(rows), mask: -1 } : { data: new Float64Array(1), mask: 0 };
}

function step(node: Inner, cells: readonly Cell[]): Step {
  const { id: out, left, right, name } = node;
  const operation = operations[name];
  const length = cells[out]!.data.length;
  const inLeft = left.parameters.size > 0;
  const inRight = right.parameters.size > 0;
  const slope = (derivative: Derivative | undefined, wanted: boolean): Slope | null => {
    if (derivative === undefined || !wanted) return null;
    return { derivative, cell: slopeCell(derivative, node, cells) };
  };
  return {
    ...{ operation, length, out, left: left.id, right: right.id },
    a: slope(operation.a, inLeft),
    b: slope(operation.b, inRight),
    aa: slope(operation.aa, inLeft),
    ab: slope(operation.ab, inLeft && inRight),
    bb: slope(operation.bb, inRight),
  };
}

function slopeCell(derivative: Derivative, { id, left, right, varies }: Inner, cells: readonly Cell[]): Cell {
  switch (derivative) {
    case "one":
      return ONE;
    case "minus one":
      return MINUS_ONE;
    case "value":
      return cells[id]!;
    case "left":
      return cells[left.id]!;
    case "right":
      return cells[right.id]!;
    default:
      return emptyCell(varies, cells[id]!.data.length);
  }
}
