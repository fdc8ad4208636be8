export type { InstructionSet } from "../kernels/kernels.js";
export { embeddedProvider } from "./embedded.js";
export { frobeniusNorm, identity, type Matrix, matrix, mirrorLower, trace, transpose } from "./matrix.js";
export {
  type GemmOptions,
  type LinearAlgebra,
  LinearAlgebraError,
  type RefusalReason,
  type SingularValues,
  type SymmetricEigen,
} from "./provider.js";
