export { heap } from "./layout";
export { gemm } from "./gemm";
export { solveLower, solveUpper } from "./triangular";
export { cholesky } from "./cholesky";
export { lu } from "./lu";
export { tridiagonalize, tridiagonalScratch } from "./tridiagonal";
export { applyReflectors } from "./reflectors";
export { bidiagonalize, bidiagonalScratch } from "./bidiagonal";
export { dotRows } from "./vectors";
