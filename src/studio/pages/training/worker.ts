import { embeddedProvider } from "../../../numerics/linear-algebra/index.js";
import type { News, Order } from "./protocol.js";
import { type Surroundings, Trainer } from "./trainer.js";

const around: Surroundings = {
  algebra: embeddedProvider(),
  tell: (news: News) => postMessage(news),
  now: () => performance.now(),
  breathe: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    }),
};
let trainer: Trainer | undefined;

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.kind === "start") {
    trainer = new Trainer(data.settings, around);
    void trainer.run().catch((error: unknown) => {
      around.tell({ kind: "error", message: error instanceof Error ? error.message : String(error) });
    });
  } else trainer?.[data.kind]();
});
