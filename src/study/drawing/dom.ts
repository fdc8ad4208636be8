/**
 * The little of the DOM that drawing touches, so that a browser's document and a headless one both do, and so that no
 * other global of a browser is in sight below the lab.
 */
export interface DrawingElement {
  readonly tagName: string;
  readonly outerHTML: string;
  textContent: string | null;
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: (DrawingElement | string)[]): void;
  remove(): void;
  querySelectorAll(selector: string): Iterable<DrawingElement>;
}

/** A document that makes elements: `window.document`, or linkedom's. */
export interface DrawingDocument<E extends DrawingElement = DrawingElement> {
  createElement(name: string): E;
  createElementNS(namespace: string, name: string): E;
}

/** Makes an SVG element with attributes and children. Numbers are kept to two decimals: a hundredth of a pixel. */
export function svgElement<E extends DrawingElement>(
  document: DrawingDocument<E>,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: (DrawingElement | string)[]
): E {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  element.append(...children);
  return element;
}
