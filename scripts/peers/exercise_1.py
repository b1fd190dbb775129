#!/usr/bin/env python3
"""The work of `dynamics run` with NumPy, SciPy and matplotlib:  exercise_1.py scenario.json output-folder

Reads the same scenario (moments given inline; flow by euler, heun, rk4 or dormandPrince), makes the same kinds of runs,
and writes the same kinds of files: CSV of simulation and theories per run and seed, ensemble statistics, an error table,
and per run a figure of the modes and one of the errors as SVG, PDF and PNG.
"""
import json
import re
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.integrate import solve_ivp

TABLEAUS = {
    "euler": ([[]], [1]),
    "heun": ([[], [1]], [1 / 2, 1 / 2]),
    "rk4": ([[], [1 / 2], [0, 1 / 2], [0, 0, 1]], [1 / 6, 1 / 3, 1 / 3, 1 / 6]),
}
plt.rcParams.update({"font.size": 8, "figure.figsize": (3.4, 2.4), "savefig.dpi": 300, "pdf.fonttype": 42})


def read(path):
    text = re.sub(r"//[^\n]*", "", Path(path).read_text())
    return json.loads(re.sub(r",(\s*[]}])", r"\1", text))


class Task:
    def __init__(self, task):
        self.yx = np.array(task["sigmaYX"], float)
        self.x = np.eye(self.yx.shape[1]) if task["sigmaX"] == "identity" else np.array(task["sigmaX"], float)
        u, s, vt = np.linalg.svd(self.yx, full_matrices=False)
        kept = s > 1e-12 * s[0]
        self.u, self.s, self.v = u[:, kept], s[kept], vt[kept].T
        self.best = self.yx @ np.linalg.pinv(self.x)
        ends = [0, *(np.flatnonzero(self.s[:-1] - self.s[1:] > 1e-9 * self.s[0]) + 1), len(self.s)]
        self.groups = [range(a, b) for a, b in zip(ends, ends[1:])]


def start(run, task, seed):
    widths = [task.yx.shape[1], *run["network"]["hidden"], task.yx.shape[0]]
    if run["start"]["kind"] == "gaussian":
        random = np.random.default_rng(seed)
        return [random.normal(0, run["start"]["variance"] ** 0.5, shape) for shape in zip(widths[1:], widths)]
    if run["start"]["kind"] != "aligned":
        sys.exit(f"exercise_1: start {run['start']['kind']} is not part of this script")
    depth, modes = len(widths) - 1, len(task.s)
    weights = [np.zeros(shape) for shape in zip(widths[1:], widths)]
    for layer, weight in enumerate(weights):
        left = task.u if layer == depth - 1 else np.eye(len(weight), modes)
        right = task.v if layer == 0 else np.eye(weight.shape[1], modes)
        weight[:] = run["start"]["strength"] ** (1 / depth) * left @ right.T
    return weights


def velocity(weights, task, tau):
    forward = [weights[0]]
    for weight in weights[1:]:
        forward.append(weight @ forward[-1])
    error = task.yx - forward[-1] @ task.x
    result = [None] * len(weights)
    for layer in range(len(weights) - 1, 0, -1):
        result[layer] = error @ forward[layer - 1].T / tau
        error = weights[layer].T @ error
    result[0] = error / tau
    return result


def product(weights):
    result = weights[0]
    for weight in weights[1:]:
        result = weight @ result
    return result


def sample_times(run, learning):
    sample, until = run.get("sample", {}), learning["until"]
    if "at" in sample:
        return np.array(sample["at"], float)
    if "log" in sample:
        return np.array([0, *np.geomspace(learning.get("step", 1e-4 * until), until, sample["log"])])
    interval = sample.get("every", learning.get("step", until / 150))
    return np.arange(round(until / interval) + 1) * interval


