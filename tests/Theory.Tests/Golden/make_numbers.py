"""How the scripts of this folder draw and write numbers."""
import csv
import random

from mpmath import mp, mpf


def log_uniform(low, high):
    return float(mpf(10) ** mpf(random.uniform(low, high)))


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([repr(x) if isinstance(x, float) else x for x in row])


def digits(value, count=20):
    return mp.nstr(value, count, strip_zeros=False, min_fixed=1, max_fixed=0)
