#!/usr/bin/env python3
"""Golden trajectories of gradient flow, made without any of this repository's code.

    tau dW_l/dt = (W_L ... W_{l+1})^T (Syx - W Sx) (W_{l-1} ... W_1)^T,   W = W_L ... W_1

on the exercise sheet's task (7 outputs, 4 inputs), tau = 2.5, until t = 15. See README.md beside this file.
Usage: python3 make_trajectories.py     (rewrites every CSV here; NumPy and SciPy; a minute)
"""
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

HERE = Path(__file__).resolve().parent
TAU, STEP, STEPS = 2.5, 0.1, 150
SIGMA_YX = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], float)
NETWORKS = {"shallow": [4, 7], "deep": [4, 16, 7], "deeper": [4, 16, 11, 7]}  # N_x, hidden widths, N_y
EVERY = {"shallow": 5, "deep": 1, "deeper": 5}  # rows kept, to stay small: every step, or every fifth
METHODS = {  # rows of A, then b
    "euler": ([[]], [1]),
    "heun": ([[], [1]], [1 / 2, 1 / 2]),
    "rk4": ([[], [1 / 2], [0, 1 / 2], [0, 0, 1]], [1 / 6, 1 / 3, 1 / 3, 1 / 6]),
}


def make_inputs():
    """Weights N(0, 0.01) and a symmetric positive definite Sx that shares no direction with Syx."""
    random = np.random.default_rng(20191108)
    weights = {
        name: [random.normal(0, 0.1, (rows, columns)) for columns, rows in zip(widths, widths[1:])]
        for name, widths in NETWORKS.items()
    }
    rotation, _ = np.linalg.qr(random.normal(size=(4, 4)))
    general = rotation @ np.diag([1.7, 1.1, 0.8, 0.35]) @ rotation.T
    return weights, {"white": np.eye(4), "general": (general + general.T) / 2}


def product(matrices, like):
    """Last matrix leftmost; the identity of the given size if there is none."""
    result = np.eye(like, dtype=matrices[0].dtype) if matrices else None
    for matrix in matrices:
        result = np.einsum("ij,jk->ik", matrix, result)
    return result


def flow(weights, sigma_x, sigma_yx):
    """dW_l/dt of every layer, all from the same weights."""
    error = sigma_yx - np.einsum("ij,jk->ik", product(weights, sigma_x.shape[0]), sigma_x)
    velocities = []
    for layer in range(len(weights)):
        above, below = weights[layer + 1 :], weights[:layer]
        velocity = error
        if above:
            velocity = np.einsum("ji,jk->ik", product(above, above[0].shape[1]), velocity)
        if below:
            velocity = np.einsum("ij,kj->ik", velocity, product(below, sigma_x.shape[0]))
        velocities.append(velocity / TAU)
    return velocities


def step_runge_kutta(method, weights, step, *moments):
    rows, outer = METHODS[method]
    stages = []
    for row in rows:
        at = [w + step * sum(a * k[l] for a, k in zip(row, stages)) for l, w in enumerate(weights)]
        stages.append(flow(at, *moments))
    return [w + step * sum(b * k[l] for b, k in zip(outer, stages)) for l, w in enumerate(weights)]


def trajectory(method, weights, sigma_x, number=np.float64):
    """W(t) at t = 0, 0.1, ... 15 in the given arithmetic."""
    weights = [w.astype(number) for w in weights]
    moments = sigma_x.astype(number), SIGMA_YX.astype(number)
    maps = [product(weights, 4)]
    for _ in range(STEPS):
        weights = step_runge_kutta(method, weights, number(1) / number(10), *moments)
        maps.append(product(weights, 4))
    return np.array(maps)


def extrapolate(weights, step, *moments, columns=10):
    """One step of Gragg's midpoint rule with 2, 4, ... 2*columns substeps, extrapolated to order 2*columns."""
    table = []
    for row in range(1, columns + 1):
        count = 2 * row
        small = step / count
        before, now = weights, [w + small * k for w, k in zip(weights, flow(weights, *moments))]
        for _ in range(count - 1):
            before, now = now, [b + 2 * small * k for b, k in zip(before, flow(now, *moments))]
        smooth = [(n + b + small * k) / 2 for n, b, k in zip(now, before, flow(now, *moments))]
        line = [smooth]
        for column in range(1, row):
            factor = np.longdouble(row) ** 2 / np.longdouble(row - column) ** 2 - 1
            line.append([c + (c - u) / factor for c, u in zip(line[-1], table[-1][column - 1])])
        table.append(line)
    return table[-1][-1]


