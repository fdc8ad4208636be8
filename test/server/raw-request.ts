import { connect } from "node:net";

/** What came back on a raw connection until it was closed. */
export interface RawAnswer {
  /** 0 where nothing came that reads as an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** How bytes are sent. */
export interface RawOptions {
  /** Bytes to send over and over, until the other side closes: a body without an end. */
  readonly flood?: Buffer;
  /** Bytes to send one every so many milliseconds: a client that dawdles. */
  readonly drip?: { readonly bytes: string; readonly milliseconds: number };
  /** Told how many bytes the other side took. */
  readonly taken?: (bytes: number) => void;
}

/**
 * Sends bytes over a socket as they are, and reads until an answer is whole or the other side closes. Node's own client
 * would not send most of what a hostile one does.
 */
export function raw(port: number, bytes: string | Buffer, { flood, drip, taken }: RawOptions = {}): Promise<RawAnswer> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    let timer: NodeJS.Timeout | undefined;
    const finish = () => {
      clearInterval(timer);
      taken?.(socket.bytesWritten);
      socket.destroy();
      done(parse(text));
    };
    socket.on("error", () => undefined);
    socket.on("close", finish);
    socket.on("end", finish);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!flood && !drip && isWhole(text)) finish();
    });
    socket.on("connect", () => {
      socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
      if (flood) {
        const pour = () => {
          while (socket.writable && socket.write(flood));
        };
        socket.on("drain", pour);
        pour();
      }
      if (drip) {
        let place = 0;
        timer = setInterval(() => {
          socket.write(drip.bytes[place++ % drip.bytes.length]!);
        }, drip.milliseconds);
      }
    });
  });
}

function parse(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join("\r\n\r\n") };
}

function isWhole(text: string): boolean {
  const { head, body } = parse(text);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length !== undefined && body.length >= Number(length);
}

/** A request as text: a first line, headers, a body. */
export function requestText(first: string, headers: readonly string[], body = ""): string {
  return [first, ...headers, "", body].join("\r\n");
}
