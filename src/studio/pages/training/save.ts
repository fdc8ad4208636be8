/** Gives the visitor the losses of a run as a file to keep: step and loss, as CSV. */
export function saveLosses(losses: readonly number[]): void {
  const lines = ["step,loss", ...losses.map((loss, step) => `${step + 1},${loss}`)];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.map((line) => `${line}\r\n`).join("")], { type: "text/csv" }));
  link.download = "losses.csv";
  link.click();
  // The download reads the address after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
