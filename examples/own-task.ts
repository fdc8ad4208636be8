// A task of your own: step functions, whose threshold and two levels have to be found from examples.
//   isinglass run learning/function-classes --task examples/own-task.ts
import type { Task } from "isinglass/learning";

const steps: Task = {
  name: "step",
  // Dimension of x.
  dimension: 1,
  // Mean square of the labels, over which errors are measured.
  labelVariance: 1,
  draw(stream, { batch, points }) {
    // batch × points numbers each; x would have batch × points × dimension.
    const x = new Float64Array(batch * points);
    const y = new Float64Array(batch * points);
    for (let b = 0; b < batch; b++) {
      // A stream of its own for each prompt: the same address gives the same numbers on any machine.
      const prompt = stream.child(b);
      const threshold = 2 * prompt.uniform() - 1;
      const levels = [prompt.normal(), prompt.normal()] as const;
      for (let i = b * points; i < (b + 1) * points; i++) {
        x[i] = 2 * prompt.uniform() - 1;
        y[i] = levels[x[i] < threshold ? 0 : 1];
      }
    }
    return { batch, points, dimension: 1, x, y };
  },
};

export default steps;
