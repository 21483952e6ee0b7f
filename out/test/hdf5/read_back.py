"""Reads the files of a folder with h5py and compares them with the voxels beside them."""

import os
import sys

import h5py
import numpy as np

folder = sys.argv[1]
lines = open(os.path.join(folder, "index.tsv"), encoding="utf-8").read().splitlines()
for number, line in enumerate(lines):
    dataset, dtype, shape = line.split("\t")
    shape = tuple(int(n) for n in shape.split(","))
    base = os.path.join(folder, str(number))
    with h5py.File(base + ".h5", "r") as file:
        found = file[dataset]
        assert found.dtype == np.dtype(dtype), (line, found.dtype)
        assert found.shape == shape, (line, found.shape)
        expected = np.fromfile(base + ".raw", dtype).reshape(shape)
        assert found[...].tobytes() == expected.tobytes(), line
print("read", len(lines), "files")
