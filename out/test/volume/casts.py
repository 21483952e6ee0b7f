"""Casts values between all dtypes with numpy, one by one: casts.py FOLDER.

FROM.raw holds the values, FROM-TO.raw what astype makes of them. One by one, because numpy's vector
loops differ from its scalar ones where C leaves the result open.
"""

import os
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
folder = sys.argv[1]
TYPES = "bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float32 float64".split()
random = np.random.RandomState(20261121)
REAL = [0.0, -0.0, 0.4, -0.5, 0.9, 1.5, 2.5, -1.9, 1e-300, np.nan, np.inf, -np.inf, 1e30, -1e30, 1e300]
for bits in (7, 8, 15, 16, 24, 31, 32, 53, 63, 64):
    for sign in (1, -1):
        for add in (-1.5, -1, 0, 0.5, 1, 300.25):
            REAL.append(sign * 2.0 ** bits + add)

for source in TYPES:
    if source == "bool":
        values = np.array([False, True])
    elif source.startswith("float"):
        values = np.concatenate([np.array(REAL), random.standard_normal(100) * 1e5]).astype(source)
    else:
        values = random.randint(0, 256, 200 * 8).astype("u1").view(source)[:200]
        info = np.iinfo(source)
        edges = [v for b in range(65) for v in (2 ** b - 1, 2 ** b, 2 ** b + 1, -(2 ** b))]
        edges = [v for v in edges if info.min <= v <= info.max]
        values = np.concatenate([values, np.array(edges, dtype=source)])
    values.tofile(os.path.join(folder, source + ".raw"))
    for target in TYPES:
        cast = np.concatenate([values[i:i + 1].astype(target) for i in range(len(values))])
        cast.tofile(os.path.join(folder, f"{source}-{target}.raw"))
