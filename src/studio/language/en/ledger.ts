/** Strings of the page ledger. */
export const ledger = { "ledger.title": "Ledger" };
