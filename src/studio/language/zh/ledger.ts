import type { ledger as english } from "../en/ledger.js";

/** Strings of the page ledger, in Chinese. */
export const ledger: Record<keyof typeof english, string> = { "ledger.title": "论断总账" };
