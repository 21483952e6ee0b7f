"""Reads the block files of a cache into one array, as a script of h5py does.

h5py_read.py ROOT DATASET Z Y X EDGE: shape in voxels, blocks are cubes.
"""

import os
import sys

import h5py
import numpy

root, dataset = sys.argv[1:3]
shape, edge = tuple(map(int, sys.argv[3:6])), int(sys.argv[6])
whole = numpy.empty(shape, "uint8")
for z in range(0, shape[0], edge):
    for y in range(0, shape[1], edge):
        for x in range(0, shape[2], edge):
            start, stop = [z, y, x], [z + edge, y + edge, x + edge]
            folder = os.path.join(root, f"z_{z:08d}", f"y_{y:08d}", f"x_{x:08d}")
            with h5py.File(os.path.join(folder, f"block-({start}, {stop}).h5"), "r") as file:
                file[dataset].read_direct(
                    whole, dest_sel=numpy.s_[z:z + edge, y:y + edge, x:x + edge])
print(int(whole[::edge, ::edge, ::edge].sum(dtype="int64")))
