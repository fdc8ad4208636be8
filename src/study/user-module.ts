/** What a person may bring as a file of their own, named by `--task` or `--model`. */
export type UserModuleKind = "task" | "model";

/** That a study takes a module of a person's own. */
export interface UserModuleSlot {
  /** What the module must export by default, for `--help` and the docs. */
  readonly description: string;
  /** @throws InputError naming the file and what it lacks */
  check(value: unknown, file: string): void;
}

/** The default exports of the modules that a person brought, checked. */
export type UserModules = Readonly<Partial<Record<UserModuleKind, unknown>>>;
