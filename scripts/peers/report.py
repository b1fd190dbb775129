#!/usr/bin/env python3
"""A Markdown report of what scripts/benchmark.sh measured:  report.py measured about

`measured` has lines "turn side name seconds" (turn 0 is warm-up); `about` has lines for the list on top.
"""
import sys
from collections import defaultdict
from statistics import median

TITLES = {
    "deep-run": "exercise 1, deep run in process",
    "exercise-1": "exercise 1, whole scenario with figures",
    "descent-linear": "exercise 2, one item, linear",
    "descent-relu": "exercise 2, one item, ReLU after every layer",
    "descent-svd-linear": "exercise 2, one item, linear, singular values every epoch",
    "descent-svd-relu": "exercise 2, one item, ReLU, singular values every epoch",
}


def read(path):
    measured = defaultdict(dict)
    for line in open(path):
        turn, side, name, seconds = line.split()
        if turn != "0":
            measured[side, name][int(turn)] = float(seconds)
    return measured


def time(seconds):
    if seconds < 1e-3:
        return f"{seconds * 1e6:.3g} µs"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def title(name):
    if name in TITLES:
        return TITLES[name]
    _, size, depth = name.split("-")
    return f"RK4 step, N = {size}, L = {depth}"


def compare(measured, side, label):
    print(f"\n| against {label} | ours | theirs | theirs / ours, median (range) |\n|---|---:|---:|---:|")
    for (_, name), theirs in [item for item in measured.items() if item[0][0] == side]:
        ours = measured["dynamics", name]
        ratios = [theirs[turn] / ours[turn] for turn in theirs if turn in ours]
        if len(theirs) == 1:  # taken once, outside the turns: only the medians can be compared
            ratios = [median(theirs.values()) / median(ours.values())]
        print(f"| {title(name)} | {time(median(ours.values()))} | {time(median(theirs.values()))} "
              f"| {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |")  # fmt: skip


def share_of_peak(measured):
    """An RK4 step takes 24(L - 1)N^3 flops, a product of matrices 2N^3."""
    print("\n| flow against MKL's own dgemm | flow | dgemm | share, median (range) |\n|---|---:|---:|---:|")
    for (side, name), ours in [item for item in measured.items() if item[0][1].startswith("flow-")]:
        if side != "dynamics":
            continue
        size, depth = map(int, name.split("-")[1:])
        dgemm = measured["mkl", f"dgemm-{size}"]
        flow = {turn: 24 * (depth - 1) * size**3 / seconds / 1e9 for turn, seconds in ours.items()}
        peak = {turn: 2 * size**3 / seconds / 1e9 for turn, seconds in dgemm.items()}
        shares = [flow[turn] / peak[turn] for turn in flow if turn in peak]
        print(f"| {title(name)} | {median(flow.values()):.1f} GF/s | {median(peak.values()):.1f} GF/s "
              f"| {median(shares):.0%} ({min(shares):.0%}–{max(shares):.0%}) |")  # fmt: skip


def main():
    measured = read(sys.argv[1])
    turns = max(len(times) for times in measured.values())
    print("".join(f"- {line}" for line in open(sys.argv[2])) + f"- {turns} turns, ours and theirs one after the other; medians")
    compare(measured, "openblas", "NumPy on OpenBLAS")
    if any(side == "skylakex" for side, _ in measured):
        compare(measured, "skylakex", "NumPy on OpenBLAS with its SkylakeX kernels")
    compare(measured, "reference", "NumPy on reference BLAS, what its package alone brings (one turn)")
    compare(measured, "scripted", "PyTorch, gradients by hand, compiled by its JIT, one core")
    compare(measured, "eager", "PyTorch, eager, autograd, one core")
    compare(measured, "numpy", "NumPy on OpenBLAS, gradients by hand, one core")
    share_of_peak(measured)
    allocated = measured["dynamics", "deep-run-bytes"]
    peak = measured["dynamics", "exercise-2-peak"]
    print(f"\nMemory allocated by the deep run after its start: {max(allocated.values()):.0f} bytes in 150 steps.")
    print(f"Peak memory of the whole of exercise 2, all singular values after every epoch: {max(peak.values()) / 1e6:.0f} MB.")


main()
