#!/usr/bin/env python3
"""Golden runs of gradient descent, made without any of this repository's code.

A small network of three layers (hidden [6, 7], 5 outputs) learns 8 items for 50 epochs. Every gradient is taken item by
item from the definition, all layers from the same weights, and averaged over the batch; only then the weights move.
See README.md beside this file.
Usage: python3 make_descent.py     (rewrites descent.*.csv; NumPy; a few seconds)
"""
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ITEMS, OUTPUTS, HIDDEN, EPOCHS = 8, 5, [6, 7], 50
ACTIVATIONS = {
    "identity": (lambda z: z, lambda z: z * 0 + 1),
    "relu": (lambda z: np.where(z > 0, z, 0 * z), lambda z: (z > 0).astype(z.dtype)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
}


def cases():
    """inputs, batch, activation, on, bias, loss, rate."""
    for batch in (1, 3, 8):
        for activation, on in (("identity", "hidden"), ("relu", "hidden"), ("relu", "all"), ("tanh", "hidden")):
            yield "onehot", batch, activation, on, False, "meanSquared", 0.3
        yield "onehot", batch, "relu", "hidden", True, "meanSquared", 0.3
        yield "onehot", batch, "tanh", "all", True, "meanSquared", 0.3
        yield "onehot", batch, "identity", "hidden", False, "halfSquared", 0.1
        yield "onehot", batch, "tanh", "hidden", True, "crossEntropy", 0.2
        yield "general", batch, "relu", "hidden", True, "meanSquared", 0.2
        yield "general", batch, "identity", "hidden", False, "halfSquared", 0.05


def item_loss(kind, output, target):
    """Loss of one item, and its derivative by the output."""
    if kind == "meanSquared":
        return np.mean((output - target) ** 2), 2 * (output - target) / len(target)
    if kind == "halfSquared":
        return np.sum((output - target) ** 2) / 2, output - target
    top = output.max()
    total = np.exp(output - top).sum()
    return top + np.log(total) - target @ output, np.exp(output - top) / total - target


def item_gradient(weights, biases, x, target, function, slope, is_active, loss_kind):
    """Loss of one item and its gradient by every weight and bias."""
    before, after = [], [x]
    for layer, (weight, bias) in enumerate(zip(weights, biases)):
        before.append(np.einsum("ij,j->i", weight, after[-1]) + bias)
        after.append(function(before[-1]) if is_active[layer] else before[-1])
    loss, error = item_loss(loss_kind, after[-1], target)
    by_weight, by_bias = [None] * len(weights), [None] * len(weights)
    for layer in reversed(range(len(weights))):
        if is_active[layer]:
            error = error * slope(before[layer])
        by_weight[layer] = np.einsum("i,j->ij", error, after[layer])
        by_bias[layer] = error
        error = np.einsum("ij,i->j", weights[layer], error)
    return loss, by_weight, by_bias


def descend(case, data, order, dtype):
    """Loss of every epoch (mean over items, each as its batch met it), then the state W1 b1 W2 b2 ..., column-major."""
    inputs, batch, activation, on, has_bias, loss_kind, rate = case
    x = data[inputs].astype(dtype)
    y = data["classes" if loss_kind == "crossEntropy" else "targets"].astype(dtype)
    weights = [data[f"{inputs}.W{layer + 1}"].astype(dtype) for layer in range(3)]
    biases = [data[f"b{layer + 1}"].astype(dtype) * (1 if has_bias else 0) for layer in range(3)]
    function, slope = ACTIVATIONS[activation]
    is_active = [True, True, on == "all"]
    rate, losses = dtype(rate), []
    for row in order[:EPOCHS]:
        total = dtype(0)
        for first in range(0, ITEMS, batch):
            items = row[first : first + batch]
            parts = [
                item_gradient(weights, biases, x[:, i], y[:, i], function, slope, is_active, loss_kind) for i in items
            ]
            total += sum(part[0] for part in parts)
            for layer in range(3):
                weights[layer] = weights[layer] - rate * sum(part[1][layer] for part in parts) / len(items)
                if has_bias:
                    biases[layer] = biases[layer] - rate * sum(part[2][layer] for part in parts) / len(items)
        losses.append(total / ITEMS)
    state = []
    for weight, bias in zip(weights, biases):
        state += [weight.flatten(order="F")] + ([bias] if has_bias else [])
    return np.array(losses), np.concatenate(state)


def make_data():
    random = np.random.default_rng(20260101)
    data = {"onehot": np.eye(ITEMS), "general": random.normal(0, 0.7, (4, ITEMS))}
    data["targets"] = random.normal(0, 1, (OUTPUTS, ITEMS))
    data["classes"] = np.eye(OUTPUTS)[:, random.integers(0, OUTPUTS, ITEMS)]
    for name, inputs in (("onehot", ITEMS), ("general", 4)):
        widths = [inputs, *HIDDEN, OUTPUTS]
        for layer in range(3):
            data[f"{name}.W{layer + 1}"] = random.normal(0, 0.5, (widths[layer + 1], widths[layer]))
    for layer, width in enumerate([*HIDDEN, OUTPUTS]):
        data[f"b{layer + 1}"] = random.normal(0, 0.2, width)
    order = np.array([random.permutation(ITEMS) for _ in range(1000)])
    return data, order


def write(name, rows):
    (HERE / name).write_text("".join(",".join(row) + "\n" for row in rows))


def numbers(values):
    return [repr(float(value)) for value in values]


def main():
    data, order = make_data()
    for name, matrix in data.items():
        if name != "onehot":
            rows = matrix if matrix.ndim == 2 else matrix[:, None]
            write(f"descent.{name}.csv", [numbers(row) for row in rows])
    write("descent.order.csv", [[str(item) for item in row] for row in order])
    rows, worst = [], 0
    for case in cases():
        losses, state = descend(case, data, order, np.float64)
        fine = descend(case, data, order, np.longdouble)
        worst = max(worst, *(float(abs(a - b).max()) for a, b in zip((losses, state), fine)))
        inputs, batch, activation, on, has_bias, loss_kind, rate = case
        print(*case, f"loss {losses[0]:.4f} -> {losses[-1]:.4f}", f"largest weight {abs(state).max():.2f}")
        rows.append([inputs, str(batch), activation, on, str(has_bias).lower(), loss_kind, repr(rate)])
        rows[-1] += numbers(losses) + numbers(state)
    write("descent.runs.csv", rows)
    print(f"largest difference from 80-bit arithmetic: {worst:.2g}")


if __name__ == "__main__":
    main()
