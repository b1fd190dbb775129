"""Second moments of noisy descent and its moving average: linear algebra on s = (x, x̄), 50 digits.

s' = M s + N ξ with M = [[a, 0], [(1 − ρ)a, ρ]], N = −η (1, 1 − ρ). Stationary: the Lyapunov equation S = M S Mᵀ + C N Nᵀ as one
linear system in the entries of S. After a schedule: x and x̄ written out as sums over every draw of ξ, whose
weights' products are added up.
"""
import random

from mpmath import lu_solve, matrix, mp, mpf

from make_numbers import digits, write

mp.dps = 50
random.seed(21)


def step(h, eta, rho):
    a = 1 - eta * h
    return matrix([[a, 0], [(1 - rho) * a, rho]]), matrix([-eta, -eta * (1 - rho)])


def lyapunov(h, c, eta, rho):
    m, n = step(h, eta, rho)
    system, right = matrix(4, 4), matrix(4, 1)
    for i in range(2):
        for j in range(2):
            right[2 * i + j] = c * n[i] * n[j]
            for k in range(2):
                for l in range(2):
                    system[2 * i + j, 2 * k + l] = (1 if (i, j) == (k, l) else 0) - m[i, k] * m[j, l]
    s = lu_solve(system, right)
    return s[0], s[1], s[3]


def written_out(h, c, rates, rho, start):
    mean, draws = matrix([start, start]), []
    for eta in rates:
        m, n = step(h, eta, rho)
        mean = m * mean
        draws = [m * w for w in draws] + [n]
    total = lambda i, j: c * sum((w[i] * w[j] for w in draws), mpf(0))
    return mean[0], total(0, 0), mean[1], total(0, 1), total(1, 1)


stationary, schedules = [], []
for index in range(60):
    h = 10 ** random.uniform(-2, 1)
    c = 10 ** random.uniform(-3, 1)
    eta = random.uniform(0.01, 1.99) / h
    rho = random.choice((0.0, random.random(), 0.999))
    exact = [mpf(x) for x in (h, c, eta, rho)]
    stationary.append([h, c, eta, rho, *map(digits, lyapunov(*exact))])
    steps, halved, start = random.randrange(1, 80), random.randrange(2, 40), random.uniform(-2, 2)
    # Halved every so many steps: exact in binary, so that both sides have the same rates.
    rates = [exact[2] / 2 ** (k // halved) for k in range(steps)]
    schedules.append([h, c, eta, rho, steps, halved, start, *map(digits, written_out(*exact[:2], rates, exact[3], mpf(start)))])
write("noise-stationary.csv", ["h", "c", "rate", "rho", "variance", "covariance", "averageVariance"], stationary)
write(
    "noise-schedule.csv",
    ["h", "c", "rate", "rho", "steps", "halvedEvery", "start", "mean", "variance", "averageMean", "covariance", "averageVariance"],
    schedules,
)
