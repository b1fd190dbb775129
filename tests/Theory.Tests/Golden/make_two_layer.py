#!/usr/bin/env python3
"""Modes and matrices of two layers, integrated from the weights in 80-bit arithmetic: unbalanced.csv, lambda-balanced.csv.

Gragg's midpoint rule, extrapolated to order 24, in steps that are halved until two answers agree; the formulas of the tests
are not in here.
"""
import numpy as np

LD = np.longdouble
SUBSTEPS = [2 * k for k in range(1, 13)]


def gragg(field, y, step):
    """One step of extrapolated midpoint."""
    table = []
    for row, n in enumerate(SUBSTEPS):
        h = step / LD(n)
        before, now = y, y + h * field(y)
        for _ in range(n - 1):
            before, now = now, before + 2 * h * field(now)
        column = [(before + now + h * field(now)) / 2]
        for back in range(1, row + 1):
            ratio = (LD(SUBSTEPS[row]) / LD(SUBSTEPS[row - back])) ** 2
            column.append(column[-1] + (column[-1] - table[-1][back - 1]) / (ratio - 1))
        table.append(column)
    return table[-1][-1], np.max(np.abs(table[-1][-1] - table[-1][-2]))


def solve(field, y, times, rate):
    """y at ascending times; `rate` bounds how fast the flow moves."""
    answers, t = [], LD(0)
    for end in times:
        count = max(1, int(np.ceil(float((LD(end) - t) * rate))))
        step = (LD(end) - t) / count
        for _ in range(count):
            y, error = gragg(field, y, step)
            assert error <= 1e-17 * max(1, np.max(np.abs(y))), error
        t = LD(end)
        answers.append(y)
    return answers


def text(value):
    return repr(float(value))


def modes(random):
    """u(t) of a·b with τ a' = b(s − d a·b), τ b' = a(s − d a·b), a and b in R^h."""
    with open("unbalanced.csv", "w") as out:
        out.write("s,d,P,M,tau,t,u\n")
        for case in range(300):
            h = 1 + case % 5
            s = LD(random.choice([-1, 1]) * random.uniform(0.1, 3)) if case % 10 else LD(0)
            d = LD(1) if case % 3 else LD(random.uniform(0.3, 2))
            tau = LD(random.uniform(0.5, 3))
            size = 10 ** random.uniform(-3, 1)
            a, b = size * random.normal(size=h).astype(LD), size * random.normal(size=h).astype(LD)
            if case % 7 == 3:  # no imbalance at all
                b = a.copy()
            if case % 7 == 5:  # lazy
                a, b = a * (LD(6) / np.sqrt(a @ a)), b * (LD(5) / np.sqrt(b @ b))

            def field(y):
                a, b = y[:h], y[h:]
                error = s - d * (a @ b)
                return np.concatenate([b, a]) * (error / tau)

            scale = abs(s) + d * ((a @ a) + (b @ b))
            end = 10 ** random.uniform(-1.5, 1) * float(tau / scale) * 3
            times = [end / 4, end / 2, end]
            rate = float(6 * scale / tau)
            for t, y in zip(times, solve(field, np.concatenate([a, b]), times, rate)):
                plus, minus = a + b, a - b
                row = [s, d, plus @ plus, minus @ minus, tau, t, y[:h] @ y[h:]]
                out.write(",".join(text(value) for value in row) + "\n")


SHAPES = [(4, 4, 4, 0), (4, 3, 4, 0), (4, 6, 5, 0), (3, 2, 5, 0), (4, 4, 4, 0.7), (4, 4, 4, -1.3), (3, 5, 5, 0.5),
          (3, 4, 6, 0.5), (5, 5, 3, -0.8), (5, 4, 3, -0.6), (4, 4, 4, 50), (3, 2, 5, 0.9), (5, 2, 5, -0.9)]


def balanced_start(random, inputs, hidden, outputs, lam):
    """W₂ᵀW₂ − W₁W₁ᵀ = λ1: W₁ = R diag(√((√(λ²+4S²)−λ)/2)) Vᵀ, W₂ = U diag(√((√(λ²+4S²)+λ)/2)) Rᵀ, S padded with zeros."""
    q, _ = np.linalg.qr(random.normal(size=(hidden, hidden)))
    u, _ = np.linalg.qr(random.normal(size=(outputs, outputs)))
    v, _ = np.linalg.qr(random.normal(size=(inputs, inputs)))
    # Beyond min(inputs, outputs) a unit has weights on one side only, where λ puts them.
    strengths = np.zeros(hidden)
    rank = min(inputs, hidden, outputs)
    strengths[:rank] = random.uniform(0.05, 0.8, rank)
    root = np.sqrt(lam**2 + 4 * strengths**2)
    one, two = np.zeros((hidden, inputs)), np.zeros((outputs, hidden))
    for k in range(hidden):
        if k < inputs:
            one += np.sqrt(max(0, (root[k] - lam) / 2)) * np.outer(q[:, k], v[:, k])
        if k < outputs:
            two += np.sqrt(max(0, (root[k] + lam) / 2)) * np.outer(u[:, k], q[:, k])
    defect = np.max(np.abs(two.T @ two - one @ one.T - lam * np.eye(hidden)))
    assert defect < 1e-14 * max(1, abs(lam)), (inputs, hidden, outputs, lam, defect)
    return one, two


def matrices(random):
    """W₁, W₂ of λ-balanced starts under τ W₁' = W₂ᵀ(Σ − W₂W₁), τ W₂' = (Σ − W₂W₁)W₁ᵀ: W = W₂W₁, W₁ᵀW₁, W₂W₂ᵀ at two times."""
    with open("lambda-balanced.csv", "w") as out:
        out.write("inputs,hidden,outputs,lambda,tau,t,sigma,W1,W2,map,inner,outer\n")
        for inputs, hidden, outputs, lam in SHAPES:
            sigma = random.normal(size=(outputs, inputs))
            one, two = balanced_start(random, inputs, hidden, outputs, lam)
            tau, split = LD(1.7), hidden * inputs

            def field(y):
                w1, w2 = y[:split].reshape(hidden, inputs), y[split:].reshape(outputs, hidden)
                error = sigma.astype(LD) - w2 @ w1
                return np.concatenate([(w2.T @ error).ravel(), (error @ w1.T).ravel()]) / tau

            start = np.concatenate([one.ravel(), two.ravel()]).astype(LD)
            rate = float(4 * (np.linalg.norm(sigma, 2) + abs(lam) + 1) / tau)
            for t, y in zip([0.4, 3.0], solve(field, start, [0.4, 3.0], rate)):
                w1, w2 = y[:split].reshape(hidden, inputs), y[split:].reshape(outputs, hidden)
                cells = [sigma, one, two, w2 @ w1, w1.T @ w1, w2 @ w2.T]
                row = [str(inputs), str(hidden), str(outputs), text(lam), text(tau), text(t)]
                out.write(",".join(row + [" ".join(text(x) for x in cell.ravel(order="F")) for cell in cells]) + "\n")


if __name__ == "__main__":
    generator = np.random.default_rng(20261121)
    modes(generator)
    matrices(generator)
