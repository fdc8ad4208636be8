import type { Table } from "../../../study/index.js";

/** A visitor's own table for a study, in place of what the study has itself. It is read in the page and goes nowhere. */
export class OwnTableState {
  table = $state.raw<Table>();
  /** The file that the address names, until somebody brings one: an address cannot carry it. */
  missing = $state<string>();
  /** Why the last file was refused; the table before it stays. */
  problem = $state("");
  readonly #read: (file: File) => Promise<Table>;

  constructor(read: (file: File) => Promise<Table>, named: string | undefined) {
    this.#read = read;
    this.missing = named;
  }

  /** The word of the address for it. */
  get query(): Record<string, string> {
    const name = this.table?.name ?? this.missing;
    return name === undefined ? {} : { data: name };
  }

  /** Reads a file; a bad one is told of. */
  async take(file: File): Promise<void> {
    try {
      this.table = await this.#read(file);
      this.missing = undefined;
      this.problem = "";
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Goes back to what the study has itself. */
  leave(): void {
    this.table = undefined;
    this.missing = undefined;
    this.problem = "";
  }
}
