import { attributeTypes } from "./encode.js";
import {
  bytesOf,
  type ElementType,
  elementTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./model.js";
import { malformed, readFields, readPackedIntegers, readText, type WireField } from "./wire.js";

/** The fields of a message, by number. */
class Message {
  private readonly fields: readonly WireField[];

  constructor(bytes: Uint8Array) {
    this.fields = readFields(bytes);
  }

  all(number: number): WireField[] {
    return this.fields.filter((field) => field.number === number);
  }

  /** The last value of the field, as Protocol Buffers ask. */
  last(number: number): WireField | undefined {
    return this.fields.findLast((field) => field.number === number);
  }

  text(number: number): string {
    const field = this.last(number);
    return field === undefined ? "" : readText(field.bytes);
  }

  integer(number: number): number {
    return this.last(number)?.integer ?? 0;
  }

  texts(number: number): string[] {
    return this.all(number).map((field) => readText(field.bytes));
  }

  /** Repeated integers, packed or not. */
  integers(number: number): number[] {
    return this.all(number).flatMap((field) =>
      Number.isNaN(field.integer) ? readPackedIntegers(field.bytes) : [field.integer],
    );
  }

  messages<T>(number: number, read: (message: Message) => T): T[] {
    return this.all(number).map((field) => read(new Message(field.bytes)));
  }
}

/**
 * The model in the bytes of an `.onnx` file.
 *
 * @throws InputError where the bytes are cut, are no ONNX model, or hold what the room has no use for (sub-graphs,
 * sparse or external tensors, element types beyond {@link elementTypes}).
 */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const model = new Message(bytes);
  const graphField = model.last(7);
  if (graphField === undefined) throw malformed("no graph");
  const graph = new Message(graphField.bytes);
  if (graph.last(15) !== undefined) throw malformed("a sparse tensor");
  return {
    irVersion: model.integer(1),
    producer: model.text(2),
    opsets: Object.fromEntries(model.messages(8, (opset) => [opset.text(1), opset.integer(2)])),
    name: graph.text(2),
    nodes: graph.messages(1, readNode),
    initializers: graph.messages(5, readTensor),
    inputs: graph.messages(11, readValue),
    outputs: graph.messages(12, readValue),
    metadata: Object.fromEntries(model.messages(14, (entry) => [entry.text(1), entry.text(2)])),
  };
}

function readNode(node: Message): OnnxNode {
  return {
    operator: node.text(4),
    domain: node.text(7),
    inputs: node.texts(1),
    outputs: node.texts(2),
    attributes: Object.fromEntries(node.messages(5, readAttribute)),
  };
}

function readAttribute(attribute: Message): [string, OnnxAttribute] {
  const name = attribute.text(1);
  switch (attribute.integer(20)) {
    case attributeTypes.float:
      return [name, { float: attribute.last(2)?.float ?? 0 }];
    case attributeTypes.int:
      return [name, attribute.integer(3)];
    case attributeTypes.string:
      return [name, attribute.text(4)];
    case attributeTypes.tensor:
      return [name, { tensor: readTensor(new Message(attribute.last(5)?.bytes ?? new Uint8Array(0))) }];
    case attributeTypes.floats:
      return [name, { floats: attribute.all(7).flatMap(floatsOf) }];
    case attributeTypes.ints:
      return [name, attribute.integers(8)];
    default:
      throw malformed(`attribute ${name} of type ${attribute.integer(20)}`);
  }
}

/** Repeated floats, packed or not. */
function floatsOf(field: WireField): number[] {
  if (!Number.isNaN(field.float) || field.bytes.length === 0) return [field.float];
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength);
  return Array.from({ length: field.bytes.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
}

function readTensor(tensor: Message): OnnxTensor {
  const name = tensor.text(8);
  const elementType = elementTypeOf(tensor.integer(2), name);
  const shape = tensor.integers(1);
  if (tensor.integer(14) !== 0) throw malformed(`tensor ${name} kept in another file`);
  const bytes = tensor.last(9)?.bytes.slice() ?? typedData(tensor, elementType);
  const expected = shape.reduce((product, size) => product * size, bytesOf[elementType]);
  if (bytes.length !== expected) {
    throw malformed(`tensor ${name} of ${bytes.length} bytes where its shape [${shape}] needs ${expected}`);
  }
  return { name, elementType, shape, bytes };
}

/** Elements kept in the typed fields, as other writers do for small tensors. */
function typedData(tensor: Message, elementType: ElementType): Uint8Array {
  const joined = (number: number) => {
    const fields = tensor.all(number);
    return Uint8Array.from(fields.flatMap((field) => [...(field.bytes.length > 0 ? field.bytes : loose(field))]));
  };
  const loose = (field: WireField) =>
    new Uint8Array(
      elementType === "float32" ? Float32Array.of(field.float).buffer : Float64Array.of(field.float).buffer,
    );
  if (elementType === "float32") return joined(4);
  if (elementType === "float64") return joined(10);
  if (elementType === "int64") return new Uint8Array(BigInt64Array.from(tensor.integers(7).map(BigInt)).buffer);
  const values = tensor.integers(5);
  if (elementType === "int32") return new Uint8Array(Int32Array.from(values).buffer);
  return elementType === "float16"
    ? new Uint8Array(Uint16Array.from(values).buffer)
    : bytesOf[elementType] === 1
      ? Uint8Array.from(values)
      : new Uint8Array(Uint32Array.from(tensor.integers(11)).buffer);
}

function readValue(value: Message): OnnxValue {
  const name = value.text(1);
  const tensorType = value.messages(2, (type) => type.messages(1, (tensor) => tensor)[0])[0];
  if (tensorType === undefined) throw malformed(`value ${name} that is no tensor`);
  const shape = tensorType.messages(2, (inner) => inner.messages(1, readDimension))[0] ?? [];
  return { name, elementType: elementTypeOf(tensorType.integer(1), name), shape };
}

function readDimension(dimension: Message): number | string {
  return dimension.last(2) === undefined ? dimension.integer(1) : dimension.text(2);
}

function elementTypeOf(code: number, name: string): ElementType {
  const found = Object.entries(elementTypes).find(([, value]) => value === code);
  if (found === undefined) throw malformed(`element type ${code} of ${name}`);
  return found[0] as ElementType;
}
