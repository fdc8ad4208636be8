"""Trains the decoder of `inContextDecoder` with PyTorch: the peer of the train-step jobs.

One line of JSON a job on standard input, one line of JSON for its answer on standard output. `load` takes the initial
weights from a file, so that both sides begin alike and their losses can be compared.
"""

import json
import math
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F


class Decoder:
    def __init__(self, config, manifest, path):
        numbers = np.fromfile(path, dtype=np.float32)
        self.config = config
        self.weights = {}
        for name, shape, offset in manifest:
            part = numbers[offset : offset + math.prod(shape)].reshape(shape)
            self.weights[name] = torch.tensor(part)
        self.fuse()
        for weight in self.weights.values():
            weight.requires_grad_(True)

    def fuse(self):
        """Queries, keys and values by one product, as PyTorch's own modules do."""
        for layer in range(self.config["layers"]):
            for part in ("weight", "bias"):
                names = [f"stack.layers.{layer}.attention.{name}.{part}" for name in ("query", "key", "value")]
                fused = torch.cat([self.weights.pop(name) for name in names], dim=-1)
                self.weights[f"stack.layers.{layer}.attention.qkv.{part}"] = fused

    def linear(self, name, x):
        return x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.weights[f"{name}.gain"], self.weights[f"{name}.bias"])

    def attention(self, name, x):
        batch, length, width = x.shape
        heads = self.config["heads"]
        qkv = self.linear(f"{name}.qkv", x).view(batch, length, 3, heads, width // heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // heads) + self.mask
        joined = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        return self.linear(f"{name}.output", joined)

    def loss(self, xs, ys):
        batch, points, d = xs.shape
        self.mask = torch.full((2 * points, 2 * points), float("-inf")).triu(1)
        tokens = torch.stack([xs, F.pad(ys.unsqueeze(2), (0, d - 1))], 2).reshape(batch, 2 * points, d)
        x = self.linear("readIn", tokens) + self.weights["positions"]
        for layer in range(self.config["layers"]):
            name = f"stack.layers.{layer}"
            x = x + self.attention(f"{name}.attention", self.norm(f"{name}.attentionNorm", x))
            inner = F.relu(self.linear(f"{name}.feedForward.up", self.norm(f"{name}.feedForwardNorm", x)))
            x = x + self.linear(f"{name}.feedForward.down", inner)
        predicted = self.linear("readOut", self.norm("stack.finalNorm", x)[:, ::2])[..., 0]
        return ((predicted - ys) ** 2).mean()


def steps(decoder, optimiser, batches, count):
    losses, seconds = [], []
    for step in range(count):
        xs, ys = batches[step % len(batches)]
        began = time.perf_counter()
        optimiser.zero_grad()
        loss = decoder.loss(xs, ys)
        loss.backward()
        optimiser.step()
        seconds.append(time.perf_counter() - began)
        losses.append(loss.item())
    return {"losses": losses, "seconds": seconds}


def main():
    decoder = optimiser = batches = None
    for line in sys.stdin:
        job = json.loads(line)
        if job["job"] == "load":
            decoder = Decoder(job["config"], job["manifest"], job["weights"])
            optimiser = torch.optim.Adam(decoder.weights.values(), lr=job["rate"])
            batches = [(torch.tensor(xs), torch.tensor(ys)) for xs, ys in job["batches"]]
            answer = {}
        else:
            torch.set_num_threads(job["threads"])
            answer = steps(decoder, optimiser, batches, job["count"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
