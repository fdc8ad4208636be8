import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The system's Chromium on the PATH; undefined, said on stderr once, where there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (!found) process.stderr.write(`no ${NAMES.join(", ")} on the PATH: the tests that look at reports are skipped\n`);
  return found;
}

/** Starts it without a window, asking the network for nothing of its own. */
export function startChromium(executablePath: string): Promise<Browser> {
  const off = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--no-first-run", ...off] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
