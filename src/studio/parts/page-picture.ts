import { wrapText } from "../../study/drawing/text-size.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const TITLE = { size: 15, line: 20 } as const;
/** How far below the top of a line of text its letters stand, over the line's height. */
const BASELINE = 0.79;
/** What style sheets say of a drawing, and is written into it. All but the last are inherited. */
const PROPERTIES = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"],
  ...["font-size", "font-weight", "text-anchor", "opacity"],
];

/** A picture that needs nothing about it, and its size in pixels. */
export interface PagePicture {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

/**
 * What stands in an element of the page (drawings, canvases, the words of their keys) as an SVG of the same layout that
 * stands alone: a title above, a description for those who listen, on white, in colours by value.
 */
export function pagePicture(host: HTMLElement, title: string, description: string): PagePicture {
  const box = host.getBoundingClientRect();
  const style = getComputedStyle(host);
  const lines = wrapText(title, box.width, TITLE.size);
  const top = MARGIN + lines.length * TITLE.line + 8;
  const [width, height] = [Math.ceil(box.width) + 2 * MARGIN, Math.ceil(top + box.height) + MARGIN];
  const svg = element("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": style.fontFamily });
  const texts = lines.map((line, i) => {
    const y = MARGIN + TITLE.size + i * TITLE.line;
    return element("text", { x: MARGIN, y, "font-size": TITLE.size, "font-weight": 650, fill: style.color }, line);
  });
  const body = element("g", { transform: `translate(${MARGIN - box.left} ${top - box.top})` });
  const drawings = [...host.querySelectorAll("svg")].filter((drawing) => !drawing.parentElement!.closest("svg"));
  body.append(...drawings.map(drawingOf), ...[...host.querySelectorAll("canvas")].map(paintingOf), ...wordsOf(host));
  const ground = element("rect", { width, height, fill: "#ffffff" });
  svg.append(element("title", {}, title), element("desc", {}, description), ground, ...texts, body);
  return { svg: svg as SVGSVGElement, width, height };
}

/** A drawing in its place, with the style that sheets give it. */
function drawingOf(drawing: SVGSVGElement): SVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const parts = [...drawing.querySelectorAll("*")];
  for (const [i, part] of [...copy.querySelectorAll("*")].entries()) writeStyle(part, parts[i]!);
  writeStyle(copy, drawing);
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const place = { x: left, y: top, width, height, overflow: "visible" };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  for (const name of ["role", "aria-labelledby", "aria-hidden"]) copy.removeAttribute(name);
  return copy;
}

function writeStyle(copy: Element, original: Element): void {
  const own = getComputedStyle(original);
  const above = original instanceof SVGSVGElement ? undefined : getComputedStyle(original.parentElement!);
  for (const name of PROPERTIES) {
    const value = own.getPropertyValue(name);
    const given = name === "opacity" ? "1" : above?.getPropertyValue(name);
    if (value !== given) copy.setAttribute(name, value);
  }
  copy.removeAttribute("class");
}

/** A canvas in its place: as squares where each pixel of it is an entry of a matrix, as an image elsewhere. */
function paintingOf(canvas: HTMLCanvasElement): SVGElement {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const place = { x: left, y: top, width, height, preserveAspectRatio: "none" };
  if (getComputedStyle(canvas).imageRendering !== "pixelated") {
    return element("image", { ...place, href: canvas.toDataURL() });
  }
  const viewBox = `0 0 ${canvas.width} ${canvas.height}`;
  const matrix = element("svg", { ...place, viewBox, "shape-rendering": "crispEdges" });
  matrix.append(...squaresOf(canvas));
  return matrix;
}

/** The pixels of a canvas, one unit wide: a path for each colour, since a rectangle for each would make long files. */
function squaresOf(canvas: HTMLCanvasElement): SVGElement[] {
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  const squares = new Map<string, string>();
  for (let i = 0; i < canvas.width * canvas.height; i++) {
    const fill = `rgb(${data.slice(4 * i, 4 * i + 3).join(",")})`;
    const square = `M${i % canvas.width} ${Math.floor(i / canvas.width)}h1v1h-1z`;
    squares.set(fill, (squares.get(fill) ?? "") + square);
  }
  return [...squares].map(([fill, d]) => element("path", { fill, d }));
}

/** The words of an element outside its drawings, line by line. */
function wordsOf(host: HTMLElement): SVGElement[] {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  const words: SVGElement[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const parent = text.parentElement!;
    if (parent.closest("svg")) continue;
    const { color, fontSize } = getComputedStyle(parent);
    for (const { line, left, top, height } of linesOf(text)) {
      const y = top + BASELINE * height;
      words.push(element("text", { x: left, y, "font-size": fontSize, fill: color }, line));
    }
  }
  return words;
}

/** The lines that the page breaks a text into, each with its place. */
function linesOf(text: Text): { line: string; left: number; top: number; height: number }[] {
  const lines: { line: string; left: number; top: number; height: number }[] = [];
  const range = document.createRange();
  for (let i = 0; i < text.length; i++) {
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    const { left, top, width, height } = range.getBoundingClientRect();
    if (width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - top) < height / 2) last.line += text.data[i];
    else lines.push({ line: text.data[i]!, left, top, height });
  }
  return lines;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
