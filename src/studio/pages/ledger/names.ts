import { t } from "../../language/index.svelte.js";

/** A room in words; one that is not the project's own by its folder. */
export function roomName(room: string): string {
  return room === "spinglass" || room === "laws" || room === "learning" ? t(`ledger.room.${room}`) : room;
}

/** A source with what it is: `S2 thesis`. */
export function sourceName(document: string): string {
  return isKnown(document) ? `${document} ${t(`ledger.source.${document}`)}` : document;
}

function isKnown(document: string): document is "S0" | "S1" | "S2" | "S3" | "S4" {
  return /^S[0-4]$/.test(document);
}
