#!/usr/bin/python3
"""Reference values for modes of infinite depth, in 40 digits: infinite.csv. See README.md beside this file.

T = τ ∫ du/(u² (s − d u)) by mpmath's adaptive quadrature in ln u. The end is drawn; no closed form and no inverse is in here.
"""
import random

from mpmath import mp, mpf

from make_numbers import digits, log_uniform, write

mp.dps = 40
random.seed(20131217)


def time(s, d, start, end, tau):
    low, high = mp.log(start), mp.log(end)
    places = [low + (high - low) * k / 40 for k in range(41)]
    return tau * mp.quad(lambda x: mp.exp(-x) / (s - d * mp.exp(x)), places)


rows = []
while len(rows) < 120:
    s, d, tau = log_uniform(-2, 2), random.choice([1.0, log_uniform(-1, 1)]), log_uniform(-1, 2)
    unit, kind = s / d, len(rows) % 4
    if kind == 0:
        start = unit * log_uniform(-4, -0.5)
        end = start + (unit - start) * random.uniform(0.01, 0.999)
    elif kind == 1:
        start = unit * log_uniform(0.05, 3)
        end = unit + (start - unit) * random.uniform(0.01, 0.99)
    elif kind == 2:
        start, s = unit * log_uniform(-2, 3), -s
        end = start * random.uniform(0.01, 0.99)
    else:
        start, s = log_uniform(-2, 2), 0.0
        end = start * random.uniform(0.01, 0.99)
    t = time(*map(mpf, (s, d, start, end, tau)))
    assert t > 0
    sign = random.choice([1, -1])
    # |d ln u/d ln T| ≤ this: what rounding of T does to u; and |d ln T/d ln start|: what that of the start does to T.
    slope = abs(mpf(end) * (mpf(s) - mpf(d) * mpf(end)) * t / mpf(tau))
    lever = abs(mpf(tau) / (mpf(start) * (mpf(s) - mpf(d) * mpf(start)))) / t
    rows.append((sign * s, d, sign * start, sign * end, tau, digits(t), digits(slope * (1 + lever), 6), digits(1 + lever + 1 / slope, 6)))
write("infinite.csv", ["s", "d", "from", "to", "tau", "T", "condition of u", "condition of T"], rows)
