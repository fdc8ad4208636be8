import { arranged, commonPositions, type Position, sizeOfPositions } from "./align.js";
import { type Rule, tensorView } from "./context.js";
import { elementwise, literalLike, promoted } from "./elementwise.js";
import { type Attributes, type GraphBuilder, microsoft, sizeOf, type TensorRef } from "./graph.js";
import { longProduct } from "./long-product.js";
import { reduced } from "./reduce.js";
import { broadcastTo, type Factor, shapeOf, simplified, type TensorView, type View } from "./view.js";

/**
 * `sum(x * y)` over the last dimension with NumPy's broadcasting: every matrix product, batched or not, with its
 * transposes and those of its gradients. Each dimension is told by who walks it: x alone (rows), y alone (columns),
 * both (batch, or contracted where it is the last).
 */
const dot: Rule = ({ graph, portable }, operands, _, [result]) => {
  const contracted = Math.max(...operands.map((view) => shapeOf(view).at(-1)!));
  const shape = [...result!.shape, contracted];
  const [x, y] = promoted(graph, operands, { ...result!, shape }).map((view) => tensorView(graph, view));
  return [product(graph, portable, x!, y!)];
};

/** x and y of one shape `[..., K]`; the result has the shape without K. */
export function product(graph: GraphBuilder, portable: boolean, x: TensorView, y: TensorView): View {
  const last = x.dims.length - 1;
  const { views, positions } = commonPositions(graph, [x, y]);
  const walks = (i: number) => (position: Position) => position.strides[i] !== 0;
  const contracted = positions.filter(({ dim }) => dim === last);
  if (!contracted.some((position) => walks(0)(position) && walks(1)(position))) {
    return outerProduct(graph, views[0]!, views[1]!, contracted);
  }
  const loose = contracted.filter((position) => walks(0)(position) !== walks(1)(position));
  if (loose.length > 0) return product(graph, portable, ...summedLoose(graph, views, positions, last));
  const outside = positions.filter(({ dim }) => dim !== last);
  const roles: Roles = {
    batch: outside.filter((position) => walks(0)(position) && walks(1)(position)),
    rows: outside.filter((position) => walks(0)(position) && !walks(1)(position)),
    columns: outside.filter((position) => !walks(0)(position) && walks(1)(position)),
    contracted: contracted.filter(walks(0)),
  };
  const repeats = sizeOfPositions(contracted.filter((position) => !walks(0)(position)));
  const multiplied = multiply(graph, portable, views, roles, positions, last);
  return repeats === 1 ? multiplied : elementwise(graph, "Mul", [multiplied, literalLike(repeats, multiplied)]);
}

/** No dimension is contracted in both: the sums of each, multiplied. */
function outerProduct(graph: GraphBuilder, x: TensorView, y: TensorView, contracted: readonly Position[]): View {
  const last = x.dims.length - 1;
  const shape = shapeOf(x).slice(0, -1);
  const total = sizeOfPositions(contracted);
  // Each sum counts the factors that its view repeats; together they count every one once too often.
  const sums = [x, y].map((view) => broadcastTo(reduced(graph, view, "Add", [last]), shape));
  const multiplied = elementwise(graph, "Mul", sums);
  return total === 1 ? multiplied : elementwise(graph, "Div", [multiplied, literalLike(total, multiplied)]);
}

/** Contracted positions that only one operand walks are summed in it first. */
function summedLoose(
  graph: GraphBuilder,
  views: readonly TensorView[],
  positions: readonly Position[],
  last: number,
): [TensorView, TensorView] {
  const loose = (position: Position) =>
    position.dim === last && (position.strides[0] === 0) !== (position.strides[1] === 0);
  const shared = positions.filter((position) => position.dim === last && !loose(position));
  const summed = views.map((view, i) => {
    const alone = positions.filter((position) => loose(position) && position.strides[i] !== 0);
    const factorsOf = (list: readonly Position[]) => list.map(({ size, strides }) => ({ size, stride: strides[i]! }));
    const dims = [...view.dims.slice(0, last), factorsOf(shared), factorsOf(alone)];
    return tensorView(graph, reduced(graph, { source: view.source, dims }, "Add", [last + 1]));
  });
  return [summed[0]!, summed[1]!];
}

interface Roles {
  readonly batch: readonly Position[];
  readonly rows: readonly Position[];
  readonly columns: readonly Position[];
  readonly contracted: readonly Position[];
}

function multiply(
  graph: GraphBuilder,
  portable: boolean,
  views: readonly TensorView[],
  roles: Roles,
  positions: readonly Position[],
  last: number,
): TensorView {
  // The operand whose free dimensions come first in the result gives the rows.
  const first = (list: readonly Position[]) => (list.length === 0 ? -1 : positions.indexOf(list[0]!));
  const swapped = first(roles.columns) >= 0 && first(roles.columns) < first(roles.rows);
  const [left, right] = swapped ? [1, 0] : [0, 1];
  const rows = swapped ? roles.columns : roles.rows;
  const columns = swapped ? roles.rows : roles.columns;
  const plan = cheapestPlan(views, left, right, { ...roles, rows, columns });
  const a = matrix(graph, views[left]!, left, plan.left, false);
  const b = matrix(graph, views[right]!, right, plan.right, true);
  const order = [...plan.left.batch, ...plan.left.free, ...plan.right.free];
  const source = matmul(graph, portable, a, b);
  return { source, dims: dimsOf(order, positions, last, views[0]!) };
}

