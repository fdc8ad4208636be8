import type { Page } from "playwright-core";

/** Visible texts smaller than 12 pixels, and what reaches beyond the right edge of the window. */
export function illegible(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(ILLEGIBLE);
}

const ILLEGIBLE = `(() => {
  const found = [];
  const name = (element) => element.tagName.toLowerCase() + "." + (element.getAttribute("class") ?? "");
  const scrolls = (element) => element !== null && element !== document.documentElement &&
    (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    // KaTeX props its lines up with spaces of no width.
    const text = walker.currentNode.data.replaceAll(String.fromCharCode(0x200b), "").trim();
    if (text === "" || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    // What is raised or lowered in a line of 12 pixels is smaller than the line.
    const isScript = element.closest(".katex, sub, sup") !== null || element.tagName === "tspan";
    if (size < (isScript ? 8 : 11.95)) found.push(size.toFixed(1) + " px: " + name(element) + " " + text.slice(0, 30));
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, right, width } = range.getBoundingClientRect();
    if (width > 1 && left >= 0 && right > innerWidth + 1 && !scrolls(element)) found.push("beyond the edge: " + name(element) + " " + text.slice(0, 30));
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push("the page is " + wide + " pixels wide in a window of " + innerWidth);
  return found;
})()`;
