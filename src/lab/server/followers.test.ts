import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { followers } from "./followers.js";

it("leaves a page behind that reads nothing, and goes on with the others", async () => {
  const all = followers(2);
  const server = createServer((_request, response) => all.add(response, { kind: "snapshot", runs: [] }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const [deaf, good] = await Promise.all(
    [1, 2].map(async () => {
      const socket = connect(port, "127.0.0.1");
      socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      await once(socket, "data");
      return socket;
    }),
  );
  deaf!.pause();
  const deafClosed = new Promise((done) => deaf!.once("close", done));
  let heard = 0;
  good!.on("data", (chunk: Buffer) => {
    heard += chunk.length;
  });
  // What the system's own buffers hold is a few megabytes; then the backlog grows.
  const text = "x".repeat(100_000);
  for (let sent = 1; sent <= 200; sent++) {
    all.publish({ kind: "notice", run: "r", text });
    while (heard < sent * text.length) await new Promise((next) => setImmediate(next));
  }
  deaf!.resume();
  await deafClosed;
  expect(heard).toBeGreaterThan(200 * text.length);
  all.close();
  server.close();
  server.closeAllConnections();
}, 60_000);
