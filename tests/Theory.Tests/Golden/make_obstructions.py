#!/usr/bin/python3
"""Where the flow of linear networks stops, integrated from the weights in 80 bits: obstructions.csv. See README.md beside this file.

τ = 1, W_l' = (W_L⋯W_{l+1})ᵀ(Σ^yx − WΣ^x)(W_{l−1}⋯W_1)ᵀ; the loss is ½ tr (W − W*)Σ^x(W − W*)ᵀ, W* = Σ^yx (Σ^x)⁻¹. Nothing of what is
said to be in the way is in here.
"""
import numpy as np

from make_two_layer import LD, solve, text

SHEET = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], *np.eye(4)])


def product(weights, identity):
    for weight in weights:
        identity = weight @ identity
    return identity


def settled_loss(sigma, sigma_x, weights, end):
    shapes = [weight.shape for weight in weights]
    splits = np.cumsum([weight.size for weight in weights])[:-1]
    sigma, sigma_x = sigma.astype(LD), sigma_x.astype(LD)
    before, after = np.eye(sigma.shape[1], dtype=LD), np.eye(sigma.shape[0], dtype=LD)

    def layers(y):
        return [part.reshape(shape) for part, shape in zip(np.split(y, splits), shapes)]

    def field(y):
        now = layers(y)
        error = sigma - product(now, before) @ sigma_x
        return np.concatenate(
            [(product(now[l + 1 :], np.eye(now[l].shape[0], dtype=LD)).T @ error @ product(now[:l], before).T).ravel() for l in range(len(now))]
        )

    y = np.concatenate([weight.ravel() for weight in weights]).astype(LD)
    rate = 2 * len(weights) * (np.linalg.norm(sigma.astype(float), 2) + max(np.linalg.norm(w, 2) ** 2 for w in weights) + 1)
    (y,) = solve(field, y, [end], rate)
    missing = product(layers(y), before).astype(float) - sigma.astype(float) @ np.linalg.inv(sigma_x.astype(float))
    return 0.5 * np.trace(missing @ sigma_x.astype(float) @ missing.T)


def signed_start(random, sigma, hidden, depth, sign):
    """Balanced layers whose product has a determinant of a sign, against that of Σ: wrong for −1."""
    n = len(sigma)
    frames = [np.linalg.qr(random.normal(size=(n, n)))[0]]
    frames += [np.linalg.qr(random.normal(size=(hidden, hidden)))[0][:, :n] for _ in range(depth - 1)]
    frames += [np.linalg.qr(random.normal(size=(n, n)))[0]]
    sizes = np.diag(random.uniform(0.5, 0.9, n))
    weights = [frames[l + 1] @ sizes @ frames[l].T for l in range(depth)]
    if np.linalg.det(product(weights, np.eye(n))) * np.linalg.det(sigma) * sign < 0:
        frames[0][:, 0] *= -1
        weights[0] = frames[1] @ sizes @ frames[0].T
    return weights


def main(random):
    square = np.linalg.qr(random.normal(size=(3, 3)))[0] @ np.diag([2.0, 1.2, 0.9]) @ np.linalg.qr(random.normal(size=(3, 3)))[0]
    white = np.eye(3)
    u, v = np.linalg.qr(random.normal(size=(5, 5)))[0], np.linalg.qr(random.normal(size=(4, 4)))[0]
    strengths, variances = np.array([2.0, 1.5, 1.1, 0.8]), np.array([2.0, 0.5, 1.0, 0.7])
    coloured = u[:, :4] @ np.diag(strengths) @ v.T, v @ np.diag(variances) @ v.T
    cases = [
        ("wrong sign", square, white, signed_start(random, square, 3, 2, -1), 18),
        ("right sign", square, white, signed_start(random, square, 3, 2, 1), 30),
        ("wrong sign, wide", square, white, signed_start(random, square, 5, 2, -1), 18),
        ("wrong sign, deep", square, white, signed_start(random, square, 3, 3, -1), 60),
        ("wrong sign, unbalanced", square, white, [random.normal(size=(3, 3)) * size for size in (-0.7, 0.7)], 60),
        ("narrow", *coloured, [random.normal(size=(2, 4)) * 0.7, random.normal(size=(5, 2)) * 0.7], 60),
        ("constant", SHEET, np.eye(4), [np.full((6, 4), 0.05), np.full((7, 6), 0.05)], 30),
        ("two alike", SHEET, np.eye(4), None, 40),
    ]
    one, two = random.normal(size=(3, 4)) * 0.3, random.normal(size=(7, 3)) * 0.3
    one, two = np.vstack([one, one[0]]), np.hstack([two, two[:, :1]])
    unbalanced = cases[4][3]
    assert np.linalg.det(unbalanced[1] @ unbalanced[0]) * np.linalg.det(square) < 0
    cases[-1] = (*cases[-1][:3], [one, two], 40)
    with open("obstructions.csv", "w") as out:
        out.write("case,sigmaYX,sigmaX,weights,loss\n")
        for name, sigma, sigma_x, weights, end in cases:
            loss = settled_loss(sigma, sigma_x, weights, end)
            print(name, loss, np.linalg.svd(sigma)[1], flush=True)
            cell = lambda m: f"{m.shape[0]} " + " ".join(text(x) for x in m.ravel(order="F"))
            out.write(",".join([name.replace(",", ""), cell(sigma), cell(sigma_x), ";".join(map(cell, weights)), text(loss)]) + "\n")


if __name__ == "__main__":
    main(np.random.default_rng(20261123))
