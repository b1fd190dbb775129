#!/usr/bin/env python3
"""Seconds per dgemm of N x N matrices in MKL itself, all cores:  mkl_dgemm.py 512 1024 2048

The library is that of scripts/setup.sh, or in the folder DYNAMICS_MKL.
"""
import ctypes
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np


def load():
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(os.environ.get("DYNAMICS_MKL") or cache / "dynamics/mkl-2020.4/usr/lib/x86_64-linux-gnu")
    name = next((n for n in ("libmkl_rt.so.2", "libmkl_rt.so") if (folder / n).exists()), None)
    if name is None:
        sys.exit(f"mkl_dgemm: there is no libmkl_rt in {folder}; run scripts/setup.sh")
    ctypes.CDLL("libgomp.so.1", mode=ctypes.RTLD_GLOBAL)
    library = ctypes.CDLL(str(folder / name), mode=ctypes.RTLD_GLOBAL)
    library.MKL_Set_Threading_Layer(3)  # GNU, before anything else
    library.MKL_Set_Interface_Layer(0)  # LP64
    library.MKL_Set_Num_Threads(os.cpu_count())
    return library


def main():
    library = load()
    pointer = lambda matrix: matrix.ctypes.data_as(ctypes.c_void_p)
    number = ctypes.c_double
    random = np.random.default_rng(1)
    for size in map(int, sys.argv[1:]):
        a, b = (np.asfortranarray(random.normal(size=(size, size))) for _ in range(2))
        c = np.empty_like(a)

        def multiply():
            column_major, plain = 102, 111
            library.cblas_dgemm(column_major, plain, plain, size, size, size, number(1), pointer(a), size,
                                pointer(b), size, number(0), pointer(c), size)  # fmt: skip

        multiply()
        assert np.allclose(c[:2], a[:2] @ b)
        times = []
        for _ in range(max(5, min(50, int(2e10 / (2 * size**3))))):
            begin = perf_counter()
            multiply()
            times.append(perf_counter() - begin)
        print(f"dgemm-{size}", median(times), flush=True)


main()
