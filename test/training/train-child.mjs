// Trains a small network to the end, from whatever checkpoint the folder given holds, and prints how many steps that
// took and a digest of all weights and metrics. The test kills it at random moments.
import { createHash } from "node:crypto";
import { fileCheckpoints } from "../../dist/lab/checkpoints/file-checkpoints.js";
import { rootStream } from "../../dist/numerics/index.js";
import { matmul, mean, square, sub, tanh, tensor } from "../../dist/tensor/index.js";
import { adam, cosineRate, train, warmUp } from "../../dist/training/index.js";

const [folder, steps] = [process.argv[2], Number(process.argv[3])];
const [inputs, width, examples] = [8, 32, 64];

const normals = (stream, rows, columns, scale) => {
  const data = stream.fillNormal(new Float64Array(rows * columns));
  return tensor(
    data.map((value) => value * scale),
    [rows, columns],
  );
};

let taken = 0;
const { params, history } = await train({
  init: (stream) => ({
    first: normals(stream.child("first"), inputs, width, inputs ** -0.5),
    second: normals(stream.child("second"), width, 1, width ** -0.5),
  }),
  loss: ({ first, second }, { x, y }) => mean(square(sub(matmul(tanh(matmul(x, first)), second), y))),
  optimiser: adam(warmUp(50, cosineRate(0.01, steps)), { weightDecay: 1e-4 }),
  batches: (stream) => {
    const x = normals(stream, examples, inputs, 1);
    const y = Float64Array.from({ length: examples }, (_, row) => Math.sin(3 * x.data[row * inputs]));
    return { x, y: tensor(y, [examples, 1]) };
  },
  stream: rootStream(11).child("test", "kill"),
  steps,
  onMetrics: () => {
    taken += 5;
  },
  unroll: 5,
  checkpointEvery: 20,
  evaluate: ({ first }) => ({ norm: Math.hypot(...first.data) }),
  evaluateEvery: 50,
  store: fileCheckpoints(folder),
});

const digest = createHash("sha256");
for (const { data } of [params.first, params.second]) digest.update(data);
digest.update(JSON.stringify(history));
console.log(JSON.stringify({ taken, digest: digest.digest("hex") }));
