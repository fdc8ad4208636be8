import { invalid } from "../numerics/index.js";

/** The time in which something that holds the engine's memory can be used: until it is disposed of. */
export class Lifetime {
  readonly #underWay = new Set<Promise<unknown>>();
  #end: Promise<void> | undefined;

  /** @param what ends, for messages */
  constructor(private readonly what: string) {}

  /** Does the work. @throws InputError once the end was asked for */
  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#end) throw invalid(this.what, "disposed", "one that is not");
    const result = work();
    this.#underWay.add(result);
    try {
      return await result;
    } finally {
      this.#underWay.delete(result);
    }
  }

  /** Lets the work that is under way come to its end and gives the memory back, once. */
  end(release: () => Promise<void>): Promise<void> {
    this.#end ??= Promise.allSettled(this.#underWay).then(release);
    return this.#end;
  }
}