def simulate(weights, run, task):
    """Times, maps W(t) and weights at every sample."""
    learning, first = run["learning"], weights
    times, tau = sample_times(run, learning), learning["timeConstant"]
    history = [weights]
    if learning["method"] == "dormandPrince":
        ends = np.cumsum([w.size for w in weights])[:-1]
        shapes = [w.shape for w in weights]
        unpack = lambda state: [part.reshape(shape) for part, shape in zip(np.split(state, ends), shapes)]
        pack = lambda matrices: np.concatenate([m.ravel() for m in matrices])
        result = solve_ivp(lambda _, y: pack(velocity(unpack(y), task, tau)), (0, times[-1]), pack(first), t_eval=times,
                           rtol=learning["relativeTolerance"], atol=learning["absoluteTolerance"])  # fmt: skip
        history = [unpack(state) for state in result.y.T]
        return times, np.array([product(w) for w in history]), history
    h, (rows, outer) = learning["step"], TABLEAUS[learning["method"]]
    wanted = set(np.rint(times / h).astype(int))
    for k in range(1, round(learning["until"] / h) + 1):
        stages = []
        for row in rows:
            at = [w + h * sum(a * s[l] for a, s in zip(row, stages)) for l, w in enumerate(weights)] if row else weights
            stages.append(velocity(at, task, tau))
        weights = [w + h * sum(b * s[l] for b, s in zip(outer, stages)) for l, w in enumerate(weights)]
        if k in wanted:
            history.append(weights)
    return times, np.array([product(w) for w in history]), history


def observe(maps, history, task):
    columns = {}
    strengths = np.einsum("ia,tij,jb->tab", task.u, maps, task.v)
    for group in task.groups:
        block = strengths[:, group.start : group.stop, group.start : group.stop]
        if len(group) == 1:
            columns[f"mode{group.stop}"] = block[:, 0, 0]
        else:
            columns[f"group{group.start + 1}-{group.stop}"] = np.trace(block, axis1=1, axis2=2) / len(group)
            columns[f"block{group.start + 1}-{group.stop}"] = np.linalg.norm(block, axis=(1, 2))
    for index, values in enumerate(np.linalg.svd(maps, compute_uv=False).T):
        columns[f"sv{index + 1}"] = values
    excess = maps - task.best
    columns["loss"] = np.einsum("tij,jk,tik->t", excess, task.x, excess) / 2
    if len(history[0]) > 1:
        drift = [[w[l + 1].T @ w[l + 1] - w[l] @ w[l].T for l in range(len(w) - 1)] for w in history]
        columns["conserved"] = [max(np.abs(a - b).max() for a, b in zip(now, drift[0])) for now in drift]
    return columns


def predict(theory, weights, task, tau, times):
    """Strength of every mode at every time."""
    strength = theory["initialStrength"]
    if strength == "measured" and len(weights) == 2:
        strength = np.sum((weights[0] @ task.v + weights[1].T @ task.u) ** 2, axis=0) / 4
    elif strength in ("measured", "overlap"):
        strength = np.einsum("ia,ij,ja->a", task.u, product(weights), task.v)
    s, a0, t = task.s, np.broadcast_to(np.asarray(strength, float), task.s.shape), times[:, None] / tau
    if theory["kind"] == "shallow":
        return s + (a0 - s) * np.exp(-t)
    return np.where(a0 > 0, s / (1 + (s / np.where(a0 > 0, a0, 1) - 1) * np.exp(-2 * s * t)), 0)


def label(theory):
    strength = theory["initialStrength"]
    return theory.get("name") or theory["kind"] + (f"-{strength}" if isinstance(strength, str) else "")


def named(values, task):
    names = {}
    for group in task.groups:
        part = values[:, group.start : group.stop]
        if len(group) == 1:
            names[f"mode{group.stop}"] = part[:, 0]
        else:
            names[f"group{group.start + 1}-{group.stop}"] = part.mean(axis=1)
            names[f"block{group.start + 1}-{group.stop}"] = np.sqrt((part**2).sum(axis=1))
    return names


def write(path, columns):
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savetxt(path, np.column_stack(list(columns.values())), fmt="%.17g", delimiter=",", header=",".join(columns), comments="")


def half_rise(times, values):
    half = values[-1] / 2
    crossings = np.flatnonzero((values[:-1] < half) & (values[1:] >= half))
    if len(crossings) == 0:
        return np.nan
    k = crossings[0]
    return times[k] + (half - values[k]) / (values[k + 1] - values[k]) * (times[k + 1] - times[k])


