import { embeddedProvider } from "../../../numerics/linear-algebra/index.js";
import { otherMessages } from "../../engine/other-messages.js";
import type { News, Order } from "./protocol.js";
import { type Surroundings, Trainer } from "./trainer.js";

const around: Surroundings = {
  algebra: embeddedProvider(),
  tell: (news: News) => postMessage(news),
  now: () => performance.now(),
  breathe: otherMessages,
};
let trainer: Trainer | undefined;

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.kind === "start") {
    trainer = new Trainer(data.settings, around);
    trainer.step(data.steps);
    void trainer.run().catch((error: unknown) => {
      around.tell({ kind: "error", message: error instanceof Error ? error.message : String(error) });
    });
  } else trainer?.[data.kind]();
});
