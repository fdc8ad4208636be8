import type { Box } from "../../numerics/optimisation/minimize-within.js";
import type { Form } from "../form.js";

// A search moves in u: ln θ for a `log` parameter, θ itself for a linear one.

/** θ from u. */
export function thetaOf(form: Form, u: Float64Array, theta: Float64Array = new Float64Array(u.length)): Float64Array {
  for (const [j, { scale }] of form.parameters.entries()) theta[j] = scale === "log" ? Math.exp(u[j]!) : u[j]!;
  return theta;
}

/** u from θ. */
export function searchPoint(form: Form, theta: ArrayLike<number>): Float64Array {
  return Float64Array.from(form.parameters, ({ scale }, j) => (scale === "log" ? Math.log(theta[j]!) : theta[j]!));
}

/** The bounds of a form's parameters in u. */
export function boxOf(form: Form): Box {
  return {
    lower: searchPoint(
      form,
      form.parameters.map(({ lower }) => lower),
    ),
    upper: searchPoint(
      form,
      form.parameters.map(({ upper }) => upper),
    ),
  };
}

/** The box with parameter `j` held at `value` (in u). */
export function boxWithFixed({ lower, upper }: Box, j: number, value: number): Box {
  return { lower: lower.with(j, value), upper: upper.with(j, value) };
}

/** dθ/du of each parameter. */
export function scalesAt(form: Form, theta: Float64Array): Float64Array {
  return Float64Array.from(form.parameters, ({ scale }, j) => (scale === "log" ? theta[j]! : 1));
}
