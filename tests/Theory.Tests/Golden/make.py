#!/usr/bin/python3
"""Reference values for the closed forms, in 60 digits. See README.md beside this file.

Inputs are rounded to doubles first and written so that they read back exactly. `condition` is the largest relative
change of the value per relative change of one input: what no double-precision formula can be asked to beat.
"""
import math
import random

from mpmath import mp, mpf

from make_numbers import digits, log_uniform, write

mp.dps = 60
random.seed(20130612)

LARGEST = mpf(2) ** 1024 * (1 - mpf(2) ** -54)


# --- balanced, two layers ---------------------------------------------------------------------------------------------
def balanced(s, d, a0, tau, t):
    """u(t) and its condition number. Derivatives of the closed form, by hand; checked against the ODE below."""
    if a0 < 0:
        u, condition = balanced(-s, d, -a0, tau, t)
        return -u, condition
    s, d, a0, tau, t = map(mpf, (s, d, a0, tau, t))
    x = 2 * s * t / tau
    decay = mp.exp(-x)
    filled = -mp.expm1(-x) / s if s else 2 * t / tau
    denominator = decay + a0 * d * filled
    u = a0 / denominator
    by_start = decay / denominator
    by_time = 2 * t / tau * (s - d * u)
    return u, max(map(abs, (by_start, by_start - 1, by_time, 1 - by_start + by_time)))


def balanced_obeys_its_equation():
    for _ in range(20):
        s, d, a0, tau = random.uniform(-3, 3), random.uniform(0.2, 3), random.uniform(0.01, 3), random.uniform(0.5, 3)
        t = random.uniform(0.1, 4)
        u = balanced(s, d, a0, tau, t)[0]
        slope = mp.diff(lambda x: balanced(s, d, a0, tau, x)[0], t)
        assert abs(tau * slope - 2 * u * (s - d * u)) < mpf(10) ** -25, (s, d, a0, tau, t)
        for k, value in enumerate((s, d, a0, tau, t)):  # the condition number bounds every relative derivative
            arguments = [s, d, a0, tau, t]
            relative = mp.diff(lambda p: balanced(*(arguments[:k] + [p] + arguments[k + 1:]))[0], value) * value / u
            assert abs(relative) <= balanced(*arguments)[1] * (1 + mpf(10) ** -20)
        assert abs(balanced(s, d, a0, tau, 0)[0] - a0) < mpf(10) ** -50


def balanced_case():
    kind = random.random()
    s = 0.0 if kind < 0.05 else log_uniform(-3, 3) if kind < 0.55 else log_uniform(-323.2, 150)
    d = random.choice([1.0, 1.0, log_uniform(-3, 3), log_uniform(-60, 60)])
    if s / d > 1e300:
        d = 1.0
    kind = random.random()
    if s == 0 or kind < 0.1:
        a0 = log_uniform(-323.2, 150)
    elif kind < 0.4:
        a0 = log_uniform(-323.2, math.log10(s) + 1)
    elif kind < 0.6:
        a0 = s * log_uniform(-12, 0)
    elif kind < 0.9:
        a0 = s / d * random.choice([1.0, 2.0, random.uniform(0, 10), 1 + log_uniform(-15, -1), 1 - log_uniform(-15, -1)])
    else:
        a0 = 5e-324
    a0 = min(a0 or 5e-324, 1e151)
    s *= random.choice([1, 1, 1, -1])
    a0 *= random.choice([1, 1, 1, 1, 1, -1])
    tau = log_uniform(-3, 6)
    kind = random.random()
    if kind < 0.03:
        t = 0.0
    elif kind < 0.4 or s == 0:
        t = log_uniform(-300, 300) if kind < 0.2 else log_uniform(-6, 6)
    else:
        target = abs(mp.log(abs(mpf(s)) / (mpf(d) * abs(mpf(a0))))) if kind < 0.75 else mpf(log_uniform(-18, 4))
        t = float(min(mpf(10) ** 300, target * mpf(random.uniform(0, 2)) * mpf(tau) / (2 * abs(mpf(s)))))
    return s, d, a0, tau, t


# --- shallow ----------------------------------------------------------------------------------------------------------
def shallow(s, d, b0, tau, t):
    """b(t) and its condition number."""
    s, d, b0, tau, t = map(mpf, (s, d, b0, tau, t))
    x = d * t / tau
    decay, filled = mp.exp(-x), -mp.expm1(-x)
    b = b0 * decay + s / d * filled
    if b == 0:
        return b, mpf(0)
    by_time = x * decay * (s / d - b0) / b
    return b, max(map(abs, (b0 * decay / b, s / d * filled / b, by_time, by_time - s / d * filled / b)))


