/**
 * The two error shapes of the house. Both mean that the caller passed something wrong; the command line prints the
 * message alone and exits with 2.
 */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** `invalid X: value; expected …` */
export function invalid(what: string, value: unknown, expected: string): InputError {
  return new InputError(`invalid ${what}: ${show(value)}; expected ${expected}`);
}

/** `unknown X: value (did you mean Y?)`, or the list of choices where none is near. */
export function unknown(what: string, value: string, choices: readonly string[]): InputError {
  const near = nearest(value, choices);
  const hint = near === undefined ? `; expected one of: ${choices.join(", ")}` : ` (did you mean ${near}?)`;
  return new InputError(`unknown ${what}: ${value}${hint}`);
}

/** What was thrown, told in one line: the message of somebody else's error may have several. */
export function lineOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.trim().replaceAll(/\s*[\r\n]\s*/g, " ");
}

/** The choice within a third of the word's length in edits, or undefined. */
export function nearest(value: string, choices: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(value.length / 3)) + 1;
  for (const choice of choices) {
    const distance = editDistance(value.toLowerCase(), choice.toLowerCase());
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || value === undefined ? String(value) : JSON.stringify(value);
}
