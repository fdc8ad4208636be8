import { expect, it } from "vitest";
import { illegible } from "./legible.js";
import { type Studio, seriousFindings } from "./site.js";

/** A page that is looked at. */
export interface LookedAt {
  readonly hash: string;
  /** What is there once the page is whole. */
  readonly whole: string;
  /** Its heading in Chinese. */
  readonly heading: string;
}

/** Tests that a page is legible, accessible and silent on the console: on a screen and a phone, light and dark. */
export function itLooksRight(studio: Studio, patience: { timeout: number }, { hash, whole, heading }: LookedAt): void {
  it.each([
    [1280, "light"],
    [360, "dark"],
  ] as const)(
    "is legible and accessible at %d pixels, %s, in both languages",
    async (width, colorScheme) => {
      const { page, talk } = await studio.open(hash, { viewport: { width, height: 900 }, colorScheme });
      await page.locator(whole).waitFor(patience);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await illegible(page)).toEqual([]);
      await page.getByRole("button", { name: "中文" }).click(patience);
      await page.getByRole("heading", { name: heading }).waitFor(patience);
      expect(await illegible(page)).toEqual([]);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    400_000,
  );
}
