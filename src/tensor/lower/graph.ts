import {
  type ElementType,
  elementTypes,
  encodeModel,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "../onnx/index.js";

/** A tensor of the graph under construction: an input, a constant or the output of a node. */
export interface TensorRef {
  readonly name: string;
  readonly shape: readonly number[];
  readonly elementType: ElementType;
}

export interface BuiltNode extends OnnxNode {
  readonly operands: readonly TensorRef[];
}

export type Attributes = Readonly<Record<string, OnnxAttribute>>;

export interface NodeOptions {
  readonly attributes?: Attributes;
  readonly elementType?: ElementType;
  readonly domain?: string;
}

/** The operator set of the standard, and with it the intermediate representation, that the graphs are written in. */
const opset = 18;
const irVersion = 8;

/** The domain of ONNX Runtime's own operators. */
export const microsoft = "com.microsoft";

/** Operators whose two operands may change places. */
export const commutative: ReadonlySet<string> = new Set(["Add", "Mul"]);

/** Collects nodes and constants. Equal nodes are built once, and nodes that no output needs are left out. */
export class GraphBuilder {
  private readonly nodes: BuiltNode[] = [];
  private readonly known = new Map<string, readonly TensorRef[]>();
  private readonly producers = new Map<string, BuiltNode>();
  private readonly constants = new Map<string, OnnxTensor>();
  private readonly scalars = new Map<string, number>();
  private readonly inputs: OnnxValue[] = [];
  private count = 0;

  /** `reserved`: the names of the graph's inputs and outputs, which no inner tensor may take. */
  constructor(private readonly reserved: ReadonlySet<string>) {}

  input(name: string, shape: readonly number[], elementType: ElementType): TensorRef {
    this.inputs.push({ name, shape, elementType });
    return { name, shape, elementType };
  }

  /** A constant of `shape` with these values in row-major order. */
  constant(values: ArrayLike<number>, shape: readonly number[], elementType: ElementType): TensorRef {
    const bytes = bytesOfValues(values, elementType);
    const isUniform = values.length > 0 && Array.prototype.every.call(values, (value) => Object.is(value, values[0]));
    const content = bytes.length <= 64 ? `${bytes}` : isUniform ? `all ${values[0]}` : undefined;
    const key = content && `${elementType}[${shape}]${content}`;
    const found = key === undefined ? undefined : this.known.get(key);
    if (found !== undefined) return found[0]!;
    const ref = { name: this.fresh(), shape, elementType };
    this.constants.set(ref.name, { ...ref, bytes });
    if (key !== undefined) this.known.set(key, [ref]);
    return ref;
  }

  scalar(value: number, elementType: ElementType): TensorRef {
    const ref = this.constant([value], [], elementType);
    this.scalars.set(ref.name, value);
    return ref;
  }

  /** The value of a scalar constant; undefined for every other tensor. */
  scalarValue(ref: TensorRef): number | undefined {
    return this.scalars.get(ref.name);
  }

  /** Whole numbers as operators take them for shapes and axes. */
  integers(values: readonly number[]): TensorRef {
    return this.constant(values, [values.length], "int64");
  }

  /** The output of one operator; it has the element type of the first operand unless told. */
  node(
    operator: string,
    operands: readonly TensorRef[],
    shape: readonly number[],
    options: NodeOptions = {},
  ): TensorRef {
    const elementType = options.elementType ?? operands[0]!.elementType;
    return this.outputsOf(operator, operands, [{ shape, elementType }], options)[0]!;
  }

  /** All outputs of one operator. */
  outputsOf(
    operator: string,
    operands: readonly TensorRef[],
    results: readonly Omit<TensorRef, "name">[],
    { attributes = {}, domain = "" }: NodeOptions = {},
  ): readonly TensorRef[] {
    const inputs = operands.map(({ name }) => name);
    const key = `${operator}(${commutative.has(operator) ? inputs.toSorted() : inputs})${JSON.stringify(attributes)}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const refs = results.map((result) => ({ name: this.fresh(), ...result }));
    const node = { operator, domain, inputs, operands, outputs: refs.map(({ name }) => name), attributes };
    this.nodes.push(node);
    for (const { name } of refs) this.producers.set(name, node);
    this.known.set(key, refs);
    return refs;
  }

  /** The node whose output this is; undefined for inputs and constants. */
  producer(ref: TensorRef): BuiltNode | undefined {
    return this.producers.get(ref.name);
  }

  isConstant(ref: TensorRef): boolean {
    return this.constants.has(ref.name);
  }

  /** The same elements in another shape. */
  reshape(ref: TensorRef, shape: readonly number[]): TensorRef {
    if (sameShape(ref.shape, shape)) return ref;
    const producer = this.producer(ref);
    if (producer?.operator === "Reshape") return this.reshape(producer.operands[0]!, shape);
    return this.node("Reshape", [ref, this.integers(shape)], shape);
  }

  cast(ref: TensorRef, elementType: ElementType): TensorRef {
    if (ref.elementType === elementType) return ref;
    return this.node("Cast", [ref], ref.shape, { elementType, attributes: { to: elementTypes[elementType] } });
  }

  /** The encoded model whose outputs are these tensors under the names given. */
  model(outputs: readonly { readonly name: string; readonly ref: TensorRef }[]): Uint8Array {
    const rename = new Map<string, string>();
    const closing: OnnxNode[] = [];
    for (const { name, ref } of outputs) {
      if (this.producers.has(ref.name) && !rename.has(ref.name)) rename.set(ref.name, name);
      else closing.push({ operator: "Identity", domain: "", inputs: [ref.name], outputs: [name], attributes: {} });
    }
    const renamed = (names: readonly string[]) => names.map((name) => rename.get(name) ?? name);
    const live = this.liveNodes(outputs.map(({ ref }) => ref.name));
    const nodes = [...live, ...closing].map(({ operator, domain, attributes, inputs, outputs: results }) => {
      return { operator, domain, attributes, inputs: renamed(inputs), outputs: renamed(results) };
    });
    const used = new Set(nodes.flatMap((node) => node.inputs));
    return encodeModel({
      irVersion,
      opsets: { "": opset, ...(nodes.some((node) => node.domain === microsoft) ? { [microsoft]: 1 } : {}) },
      producer: "isinglass",
      name: "program",
      nodes,
      initializers: [...this.constants.values()].filter(({ name }) => used.has(name)),
      inputs: this.inputs,
      outputs: outputs.map(({ name, ref: { shape, elementType } }) => ({ name, shape, elementType })),
      metadata: {},
    });
  }

  private liveNodes(outputs: readonly string[]): BuiltNode[] {
    const needed = new Set(outputs);
    const live = this.nodes.toReversed().filter((node) => {
      if (!node.outputs.some((output) => needed.has(output))) return false;
      for (const input of node.inputs) needed.add(input);
      return true;
    });
    return live.reverse();
  }

  private fresh(): string {
    let name: string;
    do {
      name = `t${this.count++}`;
    } while (this.reserved.has(name));
    return name;
  }
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The bytes of the values as elements of the type, little-endian as every platform of JavaScript's engines is. */
function bytesOfValues(values: ArrayLike<number>, elementType: ElementType): Uint8Array {
  switch (elementType) {
    case "float32":
      return new Uint8Array(Float32Array.from(values).buffer);
    case "float64":
      return new Uint8Array(Float64Array.from(values).buffer);
    case "int32":
      return new Uint8Array(Int32Array.from(values).buffer);
    case "int64":
      return new Uint8Array(BigInt64Array.from(values as ArrayLike<number> & Iterable<number>, BigInt).buffer);
    default:
      return Uint8Array.from(values);
  }
}
