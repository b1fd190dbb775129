#!/usr/bin/env python3
"""Exercise 2's job: 64 one-hot items, 100 features, hidden [64, 128, 128], float64, MSE, one item at a time.

    descent.py eager|scripted|numpy linear|relu     (relu: after every layer)

Prints seconds per item without and with singular values of the answers to all items after every epoch.
`eager` is what the tutorials write. `scripted` is the best we found: gradients by hand, compiled, in place, W_1 one column.
"""
import sys
from statistics import median
from time import perf_counter

import numpy as np

ITEMS, WIDTHS, RATE, CHUNK = 64, [64, 64, 128, 128, 100], 0.5, 2


def start():
    random = np.random.default_rng(1)
    targets = np.where(random.random((ITEMS, WIDTHS[-1])) < 0.5, -1.0, 1.0)
    return targets, [random.normal(0, (3 * 128) ** -0.5, (rows, columns)) for columns, rows in zip(WIDTHS, WIDTHS[1:])]


def eager(is_relu):
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    targets, weights = start()
    layers = []
    for weight in weights:
        layers.append(torch.nn.Linear(weight.shape[1], weight.shape[0], bias=False))
        layers[-1].weight.data = torch.tensor(weight)
        layers += [torch.nn.ReLU()] if is_relu else []
    model, loss_of = torch.nn.Sequential(*layers), torch.nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    x, y = torch.eye(ITEMS), torch.tensor(targets)

    def epoch(order):
        for item in order:
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model(x[item]), y[item])
            loss.backward()
            optimizer.step()

    def singular_values():
        with torch.no_grad():
            return torch.linalg.svdvals(model(x)).numpy()

    return epoch, singular_values, lambda: [p.detach().numpy() for p in model.parameters()]


def scripted(is_relu):
    import torch
    from typing import List

    torch.set_num_threads(1)

    @torch.jit.script
    def descend(order: List[int], w1t, w2, w3, w4, y, rate: float, is_relu: bool):
        for item in order:
            row = w1t[item]  # a view: what moves it moves W_1
            h1 = torch.relu(row) if is_relu else row
            h2 = torch.mv(w2, h1)
            if is_relu:
                h2.relu_()
            h3 = torch.mv(w3, h2)
            if is_relu:
                h3.relu_()
            output = torch.mv(w4, h3)
            if is_relu:
                output.relu_()
            d4 = (output - y[item]).mul_(2.0 / y.size(1))
            if is_relu:
                d4.mul_(output > 0)
            d3 = torch.mv(w4.t(), d4)
            if is_relu:
                d3.mul_(h3 > 0)
            d2 = torch.mv(w3.t(), d3)
            if is_relu:
                d2.mul_(h2 > 0)
            d1 = torch.mv(w2.t(), d2)
            if is_relu:
                d1.mul_(h1 > 0)
            w4.addr_(d4, h3, alpha=-rate)
            w3.addr_(d3, h2, alpha=-rate)
            w2.addr_(d2, h1, alpha=-rate)
            row.add_(d1, alpha=-rate)

    targets, weights = start()
    w = [torch.tensor(np.ascontiguousarray(weights[0].T))] + [torch.tensor(weight) for weight in weights[1:]]
    y = torch.tensor(targets)

    def epoch(order):
        with torch.inference_mode():
            descend(order, *w, y, RATE, is_relu)

    def singular_values():
        with torch.inference_mode():
            h = w[0]
            for weight in w[1:]:
                h = (torch.relu(h) if is_relu else h) @ weight.t()
            return torch.linalg.svdvals(torch.relu(h) if is_relu else h).numpy()

    return epoch, singular_values, lambda: [w[0].numpy().T, *(weight.numpy() for weight in w[1:])]


def numpy(is_relu):
    targets, weights = start()
    first = np.ascontiguousarray(weights[0].T)
    steps = [np.empty_like(weight) for weight in weights]
    activate = (lambda z: np.maximum(z, 0, out=z)) if is_relu else (lambda z: z)

    def epoch(order):
        for item in order:
            h = [activate(first[item].copy())]
            for weight in weights[1:]:
                h.append(activate(weight @ h[-1]))
            error = (h[-1] - targets[item]) * (2 / WIDTHS[-1])
            for layer in range(3, 0, -1):
                if is_relu:
                    error *= h[layer] > 0
                below = error @ weights[layer]
                np.multiply((RATE * error)[:, None], h[layer - 1], out=steps[layer])
                weights[layer] -= steps[layer]
                error = below
            first[item] -= RATE * (error * (h[0] > 0) if is_relu else error)

    def singular_values():
        h = activate(first.copy())
        for weight in weights[1:]:
            h = activate(h @ weight.T)
        return np.linalg.svd(h, compute_uv=False)

    return epoch, singular_values, lambda: [first.T, *weights[1:]]


def check(epoch, weights, is_relu):
    """Three updates against the plain formulas."""
    targets, w = start()
    order = [5, 63, 5]
    for item in order:
        h = [np.eye(ITEMS)[item]]
        for weight in w:
            h.append(np.maximum(weight @ h[-1], 0) if is_relu else weight @ h[-1])
        error, moves = 2 * (h[-1] - targets[item]) / WIDTHS[-1], []
        for layer in range(3, -1, -1):
            error = error * (h[layer + 1] > 0) if is_relu else error
            moves.insert(0, np.outer(error, h[layer]))
            error = w[layer].T @ error
        w = [weight - RATE * move for weight, move in zip(w, moves)]
    epoch(order)
    assert all(np.allclose(a, b, rtol=0, atol=1e-13) for a, b in zip(weights(), w))


def measure(name, epoch, singular_values):
    random = np.random.default_rng(2)
    for title, is_observed in ((name, False), (name.replace("descent", "descent-svd"), True)):
        times = []
        for turn in range(25):
            orders = [random.permutation(ITEMS).tolist() for _ in range(CHUNK)]
            begin = perf_counter()
            for order in orders:
                epoch(order)
                if is_observed:
                    singular_values()
            times.append((perf_counter() - begin) / (CHUNK * ITEMS))
        print(title, median(times[5:]), flush=True)


def main():
    peer, kind = sys.argv[1:]
    epoch, singular_values, weights = {"eager": eager, "scripted": scripted, "numpy": numpy}[peer](kind == "relu")
    check(epoch, weights, kind == "relu")
    measure(f"descent-{kind}", epoch, singular_values)


main()
