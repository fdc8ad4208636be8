import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A session's token: 256 random bits as base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a header's value is the token, in a time that tells nothing about either. */
export function isToken(given: string | readonly string[] | undefined, token: string): boolean {
  return typeof given === "string" && timingSafeEqual(sha256(given), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
