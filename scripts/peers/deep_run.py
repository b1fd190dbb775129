#!/usr/bin/env python3
"""Exercise 1's deep run: tau = 2.5, dt = 0.1, T = 15, variance 0.01, singular values of the map after every update."""
from statistics import median
from time import perf_counter

import numpy as np

SIGMA_YX = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], float)
RATE, STEPS = 0.1 / 2.5, 150


def run(w1, w2):
    """The map is formed once per step, for its singular values and for the next update."""
    singular_values = np.empty((STEPS, 4))
    product = w2 @ w1
    for step in range(STEPS):
        error = SIGMA_YX - product
        w1, w2 = w1 + RATE * (w2.T @ error), w2 + RATE * (error @ w1.T)
        product = w2 @ w1
        singular_values[step] = np.linalg.svd(product, compute_uv=False)
    return singular_values


random = np.random.default_rng(1)
start = random.normal(0, 0.1, (16, 4)), random.normal(0, 0.1, (7, 16))
assert np.allclose(run(*start)[-1], np.linalg.svd(SIGMA_YX, compute_uv=False), atol=0.02)
times = []
for _ in range(200):
    begin = perf_counter()
    run(*start)
    times.append(perf_counter() - begin)
print("deep-run", median(times))
