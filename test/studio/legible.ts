import type { Page } from "playwright-core";

/**
 * Visible texts smaller than 12 pixels, what reaches beyond the right edge of the window, what is cut off by an element
 * that does not scroll, and texts of a drawing that overlap.
 */
export function illegible(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(ILLEGIBLE);
}

const ILLEGIBLE = `(() => {
  const found = [];
  const name = (element) => element.tagName.toLowerCase() + "." + (element.getAttribute("class") ?? "");
  const scrolls = (element) => element !== null && element !== document.documentElement &&
    (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const all = [...document.body.querySelectorAll("*")].map((element) => [element, getComputedStyle(element)]);
  const scrolling = new Set(all.filter(([, style]) => ["auto", "scroll"].includes(style.overflowX)).map(([element]) => element));
  const rooms = new Map(all
    .filter(([, { overflowX, overflowY }]) => [overflowX, overflowY].some((overflow) => overflow === "hidden" || overflow === "clip"))
    .map(([element]) => [element, element.getBoundingClientRect()])
    // What is one pixel wide is for those who listen.
    .filter(([, { width, height }]) => width > 1 && height > 1));
  const isCut = (box, element) => {
    if (element === null || scrolling.has(element)) return false;
    const room = rooms.get(element);
    const exceeds = room && (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 2 || box.bottom > room.bottom + 2);
    return exceeds || isCut(box, element.parentElement);
  };
  // The corners of the letters of a text, within what a line keeps free above and below them.
  const corners = (text) => {
    const { x, y, width, height } = text.getBBox();
    const line = Math.min(height, 1.2 * parseFloat(getComputedStyle(text).fontSize));
    const matrix = text.getScreenCTM();
    const [left, right, top, bottom] = [x + 0.5, x + width - 0.5, y + 0.2 * line, y + height - 0.2 * line];
    return [[left, top], [right, top], [right, bottom], [left, bottom]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
  };
  // Two rectangles are apart if a side of one of them has the other wholly beyond it.
  const isApart = (a, b) => a.slice(0, 2).some((from, i) => {
    const [dx, dy] = [a[i + 1].x - from.x, a[i + 1].y - from.y];
    const along = (points) => points.map(({ x, y }) => x * dx + y * dy);
    const [own, other] = [along(a), along(b)];
    return Math.max(...own) <= Math.min(...other) || Math.max(...other) <= Math.min(...own);
  });
  for (const drawing of document.querySelectorAll("svg")) {
    if (drawing.parentElement.closest("svg")) continue;
    const texts = [...drawing.querySelectorAll("text")].filter((text) =>
      text.textContent.trim() !== "" && text.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && text.getBBox().width > 0);
    const places = texts.map(corners);
    for (let i = 0; i < texts.length; i++) for (let j = 0; j < i; j++) {
      if (!isApart(places[i], places[j]) && !isApart(places[j], places[i]))
        found.push("overlap: " + texts[j].textContent.slice(0, 30) + " | " + texts[i].textContent.slice(0, 30));
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    // KaTeX props its lines up with spaces of no width.
    const text = walker.currentNode.data.replaceAll(String.fromCharCode(0x200b), "").trim();
    if (text === "" || element.closest(".katex-mathml") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    // What is raised or lowered in a line of 12 pixels is smaller than the line.
    const isScript = element.closest(".katex, sub, sup") !== null || element.tagName === "tspan";
    if (size < (isScript ? 8 : 11.95)) found.push(size.toFixed(1) + " px: " + name(element) + " " + text.slice(0, 30));
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const { left, right, width } = box;
    if (width > 1 && isCut(box, element)) found.push("cut off: " + name(element) + " " + text.slice(0, 30));
    if (width > 1 && left >= 0 && right > innerWidth + 1 && !scrolls(element)) found.push("beyond the edge: " + name(element) + " " + text.slice(0, 30));
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push("the page is " + wide + " pixels wide in a window of " + innerWidth);
  return found;
})()`;