def shallow_obeys_its_equation():
    for _ in range(20):
        arguments = [random.uniform(-3, 3), random.uniform(0.2, 3), random.uniform(-3, 3), random.uniform(0.5, 3),
                     random.uniform(0.1, 4)]
        s, d, b0, tau, t = arguments
        b = shallow(*arguments)[0]
        slope = mp.diff(lambda x: shallow(s, d, b0, tau, x)[0], t)
        assert abs(tau * slope - (s - d * b)) < mpf(10) ** -25
        for k, value in enumerate(arguments):
            relative = mp.diff(lambda p: shallow(*(arguments[:k] + [p] + arguments[k + 1:]))[0], value) * value / b
            assert abs(relative) <= shallow(*arguments)[1] * (1 + mpf(10) ** -20)


def shallow_case():
    kind = random.random()
    s = 0.0 if kind < 0.05 else log_uniform(-3, 3) if kind < 0.55 else log_uniform(-323.2, 150)
    d = random.choice([1.0, 1.0, log_uniform(-3, 3), log_uniform(-60, 60), log_uniform(-323.2, 100)])
    if mpf(s) / mpf(d) > mpf(10) ** 300:
        d = 1.0
    kind = random.random()
    if kind < 0.1:
        b0 = 0.0
    elif kind < 0.4 or s == 0:
        b0 = log_uniform(-323.2, 150)
    elif kind < 0.8:
        b0 = float(mpf(s) / mpf(d) * mpf(random.choice([1.0, random.uniform(0, 10), log_uniform(-12, 0)])))
    else:
        b0 = 5e-324
    s *= random.choice([1, 1, -1])
    b0 *= random.choice([1, 1, -1])
    tau = log_uniform(-3, 6)
    kind = random.random()
    if kind < 0.03:
        t = 0.0
    elif kind < 0.4:
        t = log_uniform(-300, 300) if kind < 0.2 else log_uniform(-6, 6)
    else:
        t = float(min(mpf(10) ** 300, mpf(log_uniform(-18, 3.4)) * mpf(tau) / mpf(d)))
    return s, d, b0, tau, t


# --- times ------------------------------------------------------------------------------------------------------------
def balanced_time(s, d, start, end, tau):
    s, d, start, end, tau = map(mpf, (s, d, start, end, tau))
    if s == 0:
        t = tau / (2 * d) * (1 / end - 1 / start)
    else:
        t = tau / (2 * s) * mp.log(end * (s - d * start) / (start * (s - d * end)))
    by_end = tau / (2 * t * (s - d * end))
    by_start = -tau / (2 * t * (s - d * start))
    by_variance = tau * d / (2 * t) * (end - start) / ((s - d * start) * (s - d * end))
    return t, max(map(abs, (mpf(1), by_end, by_start, by_variance, 1 + by_end + by_start)))


def shallow_time(s, d, start, end, tau):
    s, d, start, end, tau = map(mpf, (s, d, start, end, tau))
    t = tau / d * mp.log((s - d * start) / (s - d * end))
    by_end = tau * end / (t * (s - d * end))
    by_start = -tau * start / (t * (s - d * start))
    by_s = -by_end - by_start
    by_variance = -1 - by_s
    return t, max(map(abs, (mpf(1), by_end, by_start, by_s, by_variance)))


def time_cases(solver, count):
    rows = []
    while len(rows) < count:
        kind = random.random()
        s = 0.0 if kind < 0.05 else log_uniform(-3, 3) if kind < 0.55 else log_uniform(-323.2, 150)
        s *= random.choice([1, 1, -1])
        d = random.choice([1.0, 1.0, log_uniform(-3, 3), log_uniform(-60, 60)])
        tau = log_uniform(-3, 6)
        if solver is balanced_time and s <= 0:
            start = log_uniform(-300, 150)
            end = start * random.choice([random.random(), 1 - log_uniform(-15, -1), log_uniform(-200, 0)])
        elif solver is balanced_time:
            start = s / d * random.choice([log_uniform(-323, 0), random.random(), 1 + log_uniform(-12, 2)])
            end = start + (s / d - start) * random.choice([random.random(), 1 - log_uniform(-15, -1), log_uniform(-12, 0)])
        else:
            start = random.choice([0.0, log_uniform(-320, 150), -log_uniform(-320, 150), s / d * random.uniform(-3, 3)])
            end = start + (s / d - start) * random.choice([random.random(), 1 - log_uniform(-15, -1), log_uniform(-12, 0)])
        limit = s / d if s > 0 or solver is shallow_time else 0.0  # as a double, which is never reached
        is_passed = start < end < limit or limit < end < start
        if not math.isfinite(s / d) or not is_passed or (solver is balanced_time and 0 in (start, end)):
            continue
        mp.dps = 800  # the textbook formula takes the logarithm of a ratio that may be 1 + 1e-600
        t, condition = solver(s, d, start, end, tau)
        mp.dps = 60
        if t < LARGEST:
            rows.append((s, d, start, end, tau, digits(t), digits(condition, 6)))
    return rows


