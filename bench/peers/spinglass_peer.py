"""The headline solve and the contrast cell as a vectorised NumPy script: the peer of `npm run bench`.

Reads one line of JSON a job from standard input, {"P", "D", "N", "lambda", "beta", "seed"}, and answers with one line,
{"seconds", "w11_amp", "w11_ridge"}. It draws the same sufficient statistics, builds J and h with one BLAS product, runs
AMP (153) from zero to an rms step of 1e-12 and solves the ridge: what a careful NumPy user would write.
"""

import json
import sys
import time

import numpy as np


def draw(rng, P, D, N):
    w, g, x = (rng.standard_normal((P, D)) for _ in range(3))
    k = rng.chisquare(N, P)[:, None]
    length = np.linalg.norm(w, axis=1, keepdims=True)
    unit = w / length
    transverse = g - unit * np.sum(g * unit, axis=1, keepdims=True)
    u = length * (k * unit + np.sqrt(k) * transverse) / (N * np.sqrt(D))
    tau = length**2 * k / (N * D)
    return np.hstack([u, tau]), x, np.sum(w * x, axis=1) / np.sqrt(D)


def couplings(features, x, y):
    P, D = x.shape
    s = (features[:, :, None] * x[:, None, :]).reshape(P, D * (D + 1))
    return s.T @ s / P, s.T @ y / P


def amp(R, h, lam, beta):
    diagonal = np.diag(R)
    local = lam + diagonal
    J = np.diag(diagonal) - R
    J2 = J * J
    m = np.zeros_like(h)
    v = 1 / (beta * local)
    for _ in range(5000):
        denominator = beta * local - beta**2 * (J2 @ v)
        v = 1 / denominator
        step = (beta * h + beta * (J @ m)) / denominator - m
        m = m + step
        if np.sqrt(np.mean(step**2)) <= 1e-12:
            break
    return m


def solve(P, D, N, lam, beta, rng):
    features, x, y = draw(rng, P, D, N)
    R, h = couplings(features, x, y)
    mean = amp(R, h, lam, beta)
    exact = np.linalg.solve(R + lam * np.eye(len(h)), h)
    return mean, exact


def main():
    for line in sys.stdin:
        job = json.loads(line)
        D = job["D"]
        rng = np.random.Generator(np.random.SFC64(job["seed"]))
        start = time.perf_counter()
        mean, exact = solve(job["P"], D, job["N"], job["lambda"], job["beta"], rng)
        seconds = time.perf_counter() - start
        diagonal = lambda spins: float(np.mean(spins[: D * D].reshape(D, D).diagonal()))
        print(json.dumps({"seconds": seconds, "w11_amp": diagonal(mean), "w11_ridge": diagonal(exact)}), flush=True)


if __name__ == "__main__":
    main()
