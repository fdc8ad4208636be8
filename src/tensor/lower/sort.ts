import { materialize } from "./align.js";
import type { Rule } from "./context.js";
import type { GraphBuilder, TensorRef } from "./graph.js";
import { shapeOf, type View, wholeView } from "./view.js";

const sort: Rule = ({ graph }, [x]) => [wholeView(ascending(graph, x!)[0]!)];

/** Sorted values and where they stood; equal values keep their order. */
const argsort: Rule = ({ graph }, [x]) => {
  const [values, places] = ascending(graph, x!);
  return [wholeView(values!), wholeView(graph.cast(places!, "int32"))];
};

/** Values along the last dimension in ascending order, and their places. */
function ascending(graph: GraphBuilder, x: View): readonly TensorRef[] {
  const shape = shapeOf(x);
  const source = materialize(graph, x);
  const results = [
    { shape, elementType: source.elementType },
    { shape, elementType: "int64" as const },
  ];
  return graph.outputsOf("TopK", [source, graph.integers([shape.at(-1)!])], results, {
    attributes: { axis: -1, largest: 0, sorted: 1 },
  });
}

export const sortRules = { sort, argsort };
