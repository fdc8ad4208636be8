/** A printed number with the sign of mathematics, −1 and not -1. */
export function withMinus(number: string): string {
  return number.replace(/^-/, "−");
}
