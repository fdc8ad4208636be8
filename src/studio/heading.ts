/**
 * The page's first heading names the document, whenever it comes and whatever it becomes; after a navigation it takes
 * the focus, so that a screen reader tells where the person is.
 */
export interface HeadingWatch {
  /** Gives the focus to the heading, now or once there is one. */
  readonly focus: () => void;
  readonly stop: () => void;
}

/** Watches the headings of the frame's main element. */
export function watchHeading(main: HTMLElement, site: string): HeadingWatch {
  let wanted = false;
  const look = () => {
    const heading = main.querySelector("h1");
    const name = heading?.textContent?.trim();
    document.title = name ? `${name} · ${site}` : site;
    if (!heading || !wanted) return;
    wanted = false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(look);
  observer.observe(main, { childList: true, subtree: true, characterData: true });
  look();
  return {
    focus: () => {
      wanted = true;
      look();
    },
    stop: () => observer.disconnect(),
  };
}
