import type { Row } from "../../../study/index.js";
import type { ErrorCurve } from "./curves.js";
import type { AttentionMap, Evaluation, Known } from "./protocol.js";

/** The loss of every step. */
export function lossRows(losses: readonly number[]): Row[] {
  return losses.map((loss, step) => ({ step: step + 1, loss }));
}

/** The error of every curve by the number of examples seen, with its standard error where it is a mean over prompts. */
export function errorRows(curves: readonly ErrorCurve[]): Row[] {
  const points = curves[0]?.errors.length ?? 0;
  return Array.from({ length: points }, (_, examples) => ({
    examples,
    ...Object.fromEntries(
      curves.flatMap(({ name, errors, standardErrors }) => [
        [name, errors[examples]!],
        ...(standardErrors ? [[`${name} stderr`, standardErrors[examples]!]] : []),
      ]),
    ),
  }));
}

/** Every entry of every map: how much the token of the row looks at that of the column, both from 1. */
export function attentionRows(maps: readonly AttentionMap[]): Row[] {
  return maps.flatMap(({ layer, head, size, shares }) =>
    Array.from(shares, (share, place) => ({ layer, head, ...entryOf(place, size), share })),
  );
}

/** Every entry of the learnt A and of theory's. */
export function weightRows({ A }: NonNullable<Evaluation["linear"]>, theory: NonNullable<Known["theory"]>): Row[] {
  const size = Math.round(Math.sqrt(A.length));
  return A.map((learnt, place) => ({ ...entryOf(place, size), learnt, theory: theory.A[place]! }));
}

function entryOf(place: number, size: number) {
  return { row: Math.floor(place / size) + 1, column: (place % size) + 1 };
}
