"""Singular values of the matrices in SingularValueSolverTests, to 150 digits, printed to 20.

The entries are formed with the same double operations as in the test, so both speak of the same matrix.
"""
from mpmath import mp, matrix, svd_r

mp.dps = 150


def hilbert(n):
    return [[1.0 / (i + j + 1) for j in range(n)] for i in range(n)]


def kahan(n):
    rows, power = [], 1.0
    for i in range(n):
        rows.append([0.0 if j < i else power if j == i else -0.6 * power for j in range(n)])
        power *= 0.8
    return rows


def graded(rows, columns):
    return [[((7 * i + 3 * j * j) % 11 - 4.0) * 2.0 ** (-25 * i - 35 * j) for j in range(columns)] for i in range(rows)]


for name, entries in (("Hilbert", hilbert(8)), ("Kahan", kahan(12)), ("Graded", graded(7, 4))):
    values = sorted((abs(s) for s in svd_r(matrix(entries), compute_uv=False)), reverse=True)
    print(name, [mp.nstr(s, 20) for s in values])
