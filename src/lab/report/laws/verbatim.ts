/**
 * A column's name for a title or a label, where `p_web` would be set as p with a subscript: an invisible joiner keeps the
 * letters together.
 */
export function verbatim(name: string): string {
  return name.replace(/[_^]/g, "\u2060$&");
}
