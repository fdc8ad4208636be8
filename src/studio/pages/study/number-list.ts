/** A slider that moves one of more numbers than this would have a choice that nobody overlooks. */
const MOST = 12;

/** The numbers of a list that a slider can move one of: undefined where there are none or too many, or some are words. */
export function movableNumbers(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST) return undefined;
  return value.every((item): item is number => Number.isFinite(item)) ? value : undefined;
}

/** A list after one of its numbers moved, and where that one stands now. */
export interface Moved {
  readonly numbers: readonly number[];
  readonly at: number;
}

/**
 * Moves the number at `at`: a list in ascending order stays so. A number that is there already is passed over, since a
 * list says each once.
 */
export function moveNumber(numbers: readonly number[], at: number, value: number): Moved {
  if (numbers.some((number, i) => i !== at && number === value)) return { numbers, at };
  const moved = numbers.map((number, i) => (i === at ? value : number));
  const ascends = numbers.every((number, i) => i === 0 || numbers[i - 1]! <= number);
  if (ascends) moved.sort((a, b) => a - b);
  return { numbers: moved, at: ascends ? moved.indexOf(value) : at };
}
