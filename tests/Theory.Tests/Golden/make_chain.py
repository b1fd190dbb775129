#!/usr/bin/python3
"""Chains of scalar layers, integrated from the layers in 80-bit arithmetic: chain.csv. See README.md beside this file.

τ a_l' = Π_{k≠l} a_k (s − d Π a), as it stands: conserved quantities and quadratures are not in here. Every case is integrated
together with copies of it, one per input, in which that input is larger by one part in 10⁷, which gives the condition number.
"""
import numpy as np

from make_two_layer import LD, solve, text

NUDGE = LD(1e-7)


def layers_of(random, case):
    """Any signs; some with ties, some balanced, some with a layer at 0, some next to the saddle."""
    depth = 2 + case % 5
    layers = random.choice([-1, 1], depth) * 10 ** random.uniform(-1.5, 0.3, depth)
    kind = case % 7
    if kind == 1:
        layers[0] = 0
    if kind == 2:  # the two smallest tie
        order = np.argsort(abs(layers))
        layers[order[1]] = abs(layers[order[0]]) * random.choice([-1, 1])
    if kind == 3:  # balanced
        layers = np.full(depth, abs(layers[0])) * random.choice([-1, 1], depth)
    if kind == 4:  # all but tied
        layers = np.full(depth, abs(layers[0])) * (1 + 1e-6 * random.normal(size=depth)) * random.choice([-1, 1], depth)
    if kind == 5:  # a smallest layer far below the others
        layers[-1] *= 1e-7
    return layers


def main(random):
    with open("chain.csv", "w") as out:
        out.write("s,d,tau,t,layers,layers(t),u,condition\n")
        for case in range(126):
            layers = layers_of(random, case)
            depth = len(layers)
            s = random.choice([-1, 1]) * random.uniform(0.2, 2) if case % 9 else 0.0
            d = 1.0 if case % 3 else random.uniform(0.4, 2)
            tau = random.uniform(0.5, 3)
            size = abs(s) + d * np.prod(np.maximum(abs(layers), 1))
            end = float(np.exp(random.uniform(-1.5, 2.3))) * tau

            # One row per copy; the columns are s, d, τ, t and the layers. Time runs from 0 to 1.
            inputs = np.tile(np.array([s, d, tau, end, *layers], dtype=LD), (depth + 5, 1))
            for k in range(depth + 4):
                inputs[k + 1, k] *= 1 + NUDGE
            rate = inputs[:, 3] / inputs[:, 2]

            def field(y):
                y = y.reshape(-1, depth)
                others = np.stack([np.prod(np.delete(y, l, axis=1), axis=1) for l in range(depth)], axis=1)
                error = inputs[:, 0] - inputs[:, 1] * y[:, 0] * others[:, 0]
                return (others * (error * rate)[:, None]).ravel()

            largest = max(np.max(abs(layers)), (abs(s) / d) ** (1 / depth)) + 0.3
            speed = 4 * depth * size * largest ** max(0, depth - 2) * end / tau
            (y,) = solve(field, inputs[:, 4:].ravel(), [1], speed)
            y = y.reshape(-1, depth)
            u = np.prod(y, axis=1)
            condition = max(1, float(np.max(abs(u[1:] - u[0])) / (NUDGE * abs(u[0])))) if u[0] else 1.0  # a saddle: 0, whatever the rest
            row = [s, d, tau, end], [layers, y[0]], [u[0], condition]
            cells = [text(x) for x in row[0]] + [" ".join(map(text, x)) for x in row[1]] + [text(x) for x in row[2]]
            out.write(",".join(cells) + "\n")


if __name__ == "__main__":
    main(np.random.default_rng(20261122))
