"""Epochs until a balanced chain under full-batch descent is within 10 % of its target: L layers of their own, 30 digits.

Every layer follows its own gradient −(s − d u) Π_{k≠l} a_k. The first epoch from which u stays within the margin for 20
epochs; cases in which u comes within 1e-9 of the margin are left out, as rounding may decide them.
"""
import random

from mpmath import mp, mpf

from make_numbers import write

mp.dps = 30
random.seed(22)


def product(factors):
    result = mpf(1)
    for factor in factors:
        result *= factor
    return result


def epochs(depth, s, d, a0, rate, limit=1500, stay=20):
    target, layers = mpf(s) / mpf(d), [mpf(a0)] * depth
    since, nearest = None, mpf(1)
    for epoch in range(limit + stay + 1):
        u = product(layers)
        nearest = min(nearest, abs(abs(u - target) - target / 10) / target)
        if abs(u - target) <= target / 10:
            since = epoch if since is None else since
            if epoch == since + stay:
                return since, nearest
        else:
            since = None
        if abs(u) > 1e6 * target or (since is None and epoch > limit):
            return None, nearest
        pull = mpf(rate) * (mpf(s) - mpf(d) * u)
        layers = [a + pull * product(layers[:l] + layers[l + 1:]) for l, a in enumerate(layers)]
    return None, nearest


rows = []
while len(rows) < 80:
    depth = random.choice((2, 3, 4, 7, 15))
    s, d = random.uniform(0.2, 3), random.uniform(0.2, 3)
    a0 = random.uniform(0.3, 1.15) * (s / d) ** (1 / depth)
    critical = 2 / (depth * d * (s / d) ** (2 - 2 / depth))
    rate = random.uniform(0.02, 1.02) * critical
    count, nearest = epochs(depth, s, d, a0, rate)
    if nearest > 1e-9:
        rows.append([depth, s, d, a0, rate, -1 if count is None else count])
write("chain-epochs.csv", ["depth", "s", "d", "layer", "rate", "epochs"], rows)
