/** A request that is not served: the status says how it is answered, the message why. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    message: string,
    /** Headers that the status asks for, as `allow` of 405. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a refusal is about, as far as it is known. */
interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

/** `refused 403 POST /api/runs: no token`: one line, whatever the request holds. */
export function refusalLine({ method = "", url = "" }: Asked, { status, message }: Refusal): string {
  const request = [method, url].filter(Boolean).map((part) => ` ${printable(part)}`);
  return `${status === 500 ? "failed" : "refused"} ${status}${request.join("")}: ${printable(message)}`;
}

const LONGEST = 200;

/**
 * Text as a log may show it: bytes beyond printable ASCII as `\x1b` or `\u202e`, so that a request can neither break the
 * line nor reach the terminal; the middle of a long text left out.
 */
export function printable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 20)}…${text.slice(-19)}` : text;
  return short.replace(/[^\x20-\x7e…]|\\/g, escaped);
}

function escaped(character: string): string {
  if (character === "\\") return "\\\\";
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