/** The order in which an operand's dimensions are stored for the product. */
interface Arrangement {
  readonly batch: readonly Position[];
  readonly free: readonly Position[];
  readonly contracted: readonly Position[];
}

interface Plan {
  readonly left: Arrangement;
  readonly right: Arrangement;
}

/** Batch and contracted dimensions must be in one order in both operands: the one that transposes least. */
function cheapestPlan(views: readonly TensorView[], left: number, right: number, roles: Roles): Plan {
  const sides = [left, right];
  const plans = sides.flatMap((batchFrom) =>
    sides.map((contractedFrom): Plan => {
      const batch = storedOrder(roles.batch, batchFrom);
      const contracted = storedOrder(roles.contracted, contractedFrom);
      return {
        left: { batch, free: storedOrder(roles.rows, left), contracted },
        right: { batch, free: storedOrder(roles.columns, right), contracted },
      };
    }),
  );
  const cost = (plan: Plan) => costOf(views[left]!, left, plan.left) + costOf(views[right]!, right, plan.right);
  return plans.reduce((best, plan) => (cost(plan) < cost(best) ? plan : best));
}

function storedOrder(positions: readonly Position[], i: number): Position[] {
  return positions.toSorted((a, b) => b.strides[i]! - a.strides[i]!);
}

function costOf(view: TensorView, i: number, { batch, free, contracted }: Arrangement): number {
  const plain = isDescending([...batch, ...free, ...contracted], i);
  const flipped = isDescending([...batch, ...contracted, ...free], i);
  return plain || flipped ? 0 : sizeOf(view.source.shape);
}

function isDescending(positions: readonly Position[], i: number): boolean {
  return positions.every((position, k) => k === 0 || positions[k - 1]!.strides[i]! > position.strides[i]!);
}

/** An operand as `[batch, m, n]` (or `[m, n]` without a batch), and whether it is stored transposed. */
interface Matrix {
  readonly ref: TensorRef;
  readonly transposed: boolean;
  readonly free: number;
  readonly contracted: number;
  readonly batch: number | undefined;
}

function matrix(graph: GraphBuilder, view: TensorView, i: number, plan: Arrangement, isRight: boolean): Matrix {
  const { batch, free, contracted } = plan;
  const freeLast = freeIsInnermost(plan, i);
  const [second, third] = freeLast ? [contracted, free] : [free, contracted];
  const factors = [...batch, ...second, ...third].map(({ size, strides }): Factor => ({ size, stride: strides[i]! }));
  const sizes = [second, third].map(sizeOfPositions);
  const shape = batch.length === 0 ? sizes : [sizeOfPositions(batch), ...sizes];
  return {
    ref: graph.reshape(arranged(graph, view.source, factors), shape),
    transposed: freeLast !== isRight,
    free: sizeOfPositions(free),
    contracted: sizeOfPositions(contracted),
    batch: batch.length === 0 ? undefined : sizeOfPositions(batch),
  };
}

/**
 * Whether the free dimensions are stored innermost: as they are where that needs no Transpose, else so that the
 * source's innermost dimension stays innermost, which transposes whole runs of memory.
 */
function freeIsInnermost({ batch, free, contracted }: Arrangement, i: number): boolean {
  if (isDescending([...batch, ...free, ...contracted], i)) return false;
  if (isDescending([...batch, ...contracted, ...free], i)) return true;
  const innermost = Math.min(...[...batch, ...free, ...contracted].map(({ strides }) => strides[i]!));
  return free.some(({ strides }) => strides[i] === innermost);
}

function matmul(graph: GraphBuilder, portable: boolean, a: Matrix, b: Matrix): TensorRef {
  const { elementType } = a.ref;
  const shape = a.batch === undefined ? [a.free, b.free] : [a.batch, a.free, b.free];
  const attributes: Attributes = { transA: Number(a.transposed), transB: Number(b.transposed) };
  if (!elementType.startsWith("float") || (portable && a.batch !== undefined)) {
    const [left, right] = [a, b].map(({ ref, transposed }) => (transposed ? swapLast(graph, ref) : ref));
    return graph.node("MatMul", [left!, right!], shape);
  }
  if (a.batch === undefined) {
    const long = !portable && a.transposed && !b.transposed && longProduct(graph, a.ref, b.ref);
    return long || graph.node("Gemm", [a.ref, b.ref], shape, { attributes });
  }
  return graph.node("FusedMatMul", [a.ref, b.ref], shape, { attributes, domain: microsoft });
}

function swapLast(graph: GraphBuilder, ref: TensorRef): TensorRef {
  const rank = ref.shape.length;
  const perm = [...Array(rank).keys()].with(rank - 1, rank - 2).with(rank - 2, rank - 1);
  const shape = perm.map((i) => ref.shape[i]!);
  return graph.node("Transpose", [ref], shape, { attributes: { perm } });
}

function dimsOf(order: readonly Position[], positions: readonly Position[], last: number, like: TensorView) {
  const strides = new Map<Position, number>();
  let stride = 1;
  for (const position of order.toReversed()) {
    strides.set(position, stride);
    stride *= position.size;
  }
  return like.dims
    .slice(0, last)
    .map((_, dim) =>
      simplified(
        positions
          .filter((position) => position.dim === dim)
          .map((position) => ({ size: position.size, stride: strides.get(position) ?? 0 })),
      ),
    );
}

export const dotRules = { dot };
