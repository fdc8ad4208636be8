/**
 * Laws of scaling as data; fitting them to runs with certified optima and honest intervals; choosing among them; planning
 * with them. Everything is pure and runs in Node and in a browser alike.
 * @module
 */
export * from "./choose/index.js";
export * from "./columns/index.js";
export * from "./emergence/index.js";
export * from "./expression/index.js";
export * from "./fit/index.js";
export type { Form, FormParameter, Quantity } from "./form.js";
export * from "./forms/index.js";
export * from "./mixture/index.js";
export * from "./observational/index.js";
export * from "./plan/index.js";
