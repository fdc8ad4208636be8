/**
 * What transformers can express, as programs that run: induction heads, chains of thought by constant-size steps of hard
 * attention, automata, contextual mappings; and what a recurrent state must hold.
 * @module
 */
export * from "./arithmetic.js";
export * from "./associative-recall.js";
export * from "./automata.js";
export * from "./contextual-mapping.js";
export * from "./decomposition.js";
export * from "./dynamic-programming.js";
export * from "./equations.js";
export * from "./hard-attention.js";
export * from "./induction-head.js";
export * from "./modular.js";
export * from "./rewriting.js";
export * from "./tree-stream.js";
