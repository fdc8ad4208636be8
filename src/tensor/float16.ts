/**
 * jax-js compares any typed array with the global `Float16Array`, which Node lacks before version 24. It stands in
 * for it as a type of which nothing is an instance. Imported for this effect, by `host.ts` alone.
 * @module
 */
const host = globalThis as { Float16Array?: unknown };
host.Float16Array ??= class Float16Array {};
