"""The error of one eigenmode under descent with momentum: powers of the 2 × 2 matrix of (e, z) as PyTorch steps them.

Written from z ← βz + g, θ ← θ − η z or θ ← θ − η(g + βz), not from roots or a recursion in e alone, and checked against
plain stepping. condition is that with respect to ηλ and β, by central differences at 80 digits.
"""
import random

from mpmath import matrix, mp, mpf, sqrt

from make_numbers import digits, log_uniform, write

mp.dps = 120
random.seed(20)


def step(kind, force, beta):
    """(e, z) → (e', z') with gradient g = force·e (η in z's unit)."""
    if kind == "HeavyBall":
        return matrix([[1 - force, -beta], [force, beta]])
    return matrix([[1 - force - beta * force, -beta * beta], [force, beta]])


def error(kind, force, beta, steps):
    return (step(kind, mpf(force), mpf(beta)) ** steps * matrix([1, 0]))[0]


def stepped(kind, force, beta, steps):
    e, z = mpf(1), mpf(0)
    for _ in range(steps):
        g = force * e
        z = beta * z + g
        e -= z if kind == "HeavyBall" else g + beta * z
    return e


def condition(kind, force, beta, steps, value):
    h = mpf(10) ** -40
    total = mpf(0)
    for df, db in ((1, 0), (0, 1)):
        up = error(kind, force * (1 + df * h), beta * (1 + db * h), steps)
        down = error(kind, force * (1 - df * h), beta * (1 - db * h), steps)
        total = max(total, abs((up - down) / (2 * h) / value))
    return total


def critical(kind, force):
    root = sqrt(mpf(force))
    return float((1 - root) ** 2 if kind == "HeavyBall" else (1 - root) / (1 + root))


def case(index):
    kind = ("HeavyBall", "Nesterov")[index % 2]
    style = random.randrange(5)
    steps = int(log_uniform(0, 9 if style == 4 else 4))
    beta = random.choice((0.0, random.random(), 1 - log_uniform(-6, 0), log_uniform(-12, 0)))
    if style == 0:  # anywhere stable
        top = (2 + 2 * beta) / (1 + 2 * beta if kind == "Nesterov" else 1)
        force = top * random.random()
    elif style == 1:  # at or next to the double root
        force = log_uniform(-6, -0.01)
        beta = critical(kind, force) * (1 + random.choice((0, 1, -1)) * log_uniform(-15, -3))
    elif style == 2:  # growing: beyond the limit, or downhill of a saddle
        force = random.choice((-1, 5)) * log_uniform(-3, 0.5)
        steps = min(steps, 300)
    elif style == 3:  # next to the other double root of the heavy ball, beyond the look ahead's sign change
        force = (1 + beta**0.5) ** 2 * (1 + random.choice((-1, 1)) * log_uniform(-15, -3)) if index % 2 == 0 else 1 + log_uniform(-9, -1)
    else:  # slow modes after many steps
        force = log_uniform(-9, -2)
    return kind, force, beta, steps


rows = []
while len(rows) < 1500:
    kind, force, beta, steps = case(len(rows))
    if not 0 <= beta < 1:
        continue
    value = error(kind, force, beta, steps)
    if steps <= 300:
        other = stepped(kind, mpf(force), mpf(beta), steps)
        assert abs(value - other) <= mpf(10) ** -60 * max(abs(value), 1)
    if not mpf(10) ** -250 < abs(value) < mpf(10) ** 250:
        continue
    rows.append([kind, force, beta, steps, digits(value), digits(condition(kind, mpf(force), mpf(beta), steps, value), 5)])
write("momentum.csv", ["kind", "force", "momentum", "steps", "error", "condition"], rows)
