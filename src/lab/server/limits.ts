/** What one session of the server takes at most. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly body: number;
  /** Bytes of a request's first line and headers. */
  readonly headers: number;
  /** Seconds for a request's headers to come. */
  readonly headerSeconds: number;
  /** Seconds for a whole request to come. */
  readonly requestSeconds: number;
  /** Seconds that a connection may be silent while an answer is under way. */
  readonly idleSeconds: number;
  readonly connections: number;
  /** Pages that follow what goes on. */
  readonly followers: number;
  /** Runs under way. */
  readonly runs: number;
}

/** The limits unless a test asks for others. */
export const defaultLimits: Limits = {
  body: 64 * 1024,
  headers: 16 * 1024,
  headerSeconds: 10,
  requestSeconds: 20,
  idleSeconds: 120,
  connections: 128,
  followers: 16,
  runs: 2,
};
