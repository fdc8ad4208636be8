/** Formulas as data: read from text, printed in TeX, and compiled to programs with exact derivatives. @module */
export { compile, type Symbols } from "./compile.js";
export { parseExpression } from "./parse.js";
export type { BoundProgram, Program } from "./program.js";
export {
  type Assignment,
  type Expression,
  type FunctionName,
  functionNames,
  type Operator,
  type Syntax,
  symbolsOf,
} from "./syntax.js";
export { texOf, texOfName } from "./tex.js";
