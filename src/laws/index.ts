/**
 * Laws of scaling as data; fitting them to runs with certified optima and honest intervals; choosing among them; planning
 * with them. Everything is pure and runs in Node and in a browser alike.
 * @module
 */
export * from "./expression/index.js";
export * from "./fit/index.js";
export type { Form, FormParameter, Quantity } from "./form.js";
