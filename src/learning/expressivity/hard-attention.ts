/**
 * One saturated (hard) attention lookup: the position of the largest score among 0 … n − 1, the first of equals (a
 * positional term far below the scores breaks ties). Every program of this folder reads what it has not just written
 * through such lookups alone.
 *
 * @returns the position, or −1 for n = 0.
 */
export function attendHard(n: number, score: (position: number) => number): number {
  let best = -1;
  let largest = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < n; t++) {
    const value = score(t);
    if (value <= largest) continue;
    largest = value;
    best = t;
  }
  return best;
}

/**
 * Attention to a given position with two numbers a token: key (2t, −t²) and query (i, 1) score 2it − t² = i² − (t − i)²,
 * largest at t = i. O(log n) bits tell n positions apart. Source: Pérez, Barceló & Marinkovic 2021, JMLR 22(75).
 */
export function attendPosition(n: number, i: number): number {
  return attendHard(n, (t) => 2 * i * t - t * t);
}
