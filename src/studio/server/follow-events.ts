/** Milliseconds until a connection that the browser has given up is sought again. */
const PAUSE = 3000;

/**
 * Hears server-sent events while the page is seen: a browser holds six connections to a host over all its tabs, and six
 * tabs that listen would leave none to ask with. `lost` is told each time the connection breaks or cannot be had; it is
 * sought again without end.
 *
 * @returns what ends it
 */
export function followEvents(address: string, told: (data: string) => void, lost: () => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    const own = new EventSource(address);
    source = own;
    own.onmessage = ({ data }) => told(String(data));
    own.onerror = () => {
      // The browser tries again by itself, but not after a refusal.
      if (own.readyState === EventSource.CLOSED) timer = setTimeout(open, PAUSE);
      lost();
    };
  };
  const turn = () => {
    if (document.hidden) close();
    else if (!source) open();
  };
  document.addEventListener("visibilitychange", turn);
  turn();
  return () => {
    document.removeEventListener("visibilitychange", turn);
    close();
  };
}
