#!/usr/bin/env python3
"""Golden runs of 1000 epochs by PyTorch in double precision: its layers, activations, losses, autograd and SGD.

Starts, items and order are the files that make_descent.py wrote. See README.md beside this file.
Usage: python3 make_descent_torch.py     (rewrites descent.torch.csv; a minute)
"""
import numpy as np
import torch

from make_descent import HERE, ITEMS, OUTPUTS, numbers, write

EPOCHS, EVERY = 1000, 50
ACTIVATIONS = {
    "identity": torch.nn.Identity,
    "relu": torch.nn.ReLU,
    "leakyRelu": torch.nn.LeakyReLU,
    "tanh": torch.nn.Tanh,
    "sigmoid": torch.nn.Sigmoid,
    "silu": torch.nn.SiLU,
    "gelu": torch.nn.GELU,
}
CASES = [  # inputs, batch, activation, on, bias, loss, rate
    *[("onehot", batch, "identity", "hidden", False, "meanSquared", 0.3) for batch in (1, 3, 8)],
    *[("onehot", batch, "relu", "hidden", False, "meanSquared", 0.3) for batch in (1, 3, 8)],
    *[("onehot", batch, "relu", "all", False, "meanSquared", 0.3) for batch in (1, 3, 8)],
    *[("general", 3, name, "all", True, "meanSquared", 0.1) for name in ("leakyRelu", "sigmoid", "gelu")],
    ("general", 3, "silu", "all", True, "meanSquared", 0.03),  # at 0.1 PyTorch itself doubts the 8th digit: chaos
    ("onehot", 1, "gelu", "hidden", True, "crossEntropy", 0.05),
    ("general", 3, "silu", "hidden", True, "crossEntropy", 0.05),
]


def read(name):
    return torch.tensor(np.loadtxt(HERE / f"descent.{name}.csv", delimiter=","))


def network(inputs, activation, on, has_bias):
    layers = []
    for layer in range(3):
        weight = read(f"{inputs}.W{layer + 1}")
        linear = torch.nn.Linear(*weight.T.shape, bias=has_bias, dtype=torch.float64)
        linear.weight.data = weight
        if has_bias:
            linear.bias.data = read(f"b{layer + 1}")
        layers += [linear] + ([ACTIVATIONS[activation]()] if on == "all" or layer < 2 else [])
    return torch.nn.Sequential(*layers)


def descend(inputs, batch, activation, on, has_bias, loss_kind, rate):
    """Loss of every 50th epoch (mean over items, each as its batch met it) and the final state."""
    x = torch.eye(ITEMS, dtype=torch.float64) if inputs == "onehot" else read(inputs).T
    y = read("classes" if loss_kind == "crossEntropy" else "targets").T
    model = network(inputs, activation, on, has_bias)
    loss_of = torch.nn.CrossEntropyLoss() if loss_kind == "crossEntropy" else torch.nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    losses = []
    for epoch, row in enumerate(read("order").long()):
        total = 0
        for items in row.split(batch):
            optimizer.zero_grad()
            loss = loss_of(model(x[items]), y[items])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(items)
        if (epoch + 1) % EVERY == 0:
            losses.append(total / ITEMS)
    state = [np.asfortranarray(p.detach().numpy()).flatten(order="F") for p in model.parameters()]
    return losses, np.concatenate(state)


def main():
    torch.set_num_threads(1)
    rows = []
    for case in CASES:
        losses, state = descend(*case)
        print(*case, f"loss {losses[0]:.4f} -> {losses[-1]:.4g}", f"largest weight {abs(state).max():.2f}", flush=True)
        inputs, batch, activation, on, has_bias, loss_kind, rate = case
        rows.append([inputs, str(batch), activation, on, str(has_bias).lower(), loss_kind, repr(rate)])
        rows[-1] += numbers(losses) + numbers(state)
    write("descent.torch.csv", rows)
    print(f"PyTorch {torch.__version__}, outputs {OUTPUTS}")


if __name__ == "__main__":
    main()
