/** A checkpoint as a store gives it back: the bytes of a `.safetensors` file, and the number of steps done. */
export interface Checkpoint {
  readonly step: number;
  readonly bytes: Uint8Array;
}

/** Where a training run keeps its checkpoints; one store belongs to one run. The lab has one on disk. */
export interface CheckpointStore {
  /** Keeps a checkpoint so that a kill at any moment leaves it whole or absent. */
  save(bytes: Uint8Array, step: number): Promise<void>;
  /** The newest whole checkpoint, or undefined where there is none. */
  latest(): Promise<Checkpoint | undefined>;
}

/** A store in memory that keeps the newest checkpoint. */
export function memoryCheckpoints(): CheckpointStore {
  let newest: Checkpoint | undefined;
  return {
    async save(bytes, step) {
      newest = { step, bytes: bytes.slice() };
    },
    latest: async () => newest,
  };
}
