import { grad, type ProgramOptions, program, type Tensor, type Tree } from "../../tensor/index.js";
import type { HostRefresh } from "../transformation.js";
import type { TrainOptions } from "./options.js";
import type { HostState } from "./train-step.js";

/** What an optimiser has done on the host between steps. */
export interface Refresher {
  readonly every: number;
  /** The state with the optimiser's part renewed, at its own parameters and on a batch. */
  renewed(state: HostState, batch: unknown): Promise<HostState>;
  dispose(): Promise<void>;
}

/** The refresher of the run's optimiser, or undefined where the host has nothing to do. */
export function refresherOf<W, B>(options: TrainOptions<W, B>): Refresher | undefined {
  const { refresh } = options.optimiser;
  return refresh && refresherFor(refresh, options);
}

function refresherFor<W, B>(
  refresh: HostRefresh,
  { loss, hessian, dtype = "float32", threads = 1 }: TrainOptions<W, B>,
): Refresher {
  const settings: ProgramOptions = { dtype, threads };
  const estimator = program((refresh.from === "gradient" ? grad(loss) : hessian!) as () => Tree<never>, settings);
  const estimate = estimator.run as unknown as (params: Tree<Tensor>, batch: unknown) => Promise<Tree<Tensor>>;
  return {
    every: refresh.every,
    async renewed(state, batch) {
      return { ...state, optimiser: refresh.apply(state.optimiser, await estimate(state.params, batch)) };
    },
    dispose: () => estimator.dispose(),
  };
}
