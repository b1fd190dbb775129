"""First numbers of random streams, from the definition: SHA-256, splitmix64, xoshiro256**, polar Box-Muller.

Written from the generators' published descriptions (prng.di.unimi.it); uses only Python's integers and math library.
"""
import hashlib
import math

MASK = (1 << 64) - 1


def rotate_left(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def splitmix64(x):
    while True:
        x = (x + 0x9E3779B97F4A7C15) & MASK
        z = x
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def uniforms(seed, purpose, index):
    digest = hashlib.sha256(f"{seed}/{purpose}/{index}".encode()).digest()
    first = int.from_bytes(digest[:4], "little", signed=True)  # sign-extended to 64 bits
    source = splitmix64(first & MASK)
    s = [next(source) for _ in range(4)]
    while True:
        yield ((rotate_left((s[1] * 5) & MASK, 7) * 9) & MASK) >> 11
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate_left(s[3], 45)


def normals(seed, purpose, index):
    u = (k * 2.0**-53 for k in uniforms(seed, purpose, index))
    while True:
        v, w = 2 * next(u) - 1, 2 * next(u) - 1
        r = v * v + w * w
        if 0 < r < 1:
            yield v * math.sqrt(-2 * math.log(r) / r)


def shuffled(count, seed, purpose, index):
    order = list(range(count))
    for place, k in zip(range(count - 1, 0, -1), uniforms(seed, purpose, index)):
        other = k * (place + 1) >> 53
        order[place], order[other] = order[other], order[place]
    return order


def first(stream, count=4):
    return [next(stream) for _ in range(count)]


for name in (1, "weights", 1), (1, "weights", 2), (-5, "diffusion", 2):
    digest = hashlib.sha256("/".join(map(str, name)).encode()).digest()
    print(name, "starts from", int.from_bytes(digest[:4], "little", signed=True))
    print("  uniform x 2^53", first(uniforms(*name)))
    print("  normal        ", [repr(x) for x in first(normals(*name))])
print((3, "shuffle", 7), shuffled(10, 3, "shuffle", 7))
