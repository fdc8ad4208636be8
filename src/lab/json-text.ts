/** A document as JSON text for people and programs: indented, with each list of numbers on one line. */
export function jsonText(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(
    /\[\s+((?:-?[\d.eE+-]+|null)(?:,\s+(?:-?[\d.eE+-]+|null))*)\s+\]/g,
    (_, list) => {
      return `[${String(list).replace(/,\s+/g, ", ")}]`;
    },
  );
}
