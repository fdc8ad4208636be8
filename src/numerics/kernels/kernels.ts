import { plainSimd, relaxedSimd } from "./wasm.generated.js";

/** The part of WebAssembly's interface used here; the compiler's own declaration would bring the whole DOM with it. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: object };
};

/** `relaxed-simd` has fused multiply-add and is some 30 % faster; `simd` runs in every current engine. */
export type InstructionSet = "relaxed-simd" | "simd";

/**
 * The compiled kernels. Pointers are byte offsets into `memory`; strides and sizes count float64 elements. Each function
 * is described beside its source in `assembly/`.
 */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Where the caller's part of the memory starts. */
  readonly heap: { readonly value: number };
  gemm(
    ...args: [
      ...[m: number, n: number, k: number, alpha: number],
      ...[a: number, aRow: number, aColumn: number],
      ...[b: number, bRow: number, bColumn: number],
      ...[c: number, cRow: number, lowerOnly: boolean],
    ]
  ): void;
  solveLower(
    ...args: [n: number, k: number, t: number, tRow: number, tColumn: number, unit: boolean, x: number, xRow: number]
  ): void;
  solveUpper(...args: [n: number, k: number, t: number, tRow: number, tColumn: number, x: number, xRow: number]): void;
  dotRows(count: number, n: number, factor: number, rows: number, rowStride: number, x: number, out: number): void;
  cholesky(n: number, a: number, row: number, tolerance: number, diagonal: number, scratch: number): number;
  tridiagonalize(n: number, a: number, row: number, d: number, e: number, tau: number, scratch: number): void;
  tridiagonalScratch(n: number): number;
  bidiagonalize(
    ...args: [
      ...[m: number, n: number, a: number, d: number, e: number],
      ...[left: number, tauLeft: number, tauRight: number, scratch: number],
    ]
  ): void;
  bidiagonalScratch(m: number, n: number): number;
  applyReflectors(
    ...args: [
      ...[rows: number, n: number, z: number, zRow: number],
      ...[count: number, v: number, vRow: number, tau: number, reversed: boolean, scratch: number],
    ]
  ): void;
  lu(n: number, a: number, row: number, pivots: number): void;
}

/** An instance of the kernels with its memory, which grows as needed and is used again by the next operation. */
export interface Kernels {
  readonly instructionSet: InstructionSet;
  readonly call: KernelExports;
  /**
   * Divides the memory anew into arrays of the given lengths (in elements); whatever lay there is forgotten.
   * @throws RangeError where they do not fit the 4 GiB of WebAssembly, or the machine
   */
  allocate(...lengths: number[]): number[];
  /** The `length` numbers at `pointer`; valid until the next `allocate`. */
  view(pointer: number, length: number): Float64Array;
}

const PAGE = 65_536;
const PAGES = 65_536;

/**
 * Compiles the kernels and gives them a memory of their own.
 *
 * @param instructionSet the best that this engine has, unless told
 * @throws CompileError if the engine has not got the instruction set
 */
export function instantiateKernels(instructionSet: InstructionSet = bestInstructionSet()): Kernels {
  const module = new WebAssembly.Module(decode(instructionSet === "simd" ? plainSimd : relaxedSimd));
  const call = new WebAssembly.Instance(module).exports as KernelExports;
  const heap = call.heap.value;
  return {
    instructionSet,
    call,
    allocate(...lengths) {
      let end = heap;
      const pointers = lengths.map((length) => {
        const start = end;
        end += Math.ceil(length / 8) * 64;
        return start;
      });
      reserve(call.memory, end);
      return pointers;
    },
    view: (pointer, length) => new Float64Array(call.memory.buffer, pointer, length),
  };
}

/** Whether this engine runs the kernels with fused multiply-add. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(decode(relaxedSimd));
}

function bestInstructionSet(): InstructionSet {
  return hasRelaxedSimd() ? "relaxed-simd" : "simd";
}

function reserve(memory: KernelExports["memory"], bytes: number): void {
  const missing = Math.ceil(bytes / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing <= 0) return;
  const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  if (Math.ceil(bytes / PAGE) > PAGES) {
    throw new RangeError(`the matrices need ${size}, and WebAssembly has at most 4 GiB; use the OpenBLAS provider`);
  }
  try {
    memory.grow(missing);
  } catch {
    throw new RangeError(`the matrices need ${size} of memory, more than this machine or browser gives`);
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
