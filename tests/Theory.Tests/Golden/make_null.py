"""Strengths of directions without a target under flow with weight decay, 60 digits: null-mode.csv."""
import random

from mpmath import diff, exp, expm1, log, mp, mpf, nstr

mp.dps = 60
random.seed(12)


def strength(depth, d, gamma, u0, tau, t):
    """Bernoulli's equation of one layer a = |u|^(1/L), tau a' = -d a^(2L-1) - gamma a, by a^(2-2L)."""
    moved = t / tau
    if depth == 1:
        return u0 * exp(-(d + gamma) * moved)
    order = 2 * depth - 2
    inverse = abs(u0) ** (-mpf(order) / depth)
    growth = exp(order * gamma * moved)
    pull = order * d * moved if gamma == 0 else d / gamma * expm1(order * gamma * moved)
    size = (inverse * growth + pull) ** (-mpf(depth) / order)
    return size if u0 > 0 else -size


def check(depth, d, gamma, u0, tau, t):
    """tau u' = -L |u|^(2-2/L) d u - L gamma u to 25 digits."""
    u = strength(depth, d, gamma, u0, tau, t)
    slope = tau * diff(lambda time: strength(depth, d, gamma, u0, tau, time), t)
    field = -depth * abs(u) ** (2 - mpf(2) / depth) * d * u - depth * gamma * u
    assert abs(slope - field) <= abs(field) * mpf(10) ** -25 + mpf(10) ** -40, (depth, d, gamma, u0, tau, t)


def condition(arguments):
    depth, rest = arguments[0], list(arguments[1:])
    largest = mpf(0)
    for place, value in enumerate(rest):
        if value == 0:
            continue

        def logarithm(y, place=place, value=value):
            moved = list(rest)
            moved[place] = value * exp(y)
            return log(abs(strength(depth, *moved)))

        largest = max(largest, abs(diff(logarithm, 0)))
    return largest


def power(low, high):
    return 10 ** random.uniform(low, high)


for one in [(1, 0.7, 0.2, 0.3, 2.5, 1.5), (2, 1, 0, 0.49, 1, 3), (2, 1, 0.3, -0.49, 1, 3), (3, 2, 0.1, 0.6, 1, 2), (7, 0, 0.4, 0.6, 1, 2)]:
    check(one[0], *(mpf(value) for value in one[1:]))

rows = 0
with open("null-mode.csv", "w", encoding="ascii") as file:
    file.write("depth,inputVariance,decay,initialStrength,timeConstant,time,strength,condition\n")
    while rows < 400:
        wide = rows % 2 == 1
        depth = random.choice([1, 2, 3, 4, 5, 10, 50])
        d = random.choice([0.0, 1.0, power(-3, 3), power(-150, 150) if wide else power(-1, 1)])
        gamma = random.choice([0.0, 0.0, power(-3, 1), power(-150, 150) if wide else power(-6, 0)])
        u0 = random.choice([-1, 1]) * (power(-300, 300) if wide else power(-8, 3))
        tau = power(-3, 6) if wide else power(-1, 1)
        t = random.choice([power(-5, 5), power(-5, 300)]) if wide else power(-2, 3)
        if (d + gamma) * t / tau * 50 > 1e4 and gamma > 0 or depth == 1 and d * t / tau > 1e4:
            continue  # nothing is left of it
        given = (depth, *(mpf(value) for value in (d, gamma, u0, tau, t)))
        u = strength(*given)
        if abs(u) < mpf("1e-320"):
            continue
        numbers = ",".join(repr(value) for value in (d, gamma, u0, tau, t))
        file.write(f"{depth},{numbers},{nstr(u, 20)},{nstr(condition(given), 6)}\n")
        rows += 1
