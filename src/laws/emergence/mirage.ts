import { invalid } from "../../numerics/errors.js";

/**
 * The probability that a whole answer of `length` tokens is right when each is with probability `perToken`, independently:
 * p^length. Schaeffer et al. (2023, arXiv 2304.15004), equation 2: a smooth p looks like a jump in it.
 * @throws InputError for what is no probability, or no length.
 */
export function exactMatch(perToken: number, length: number): number {
  return checked(perToken) ** checkedLength(length);
}

/** Inverse of {@link exactMatch}: accuracy^(1/length), in which a mirage is a smooth curve again. */
export function perTokenAccuracy(accuracy: number, length: number): number {
  return checked(accuracy) ** (1 / checkedLength(length));
}

/** Expected wrong tokens of an answer, length (1 − p): the metric that shows no jump. Schaeffer et al. (2023), equation 3. */
export function expectedTokenEdits(perToken: number, length: number): number {
  return checkedLength(length) * (1 - checked(perToken));
}

/** The probability of the right token at a loss of `loss` nats per token: exp(−loss). */
export function tokenAccuracy(loss: number): number {
  if (!(loss >= 0)) throw invalid("loss", loss, "a number from 0 up");
  return Math.exp(-loss);
}

/**
 * The accuracy of whole answers when the loss of a token is a power law of size, (critical/N)^alpha:
 * exp(−length (critical/N)^alpha). Schaeffer et al. (2023), §2.
 */
export function mirageAccuracy(N: number, law: { critical: number; alpha: number }, length: number): number {
  if (!(N > 0)) throw invalid("N", N, "a positive number");
  return exactMatch(tokenAccuracy((law.critical / N) ** law.alpha), length);
}

/** N at which the accuracy of {@link mirageAccuracy} is one half: where the jump seems to be. It grows as length^(1/alpha). */
export function apparentThreshold(law: { critical: number; alpha: number }, length: number): number {
  return law.critical * (checkedLength(length) / Math.LN2) ** (1 / law.alpha);
}

function checked(p: number): number {
  if (!(p >= 0 && p <= 1)) throw invalid("probability", p, "a number from 0 to 1");
  return p;
}

function checkedLength(length: number): number {
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) throw invalid("answer length", length, "a positive number");
  return length;
}
