import {
  elementTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./model.js";
import { WireWriter } from "./wire.js";

/** The bytes of an `.onnx` file (a `ModelProto` in Protocol Buffers' encoding). */
export function encodeModel(model: OnnxModel): Uint8Array {
  const writer = new WireWriter();
  writer.integer(1, model.irVersion);
  writer.text(2, model.producer);
  writer.message(7, (graph) => writeGraph(graph, model));
  for (const [domain, version] of Object.entries(model.opsets)) {
    writer.message(8, (opset) => {
      opset.text(1, domain);
      opset.integer(2, version);
    });
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(14, (entry) => {
      entry.text(1, key);
      entry.text(2, value);
    });
  }
  return writer.bytes();
}

function writeGraph(graph: WireWriter, model: OnnxModel): void {
  for (const node of model.nodes) graph.message(1, (inner) => writeNode(inner, node));
  graph.text(2, model.name);
  for (const tensor of model.initializers) graph.message(5, (inner) => writeTensor(inner, tensor));
  for (const value of model.inputs) graph.message(11, (inner) => writeValue(inner, value));
  for (const value of model.outputs) graph.message(12, (inner) => writeValue(inner, value));
}

function writeNode(writer: WireWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.text(1, input);
  for (const output of node.outputs) writer.text(2, output);
  writer.text(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.message(5, (inner) => writeAttribute(inner, name, value));
  }
  if (node.domain !== "") writer.text(7, node.domain);
}

/** Numbers of `AttributeProto.AttributeType`. */
export const attributeTypes = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

function writeAttribute(writer: WireWriter, name: string, value: OnnxAttribute): void {
  writer.text(1, name);
  if (typeof value === "number") {
    writer.integer(3, value);
    writer.integer(20, attributeTypes.int);
  } else if (typeof value === "string") {
    writer.text(4, value);
    writer.integer(20, attributeTypes.string);
  } else if ("float" in value) {
    writer.float(2, value.float);
    writer.integer(20, attributeTypes.float);
  } else if ("floats" in value) {
    for (const x of value.floats) writer.float(7, x);
    writer.integer(20, attributeTypes.floats);
  } else if ("tensor" in value) {
    writer.message(5, (inner) => writeTensor(inner, value.tensor));
    writer.integer(20, attributeTypes.tensor);
  } else {
    writer.integers(8, value);
    writer.integer(20, attributeTypes.ints);
  }
}

function writeTensor(writer: WireWriter, tensor: OnnxTensor): void {
  writer.integers(1, tensor.shape);
  writer.integer(2, elementTypes[tensor.elementType]);
  writer.text(8, tensor.name);
  writer.raw(9, tensor.bytes);
}

function writeValue(writer: WireWriter, value: OnnxValue): void {
  writer.text(1, value.name);
  writer.message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, elementTypes[value.elementType]);
      tensor.message(2, (shape) => {
        for (const size of value.shape) {
          shape.message(1, (inner) => (typeof size === "number" ? inner.integer(1, size) : inner.text(2, size)));
        }
      });
    }),
  );
}
