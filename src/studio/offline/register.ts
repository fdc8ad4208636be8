/**
 * Keeps the studio for use without a network. Only where it was built and comes from a host: not from a file, and not
 * from a local server, whose page carries the token of its session.
 */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  await navigator.serviceWorker.register("service-worker.js");
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage("the page stands");
}
