#!/usr/bin/env python3
"""Seconds per RK4 step of gradient flow, Sx = 1, all layers N x N:  flow_step.py 512,2 1024,4   (N,L ...)

An evaluation takes 3(L - 1) products: L - 1 forward, L - 1 backward, L - 1 for the velocities; 24(L - 1)N^3 flops a step.
"""
import sys
from statistics import median
from time import perf_counter

import numpy as np


class Flow:
    """RK4 with every buffer made once."""

    def __init__(self, size, depth):
        random = np.random.default_rng(1)
        self.target = random.normal(0, size**-0.5, (size, size))
        self.state = random.normal(0, (4 * size) ** -0.5, (depth, size, size))
        self.stage, self.velocity, self.total = (np.empty_like(self.state) for _ in range(3))
        self.forward = np.empty((depth, size, size))
        self.back = np.empty((2, size, size))

    def evaluate(self, weights):
        depth = len(weights)
        below = weights[0]
        for layer in range(1, depth):
            below = np.matmul(weights[layer], below, out=self.forward[layer])
        error = np.subtract(self.target, below, out=self.back[depth % 2])
        for layer in range(depth - 1, 0, -1):
            prefix = self.forward[layer - 1] if layer > 1 else weights[0]
            np.matmul(error, prefix.T, out=self.velocity[layer])
            into = self.back[layer % 2] if layer > 1 else self.velocity[0]
            error = np.matmul(weights[layer].T, error, out=into)
        return self.velocity

    def step(self, h):
        self.total[:] = self.evaluate(self.state)
        for factor, weight in ((h / 2, 2), (h / 2, 2), (h, 1)):
            np.multiply(self.velocity, factor, out=self.stage)
            self.stage += self.state
            self.evaluate(self.stage)
            if weight != 1:
                np.multiply(self.velocity, weight, out=self.stage)
                self.total += self.stage
            else:
                self.total += self.velocity
        self.total *= h / 6
        self.state += self.total


def check():
    """Against the plain formulas, on a small network of four layers."""
    flow = Flow(8, 4)
    velocity = flow.evaluate(flow.state).copy()
    w = flow.state
    error = flow.target - w[3] @ w[2] @ w[1] @ w[0]
    plain = [
        (w[3] @ w[2] @ w[1]).T @ error,
        (w[3] @ w[2]).T @ error @ w[0].T,
        w[3].T @ error @ (w[1] @ w[0]).T,
        error @ (w[2] @ w[1] @ w[0]).T,
    ]
    assert np.allclose(velocity, plain, atol=1e-14)


def loaded_blas():
    flow = Flow(8, 2)
    flow.step(0.01)
    paths = {line.split()[-1] for line in open("/proc/self/maps") if "blas" in line}
    return ", ".join(sorted(paths))


if __name__ == "__main__":
    check()
    if sys.argv[1:] == ["--blas"]:
        print(f"NumPy {np.__version__} with {loaded_blas()}")
        sys.exit()
    for case in sys.argv[1:]:
        size, depth = map(int, case.split(","))
        flow = Flow(size, depth)
        flow.step(0.01)
        times = []
        for _ in range(max(3, min(20, int(2e10 / (24 * (depth - 1) * size**3))))):
            begin = perf_counter()
            flow.step(0.01)
            times.append(perf_counter() - begin)
        print(f"flow-{size}-{depth}", median(times), flush=True)
