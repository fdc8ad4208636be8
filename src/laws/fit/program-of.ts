import { compile, type Program } from "../expression/index.js";
import type { Form } from "../form.js";

/** A form's expression compiled over its variables and parameters, in their order. */
export function programOf({ expression, variables, parameters }: Form): Program {
  return compile(expression, {
    variables: variables.map(({ name }) => name),
    parameters: parameters.map(({ name }) => name),
  });
}
