#!/usr/bin/python3
"""Reference values for balanced modes of three and more layers, in 60 digits. See README.md beside this file.

Times are t = (τ/L) ∫ du / (|u|^{2−2/L} (s − d u)) in closed form by mpmath's hypergeometric function; before writing they
are compared with mpmath's adaptive quadrature of that integral. Strengths are drawn, not solved for: with the strength u at
a drawn place, the time t(u) is rounded to a double and u is corrected by Newton's method at 60 digits.
"""
import random

from mpmath import mp, mpf

from make_numbers import digits, log_uniform, write

mp.dps = 60
random.seed(20131220)
DEPTHS = [3, 4, 5, 6, 7, 8, 9, 10, 50]


def antiderivative(depth, s, d, u):
    """F with dF/du = 1 / (|u|^{2−2/L} (s − d u)) for u > 0, on each side of the target apart."""
    e = mpf(2) / depth - 1
    y = d * u / abs(s) if s else None
    if s == 0:
        return u ** (mpf(2) / depth - 2) / (d * (2 - mpf(2) / depth))
    scale = (abs(s) / d) ** e / abs(s)
    if s > 0 and y < 1:
        return scale * y ** e / e * mp.hyp2f1(1, e, 1 + e, y)
    if s > 0:
        c = 1 - e
        return scale * (1 / y) ** c / c * mp.hyp2f1(1, c, 1 + c, 1 / y)
    return -scale * y ** e / e * mp.hyp2f1(1, e, 1 + e, -y)


def slope(depth, s, d, u):
    return u ** (2 - mpf(2) / depth) * (s - d * u)


def time(depth, s, d, start, end, tau):
    return mpf(tau) / depth * (antiderivative(depth, s, d, end) - antiderivative(depth, s, d, start))


def times_obey_the_integral():
    mp.dps = 30
    for depth in (3, 4, 10, 50):
        for s, start, end in ((1.3, 0.01, 1.2), (1.3, 5, 1.7), (-0.7, 3, 0.2), (0, 2, 0.3)):
            s, d, start, end = mpf(s), mpf("0.8"), mpf(start), mpf(end)
            integral = mp.quad(lambda u: 1 / slope(depth, s, d, u), [start * (end / start) ** (mpf(k) / 20) for k in range(21)]) / depth
            assert abs(time(depth, s, d, start, end, 1) / integral - 1) < mpf(10) ** -20, (depth, s)
    mp.dps = 60


def case():
    """s, d, start, a strength on the way to the limit."""
    depth = random.choice(DEPTHS)
    s = random.choice([1.0, log_uniform(-3, 3)])
    d = random.choice([1.0, 1.0, log_uniform(-3, 3)])
    kind = random.random()
    unit = s / d
    if kind < 0.7:
        start = unit * random.choice([log_uniform(-12, 0), log_uniform(-12, -3), random.random(), 1 - log_uniform(-12, -1)])
        part = random.choice([log_uniform(-12, 0), random.random(), 1 - log_uniform(-15, -1)])
        by_factor = start * (unit / start) ** random.random()  # many on the plateau
        end = random.choice([start + (unit - start) * part, by_factor])
    elif kind < 0.8:
        start = unit * random.choice([1 + log_uniform(-12, 1), log_uniform(0, 12)])
        end = random.choice([unit + (start - unit) * random.random(), start * (unit / start) ** random.random()])
    elif kind < 0.95:
        s = -s
        start = unit * random.choice([log_uniform(-12, 0), log_uniform(-1, 6)])
        end = start * random.choice([random.random(), log_uniform(-6, 0)])
    else:
        s = 0.0
        start = log_uniform(-6, 3)
        end = start * random.choice([random.random(), log_uniform(-6, 0)])
    sign = random.choice([1, 1, 1, -1])
    return depth, s, d, start, end, log_uniform(-3, 6), sign


def on_the_way(s, d, start, end):
    target = s / d  # as a double, which is never reached
    if s and not (start - target) * (mpf(d) * start - s) * (end - target) * (mpf(d) * end - s) > 0:
        return False
    return start < end < target if 0 < start < target else target < end < start if s > 0 else 0 < end < start


def conditions(depth, s, d, start, end, tau, t):
    """Relative derivatives of u(t) and of t(u), by the implicit function theorem from t(s, d, start, end)."""
    by = lambda k: mp.diff(lambda p: time(depth, *[p if i == k else v for i, v in enumerate((s, d, start, end))], tau),
                           (s, d, start, end)[k]) if (s, d, start, end)[k] else mpf(0)
    mp.dps = 120
    partial = [by(k) * value for k, value in enumerate((s, d, start, end))]  # ∂t/∂ln
    mp.dps = 60
    strength = max([abs(p / partial[3]) for p in partial[:3]] + [abs(t / partial[3]), mpf(1)])
    return strength, max([abs(p / t) for p in partial] + [mpf(1)])


def rows(count):
    strengths, times = [], []
    while len(times) < count:
        depth, s, d, start, end, tau, sign = case()
        if not on_the_way(s, d, start, end):
            continue
        exact = tuple(map(mpf, (s, d, start, end)))
        mp.dps = 100
        t = time(depth, *exact, tau)
        mp.dps = 60
        by_strength, by_time = conditions(depth, *exact, mpf(tau), t)
        times.append((depth, sign * s, d, sign * start, sign * end, tau, digits(t), digits(by_time, 6)))
        rounded = float(t)
        if not 0 < rounded <= 1e6:
            continue
        mp.dps = 100
        u = exact[3]
        for _ in range(3):  # the correction is of the order of 1e-16 and squares every time
            u += (mpf(rounded) - time(depth, *exact[:3], u, tau)) * depth * slope(depth, *exact[:2], u) / mpf(tau)
        good = abs(time(depth, *exact[:3], u, tau) - mpf(rounded)) < abs(mpf(rounded)) * mpf(10) ** -40
        mp.dps = 60
        assert good, (depth, s, d, start, end, tau)
        strengths.append((depth, sign * s, d, sign * start, tau, rounded, digits(sign * u), digits(by_strength, 6)))
    return strengths, times


times_obey_the_integral()
strengths, times = rows(1200)
write("deep.csv", ["depth", "s", "d", "start", "tau", "t", "strength", "condition"], strengths)
write("deep-times.csv", ["depth", "s", "d", "from", "to", "tau", "time", "condition"], times)
