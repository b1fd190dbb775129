#!/usr/bin/env python3
"""Golden runs of PyTorch's optimisers in double precision: its layers, autograd, optimisers and AveragedModel.

Starts, items and order are the files that make_descent.py wrote. See README.md beside this file.
Usage: python3 make_descent_optimisers.py     (rewrites descent.optimisers.csv; a minute)
"""
import numpy as np
import torch

from make_descent import ITEMS, numbers, write
from make_descent_torch import network, read

EPOCHS, EVERY = 1000, 250
CASES = [  # optimiser, numbers of it, batch, activation, biases, rate, weight decay, averaging
    (kind, settings, batch, activation, has_bias, rate, decay, averaging)
    for activation, has_bias in (("tanh", True), ("identity", False))
    for kind, settings, batch, rate, decay, averaging in (
        ("plain", [], 3, 0.05, 0.01, 0),
        ("heavyBall", [0.9], 3, 0.01, 0, 0),
        ("nesterov", [0.8], 1, 0.01, 0.01, 0),
        ("rmsProp", [0.95, 1e-3], 3, 0.002, 0, 0),
        ("adam", [0.9, 0.99, 1e-6], 3, 0.003, 0.02, 0),
        ("rprop", [0.5, 1.2, 1e-6, 50], 8, 0.01, 0, 0),
        ("plain", [], 3, 0.05, 0, 0.98),
        ("adam", [0.8, 0.999, 1e-4], 8, 0.01, 0, 0.9),
    )
]


def optimiser(kind, settings, parameters, rate, decay):
    if kind in ("plain", "heavyBall", "nesterov"):
        momentum = settings[0] if settings else 0
        return torch.optim.SGD(parameters, rate, momentum, weight_decay=decay, nesterov=kind == "nesterov")
    if kind == "rmsProp":
        return torch.optim.RMSprop(parameters, rate, alpha=settings[0], eps=settings[1], weight_decay=decay)
    if kind == "adam":
        return torch.optim.Adam(parameters, rate, settings[:2], settings[2], weight_decay=decay)
    return torch.optim.Rprop(parameters, rate, etas=settings[:2], step_sizes=settings[2:])


def state_of(model):
    return np.concatenate([p.detach().numpy().flatten(order="F") for p in model.parameters()])


def descend(kind, settings, batch, activation, has_bias, rate, decay, averaging, noise=0):
    """The state that is looked at after every 250th epoch: the average, or the weights themselves."""
    x, y = read("general").T, read("targets").T
    model = network("general", activation, "hidden", has_bias)
    with torch.no_grad():
        for p in model.parameters():
            p *= 1 + noise * torch.randn_like(p)
    seen = model
    if averaging:
        seen = torch.optim.swa_utils.AveragedModel(
            model, avg_fn=lambda average, now, _: averaging * average + (1 - averaging) * now
        )
        seen.update_parameters(model)  # the first call copies: the average begins with the start
    step = optimiser(kind, settings, model.parameters(), rate, decay)
    looks = []
    for epoch, row in enumerate(read("order").long()):
        for items in row.split(batch):
            step.zero_grad()
            torch.nn.functional.mse_loss(model(x[items]), y[items]).backward()
            step.step()
            if averaging:
                seen.update_parameters(model)
        if (epoch + 1) % EVERY == 0:
            looks.append(state_of(seen))
    return np.concatenate(looks)


def main():
    torch.set_num_threads(1)
    rows = []
    for case in CASES:
        states = descend(*case)
        torch.manual_seed(1)
        moved = descend(*case, noise=1e-15)
        doubt = np.max(np.abs(moved - states) / np.maximum(1, np.abs(states)))
        print(*case, f"largest weight {abs(states).max():.2f}, a start off by 1e-15 ends off by {doubt:.1e}", flush=True)
        kind, settings, batch, activation, has_bias, rate, decay, averaging = case
        rows.append([kind, " ".join(numbers(settings)), str(batch), activation, str(has_bias).lower()])
        rows[-1] += numbers([rate, decay, averaging]) + numbers(states)
    write("descent.optimisers.csv", rows)
    print(f"PyTorch {torch.__version__}, {EPOCHS} epochs of {ITEMS} items")


if __name__ == "__main__":
    main()
