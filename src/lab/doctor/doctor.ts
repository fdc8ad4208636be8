import { once } from "node:events";
import { access, constants } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { DoctorDocument } from "../documents.js";
import { LabError, messageOf, systemCode } from "../errors.js";
import { chooseProvider } from "../providers/index.js";
import { version } from "../version.js";
import type { Measurement } from "./measure-worker.js";

type ProviderReport = DoctorDocument["providers"][number];

/**
 * What this machine has to run on, with measured speeds (a few seconds).
 * @throws InputError for an unknown ISINGLASS_PROVIDER; LabError where not even the chosen provider works
 */
export async function examine(runs: string): Promise<DoctorDocument> {
  const provider = chooseProvider().name;
  // One after the other: side by side they would slow each other down.
  const embedded = await measured("embedded");
  const openblas = await measured("openblas");
  const providers = [report("embedded", embedded), report("openblas", openblas)];
  const gflops = providers.find(({ name }) => name === provider)?.gflops;
  if (!gflops) throw new LabError(`the provider ${provider} does not work here: ${providers[0]!.detail}`);
  return {
    node: process.versions.node,
    isinglass: version,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    relaxedSimd: "relaxedSimd" in embedded && embedded.relaxedSimd,
    provider,
    gflops,
    providers,
    runs: await writable(runs),
  };
}

async function measured(name: string): Promise<Measurement> {
  const worker = new Worker(new URL("./measure-worker.js", import.meta.url), {
    env: { ...process.env, ISINGLASS_PROVIDER: name },
  });
  try {
    const [measurement] = (await once(worker, "message")) as [Measurement];
    return measurement;
  } catch (error) {
    return { missing: messageOf(error) };
  }
}

function report(name: string, measurement: Measurement): ProviderReport {
  if ("missing" in measurement) return { name, available: false, detail: measurement.missing, gflops: null };
  const { gemm, syrk } = measurement.gflops;
  return { name, available: true, detail: measurement.detail, gflops: { gemm: rounded(gemm), syrk: rounded(syrk) } };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Whether runs can be written to a folder, which need not be there yet. */
async function writable(folder: string): Promise<DoctorDocument["runs"]> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return { folder, writable: true, detail: "writable" };
  } catch (error) {
    const code = systemCode(error);
    if (code !== "ENOENT") return { folder, writable: false, detail: `not writable (${code})` };
    const parent = await writable(dirname(resolve(folder)));
    return { ...parent, folder, detail: parent.writable ? "not there yet; will be made" : parent.detail };
  }
}