def save(figure, path):
    figure.tight_layout()
    for extension in ("svg", "pdf", "png"):
        figure.savefig(f"{path}.{extension}")
    plt.close(figure)


def draw(name, columns, dense, theories, folder):
    times = columns["time"]
    modes, axes = plt.subplots()
    errors, error_axes = plt.subplots()
    for index, column in enumerate(c for c in columns if re.fullmatch(r"(mode|group)[\d-]+", c)):
        axes.plot(times, columns[column], color=f"C{index}")
        for theory in theories:
            axes.plot(dense["time"], dense[f"{column}@{theory}"], "--", color=f"C{index}")
            error_axes.semilogy(times, np.abs(columns[column] - columns[f"{column}@{theory}"]) + 1e-17, color=f"C{index}")
        axes.text(times[-1], columns[column][-1], column)
    for column in (c for c in columns if re.fullmatch(r"sv\d+", c)):
        axes.plot(times, columns[column], ":", color="gray", linewidth=0.6)
    axes.set(xlabel="time", ylabel="strength")
    error_axes.set(xlabel="time", ylabel="|simulation - theory|")
    save(modes, folder / f"{name}.modes")
    save(errors, folder / f"{name}.errors")


def main():
    scenario, folder = read(sys.argv[1]), Path(sys.argv[2])
    task = Task(scenario["task"])
    rows = ["run,theory,observable,max difference,time of maximum,rms,final,half-rise simulated,half-rise predicted"]
    for run in scenario["runs"]:
        name, seeds = run["name"], range(run.get("repeat", 1))
        theories = {label(theory): theory for theory in run.get("theories", [])}
        tau, members = run["learning"]["timeConstant"], []
        for member in seeds:
            weights = start(run, task, run["start"].get("seed", 0) + member)
            times, maps, history = simulate(weights, run, task)
            columns = {"time": times, **observe(maps, history, task)}
            grid = np.linspace(0, times[-1], 400)
            dense = {"time": grid}
            for theory, settings in theories.items():
                at_samples = named(predict(settings, weights, task, tau, times), task)
                for column, values in at_samples.items():
                    columns[f"{column}@{theory}"] = values
                    difference = columns[column] - values
                    worst = np.abs(difference).argmax()
                    rows.append(",".join(map(str, (name, theory, column, abs(difference[worst]), times[worst],
                        np.sqrt(np.mean(difference**2)), difference[-1], half_rise(times, columns[column]),
                        half_rise(times, values)))))  # fmt: skip
                on_grid = named(predict(settings, weights, task, tau, grid), task)
                dense.update({f"{column}@{theory}": values for column, values in on_grid.items()})
            members.append(columns)
            if len(seeds) > 1:
                write(folder / name / f"seed{member}.csv", columns)
        if len(seeds) > 1:
            stack = {key: np.array([member[key] for member in members]) for key in members[0]}
            columns = {key: values.mean(axis=0) for key, values in stack.items()}
            spread = {f"{key}.{q}": np.percentile(v, q, axis=0) for key, v in stack.items() if key != "time" for q in (5, 50, 95)}
            deviation = {f"{key}.sd": v.std(axis=0, ddof=1) for key, v in stack.items() if key != "time"}
            write(folder / f"{name}.csv", {**columns, **deviation, **spread})
        else:
            write(folder / f"{name}.csv", columns)
        write(folder / f"{name}.theory.csv", dense)
        if "map" in run.get("observe", []):
            entries = {f"w{i + 1}_{j + 1}": maps[:, i, j] for i, j in np.ndindex(maps.shape[1:])}
            write(folder / f"{name}.map.csv", {"time": times, **entries})
        if "weights" in run.get("observe", []):
            (folder / f"{name}.weights").mkdir(exist_ok=True)
            for layer, weight in enumerate(history[-1]):
                np.savetxt(folder / f"{name}.weights" / f"W{layer + 1}.csv", weight, fmt="%.17g", delimiter=",")
        draw(name, columns, dense, theories, folder)
    (folder / "errors.csv").write_text("\n".join(rows) + "\n")


main()
