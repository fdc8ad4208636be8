/**
 * Draws one figure a frame, so that a page of many figures answers between them; of several drawings for one place only
 * the last is made.
 */
const waiting = new Map<object, () => void>();
let frame = 0;

/** Asks for a drawing in one of the next frames. @returns what takes the wish back */
export function drawSoon(place: object, draw: () => void): () => void {
  waiting.set(place, draw);
  if (frame === 0) frame = requestAnimationFrame(drawNext);
  return () => {
    if (waiting.get(place) === draw) waiting.delete(place);
  };
}

function drawNext(): void {
  const [next] = waiting;
  frame = waiting.size > 1 ? requestAnimationFrame(drawNext) : 0;
  if (!next) return;
  waiting.delete(next[0]);
  next[1]();
}
