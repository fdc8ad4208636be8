import { type PresetName, settingsBeyond } from "../../../lab/parameters/resolve.js";
import type { AnyStudy } from "../../../study/index.js";
import { findServer } from "../../server/local-server.js";
import type { Asked } from "./session.svelte.js";

/** Starts a run on the workers of the machine that serves the page. @returns its id @throws ServerError */
export async function startOnMachine(study: AnyStudy, preset: PresetName, { params, seed }: Asked): Promise<string> {
  const names = settingsBeyond(study, preset, params).map((setting) => setting.slice(0, setting.indexOf("=")));
  const differing = Object.fromEntries(names.map((name) => [name, params[name]]));
  const { id } = await findServer()!.start({ study: study.id, preset, params: differing, seed });
  return id;
}
