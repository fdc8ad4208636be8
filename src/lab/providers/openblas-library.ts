import { createRequire } from "node:module";

/** Row-major flags of the CBLAS interface. */
export const ROW_MAJOR = 101;
export const NO_TRANSPOSE = 111;
export const TRANSPOSE = 112;
export const UPPER = 121;
export const LOWER = 122;
export const NON_UNIT = 131;
export const UNIT = 132;
export const LEFT = 141;

/** OpenBLAS keeps the work lists of its threads on the stack: with many threads more than koffi's own 2 MiB. */
const STACK_BYTES = 2 ** 24;

const POINTER = "double *";
const INTEGERS = "int *";
/** Fortran passes the length of each string last; it is always 1 here. */
const LENGTH = "size_t";

/** The functions used, with their C types: CBLAS by value, LAPACK (Fortran) by reference. */
const SIGNATURES = {
  openblas_get_config: ["const char *", []],
  openblas_set_num_threads: ["void", ["int"]],
  openblas_get_num_threads: ["int", []],
  cblas_dgemm: ["void", [...Array(6).fill("int"), "double", POINTER, "int", POINTER, "int", "double", POINTER, "int"]],
  cblas_dsyrk: ["void", [...Array(5).fill("int"), "double", POINTER, "int", "double", POINTER, "int"]],
  cblas_dtrsm: ["void", [...Array(7).fill("int"), "double", POINTER, "int", POINTER, "int"]],
  dpotrf_: ["void", ["const char *", INTEGERS, POINTER, INTEGERS, INTEGERS, LENGTH]],
  dgetrf_: ["void", [INTEGERS, INTEGERS, POINTER, INTEGERS, INTEGERS, INTEGERS]],
  dsyevd_: [
    "void",
    [
      ...["const char *", "const char *", INTEGERS, POINTER, INTEGERS, POINTER],
      ...[POINTER, INTEGERS, INTEGERS, INTEGERS, INTEGERS, LENGTH, LENGTH],
    ],
  ],
  dgesdd_: [
    "void",
    [
      ...["const char *", INTEGERS, INTEGERS, POINTER, INTEGERS, POINTER],
      ...[POINTER, INTEGERS, POINTER, INTEGERS, POINTER, INTEGERS, INTEGERS, INTEGERS, LENGTH],
    ],
  ],
} as const satisfies Record<string, readonly [string, readonly string[]]>;

type Argument = number | string | Float64Array | Int32Array;

/** The loaded functions, by their C names. */
export type OpenBlasLibrary = Record<keyof typeof SIGNATURES, (...args: Argument[]) => unknown>;

/** Where the library is looked for, in order: by name in the system's own folders, then Homebrew's. */
const CANDIDATES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ["libopenblas.so.0", "libopenblas.so"],
  darwin: [
    "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
    "/usr/local/opt/openblas/lib/libopenblas.dylib",
    "libopenblas.dylib",
  ],
  win32: ["libopenblas.dll", "openblas.dll"],
};

let found: OpenBlasLibrary | undefined;

/**
 * The first OpenBLAS that loads and has all the functions, or undefined: without koffi's binary, or without a library.
 * It is loaded once in each thread, since koffi takes its settings only before the first call.
 */
export function findOpenBlas(): OpenBlasLibrary | undefined {
  found ??= loadFirst();
  return found;
}

function loadFirst(): OpenBlasLibrary | undefined {
  const koffi = loadKoffi();
  if (koffi === undefined) return undefined;
  for (const path of CANDIDATES[process.platform] ?? []) {
    try {
      const library = koffi.load(path);
      const entries = Object.entries(SIGNATURES).map(([name, [result, parameters]]) => [
        name,
        library.func(name, result, [...parameters]),
      ]);
      return Object.fromEntries(entries) as OpenBlasLibrary;
    } catch {
      // Not there, or built without LAPACK: the next one.
    }
  }
  return undefined;
}

/** koffi's binary is an optional package, absent on rare platforms; loading it only here keeps the rest working. */
function loadKoffi(): typeof import("koffi") | undefined {
  try {
    const koffi: typeof import("koffi") = createRequire(import.meta.url)("koffi");
    koffi.config({ ...koffi.config(), sync_stack_size: STACK_BYTES });
    return koffi;
  } catch {
    return undefined;
  }
}
