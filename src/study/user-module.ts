/** What a person may bring as a file of their own, named by `--task` or `--model`. */
export type UserModuleKind = "task" | "model";

/** That a study takes a module of a person's own. */
export interface UserModuleSlot {
  /** What the module must export by default, for `--help` and the docs. */
  readonly description: string;
  /**
   * The export as cells get it: what it does wrong later is told with the file's name too.
   * @throws InputError naming the file and what it lacks
   */
  check(value: unknown, file: string): unknown;
}

/** The default exports of the modules that a person brought, checked. */
export type UserModules = Readonly<Partial<Record<UserModuleKind, unknown>>>;