def reference(weights, sigma_x):
    """W(t) at t = 0, 1.5, ... 15 of the exact flow: extrapolation in 80-bit arithmetic, step 0.125."""
    weights = [w.astype(np.longdouble) for w in weights]
    moments = sigma_x.astype(np.longdouble), SIGMA_YX.astype(np.longdouble)
    maps = [product(weights, 4)]
    for _ in range(10):
        for _ in range(12):
            weights = extrapolate(weights, np.longdouble(1) / 8, *moments)
        maps.append(product(weights, 4))
    return np.array(maps)


def dop853(weights, sigma_x):
    """The same by SciPy, to check the extrapolation with a method of another family."""
    shapes = [w.shape for w in weights]
    ends = np.cumsum([w.size for w in weights])[:-1]
    unpack = lambda state: [part.reshape(shape) for part, shape in zip(np.split(state, ends), shapes)]
    pack = lambda matrices: np.concatenate([m.ravel() for m in matrices])
    times = np.linspace(0, 15, 11)
    right = lambda _, state: pack(flow(unpack(state), sigma_x, SIGMA_YX))
    result = solve_ivp(right, (0, 15), pack(weights), "DOP853", t_eval=times, rtol=1e-13, atol=1e-15)
    return np.array([product(unpack(state), 4) for state in result.y.T])


def write_matrix(path, matrix):
    path.write_text("".join(",".join(repr(float(x)) for x in row) + "\n" for row in matrix))


def write_maps(path, times, maps):
    lines = ["time," + ",".join(f"w{i + 1}_{j + 1}" for i in range(7) for j in range(4))]
    lines += [",".join(repr(float(x)) for x in (time, *matrix.ravel())) for time, matrix in zip(times, maps)]
    path.write_text("\n".join(lines) + "\n")


def main():
    weights, sigma_xs = make_inputs()
    write_matrix(HERE / "sigmaYX.csv", SIGMA_YX)
    write_matrix(HERE / "sigmaX.general.csv", sigma_xs["general"])
    for name, matrices in weights.items():
        for layer, matrix in enumerate(matrices):
            write_matrix(HERE / f"{name}.W{layer + 1}.csv", matrix)
        for data, sigma_x in sigma_xs.items():
            for method in METHODS:
                maps = trajectory(method, matrices, sigma_x)
                rounding = np.abs(maps - trajectory(method, matrices, sigma_x, np.longdouble)).max()
                kept = range(0, STEPS + 1, EVERY[name])
                write_maps(HERE / f"{name}.{data}.{method}.csv", [k / 10 for k in kept], maps[kept])
                print(f"{name} {data} {method}: double differs from 80-bit arithmetic by {rounding:.1e}")
            exact = reference(matrices, sigma_x)
            write_maps(HERE / f"{name}.{data}.reference.csv", [1.5 * k for k in range(11)], exact)
            print(f"{name} {data} reference: DOP853 differs by {np.abs(dop853(matrices, sigma_x) - exact).max():.1e}")
            if name == "shallow":
                print(f"{name} {data} reference: closed form differs by {closed_form_error(matrices[0], sigma_x, exact):.1e}")


def closed_form_error(start, sigma_x, maps):
    """Sheet eq. 5 for any Sx: W(t) = W* + (W(0) - W*) exp(-Sx t / tau)."""
    values, vectors = np.linalg.eigh(sigma_x)
    limit = SIGMA_YX @ vectors / values @ vectors.T
    decay = lambda time: vectors * np.exp(-values * time / TAU) @ vectors.T
    return max(np.abs(limit + (start - limit) @ decay(1.5 * k) - maps[k]).max() for k in range(11))


if __name__ == "__main__":
    main()
