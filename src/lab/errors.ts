/** The system's or a study's fault, told in one line that says what to do; the command line exits with 1. */
export class LabError extends Error {
  override readonly name = "LabError";
}

const FINDINGS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "it is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is not a folder",
  EEXIST: "it is a file, not a folder",
  EISDIR: "it is a folder",
  EMFILE: "too many open files",
  EIO: "the disk reports an error",
};

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "free some space",
  EDQUOT: "free some space",
};

/** The system's code of an error, as `ENOSPC`, or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** `cannot write PATH: finding (CODE); remedy`. What is not the system's error comes back as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined || !(error instanceof Error) || !("syscall" in error)) return error;
  const finding = FINDINGS[code] ?? error.message;
  const remedy = REMEDIES[code];
  const other = "give another place with --out";
  return new LabError(`cannot write ${path}: ${finding} (${code}); ${remedy ? `${remedy} or ${other}` : other}`, {
    cause: error,
  });
}

/** A thrown value's message. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
