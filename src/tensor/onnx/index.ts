export { decodeModel } from "./decode.js";
export { encodeModel } from "./encode.js";
export {
  bytesOf,
  type ElementType,
  elementTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./model.js";
