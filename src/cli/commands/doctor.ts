import { DEFAULT_OUT, type DoctorDocument, examine } from "../../lab/index.js";
import { columns, print, printJson } from "../terminal.js";

/** `isinglass doctor`: what this machine has to run on. @throws InputError, LabError */
export async function doctor({ json }: { readonly json?: boolean }): Promise<number> {
  const document = await examine(DEFAULT_OUT);
  if (json) printJson(document);
  else print(doctorText(document));
  return 0;
}

function doctorText({ providers, ...machine }: DoctorDocument): string {
  const facts = columns([
    ["isinglass", `${machine.isinglass} on Node ${machine.node}, ${machine.platform}`],
    ["cores", String(machine.cores)],
    ["memory", `${machine.memoryGiB} GiB`],
    ["relaxed SIMD", machine.relaxedSimd ? "yes" : "no: the embedded kernels run without fused multiply-add"],
    ["runs folder", `${machine.runs.folder}: ${machine.runs.detail}`],
    ["linear algebra", machine.provider],
  ]);
  const speeds = columns([
    ["", "gemm GFLOP/s", "syrk GFLOP/s", ""],
    ...providers.map(({ name, gflops, detail }) => {
      const [gemm, syrk] = gflops ? [gflops.gemm.toFixed(1), gflops.syrk.toFixed(1)] : ["–", "–"];
      return [name, gemm.padStart(12), syrk.padStart(12), detail];
    }),
  ]);
  return `${facts}\n\non one core, 1,000 × 1,000:\n${speeds}`;
}