# --- the weights themselves -------------------------------------------------------------------------------------------
def weights_rows():
    """One hidden unit per mode, integrated by mpmath: τ a' = b (s − d a b), τ b' = a (s − d a b), u = a b."""
    rows = []
    mp.dps = 30
    for index in range(24):
        s = [1.0, -1.0, 0.0][index % 3] * round(random.uniform(0.3, 3), 3)
        d = [1.0, 0.5, 2.25][index // 3 % 3]
        a0 = (-1) ** (index // 2) * round(random.uniform(0.01, 2), 3)
        tau, t = [1.0, 2.5][index % 2], round(random.uniform(0.2, 3), 3)
        first = mp.sqrt(abs(mpf(a0)))
        second = first if a0 > 0 else -first
        solution = mp.odefun(
            lambda x, y: [y[1] * (mpf(s) - mpf(d) * y[0] * y[1]) / mpf(tau), y[0] * (mpf(s) - mpf(d) * y[0] * y[1]) / mpf(tau)],
            0, [first, second], tol=mpf(10) ** -22)
        a, b = solution(mpf(t))
        assert abs(a * b - balanced(s, d, a0, tau, t)[0]) < mpf(10) ** -18, (s, d, a0, tau, t)
        rows.append((s, d, a0, tau, t, digits(a * b)))
    mp.dps = 60
    return rows


# --- the shallow map --------------------------------------------------------------------------------------------------
def map_rows():
    """W(t) = W* + (W₀ − W*) exp(−Σ^x t/τ) by the matrix exponential: no eigenvectors. Singular Σ^x: W* by least squares."""
    rows = []
    for case, (outputs, inputs, rank) in enumerate([(3, 4, 4), (4, 2, 2), (2, 4, 2), (1, 1, 1), (5, 5, 3)]):
        draw = lambda m, n: mp.matrix(m, n).apply(lambda _: mpf(round(random.uniform(-1, 1), 3)))
        factor, teacher, start = draw(inputs, rank), draw(outputs, inputs), draw(outputs, inputs)
        sigma_x = factor * factor.T  # products of 3-digit decimals: 6 digits, rounded to doubles below
        sigma_yx = teacher * sigma_x
        tau = 2.5
        for t in (0.0, 0.5, 4.0, 60.0):
            exponential = mp.expm(-sigma_x * mpf(t) / mpf(tau), method="taylor")
            value = teacher + (start - teacher) * exponential  # any W* with W* Σ^x = Σ^yx will do
            flat = lambda m, show: ";".join(show(m[i, j]) for j in range(m.cols) for i in range(m.rows))
            rows.append((outputs, inputs, tau, t, flat(sigma_x, lambda x: mp.nstr(x, 17)), flat(sigma_yx, lambda x: mp.nstr(x, 17)),
                         flat(start, lambda x: mp.nstr(x, 17)), flat(value, digits)))
    return rows


def solution_rows(case, solve, count):
    rows = []
    while len(rows) < count:
        arguments = case()
        value, condition = solve(*arguments)
        rows.append((*arguments, digits(value), digits(condition, 6)))
    return rows


balanced_obeys_its_equation()
shallow_obeys_its_equation()
strength_columns = ["s", "d", "start", "tau", "t", "strength", "condition"]
time_columns = ["s", "d", "from", "to", "tau", "time", "condition"]
write("balanced.csv", strength_columns, solution_rows(balanced_case, balanced, 1500))
write("shallow.csv", strength_columns, solution_rows(shallow_case, shallow, 1000))
write("balanced-times.csv", time_columns, time_cases(balanced_time, 400))
write("shallow-times.csv", time_columns, time_cases(shallow_time, 300))
write("balanced-weights.csv", ["s", "d", "a0", "tau", "t", "strength"], weights_rows())
write("shallow-map.csv", ["outputs", "inputs", "tau", "t", "sigmaX", "sigmaYX", "start", "map"], map_rows())
