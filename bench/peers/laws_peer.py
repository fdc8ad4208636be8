"""The Chinchilla fit as practice has it, in SciPy: the peer of `npm run bench`.

Reads one line of JSON a job from standard input and answers with one line. {"job": "grid", "N", "D", "L", "gradient":
"analytic" | "finite-differences"}: L-BFGS-B from the 4,500 starts of Hoffmann et al. (2022), appendix D.3, for the sum of
Huber's loss (delta 1e-3) of log residuals in (a, b, e, alpha, beta) with A = exp(a), B = exp(b), E = exp(e). {"job":
"bootstrap", …, "resamples", "seed", "start"}: one BFGS refit a resample from the fit (a, b, e, alpha, beta), as published
notebooks do, which misses the optimum now and then. Times are CPU seconds of this process.
"""

import itertools
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize

DELTA = 1e-3
STARTS = list(
    itertools.product(
        [0, 5, 10, 15, 20, 25], [0, 5, 10, 15, 20, 25], [-1, -0.5, 0, 0.5, 1], [0, 0.5, 1, 1.5, 2], [0, 0.5, 1, 1.5, 2]
    )
)


class Objective:
    def __init__(self, N, D, L, weights):
        self.logN, self.logD, self.logL = (np.log(np.asarray(x)) for x in (N, D, L))
        self.weights = weights
        self.evaluations = 0

    def terms(self, theta):
        a, b, e, alpha, beta = theta
        return np.stack([a - alpha * self.logN, b - beta * self.logD, np.full_like(self.logN, e)])

    def value(self, theta):
        self.evaluations += 1
        terms = self.terms(theta)
        top = terms.max(axis=0)
        r = top + np.log(np.exp(terms - top).sum(axis=0)) - self.logL
        size = np.abs(r)
        return np.sum(self.weights * np.where(size <= DELTA, r * r / 2, DELTA * (size - DELTA / 2)))

    def value_and_gradient(self, theta):
        self.evaluations += 1
        terms = self.terms(theta)
        top = terms.max(axis=0)
        powers = np.exp(terms - top)
        total = powers.sum(axis=0)
        r = top + np.log(total) - self.logL
        size = np.abs(r)
        value = np.sum(self.weights * np.where(size <= DELTA, r * r / 2, DELTA * (size - DELTA / 2)))
        slope = self.weights * np.clip(r, -DELTA, DELTA)
        share = powers / total
        gradient = np.array(
            [
                slope @ share[0],
                slope @ share[1],
                slope @ share[2],
                -(slope * share[0]) @ self.logN,
                -(slope * share[1]) @ self.logD,
            ]
        )
        return value, gradient


def grid(objective, analytic):
    best = np.inf
    reached = []
    for start in STARTS:
        function, gradient = (objective.value_and_gradient, True) if analytic else (objective.value, None)
        options = {"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-10} if analytic else {}
        found = minimize(function, start, jac=gradient, method="L-BFGS-B", options=options)
        reached.append(found.fun)
        best = min(best, found.fun)
    near = int(np.sum(np.asarray(reached) <= best * (1 + 1e-6)))
    return {"objective": best, "starts": len(STARTS), "starts_at_best": near}


def bootstrap(N, D, L, resamples, seed, start):
    rng = np.random.default_rng(seed)
    alphas = []
    for _ in range(resamples):
        counts = np.bincount(rng.integers(len(L), size=len(L)), minlength=len(L))
        objective = Objective(N, D, L, counts.astype(float))
        alphas.append(minimize(objective.value_and_gradient, start, jac=True, method="BFGS").x[3])
    return {"alpha_stderr": float(np.std(alphas, ddof=1))}


def main():
    for line in sys.stdin:
        job = json.loads(line)
        runs = job["N"], job["D"], job["L"]
        began = time.process_time()
        if job["job"] == "grid":
            objective = Objective(*runs, np.ones(len(job["L"])))
            answer = grid(objective, job["gradient"] == "analytic")
            answer["evaluations"] = objective.evaluations
        else:
            answer = bootstrap(*runs, job["resamples"], job["seed"], job["start"])
        print(json.dumps({"cpu_seconds": time.process_time() - began, **answer}), flush=True)


if __name__ == "__main__":
    main()
