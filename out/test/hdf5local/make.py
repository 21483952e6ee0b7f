"""Makes the small HDF5 files beside it, with h5py and numpy. Not run by the tests.

Voxel number i of every dataset, counted in the file's order, is (7 * i + 3) % 251.
"""

import json
import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def voxels(shape, dtype):
    i = np.arange(np.prod(shape), dtype=np.int64)
    return ((7 * i + 3) % 251).reshape(shape).astype(dtype)


def create(name, **options):
    return h5py.File(os.path.join(HERE, name), "w", **options)


def matlab():
    path = os.path.join(HERE, "stack.mat")
    with create("stack.mat", userblock_size=512) as f:
        stack = f.create_dataset("stack", data=voxels((5, 7, 6), "u2"), chunks=(2, 7, 6), compression="gzip")
        stack.attrs["MATLAB_class"] = np.bytes_("uint16")
        scale = f.create_dataset("scale", data=np.ones((1, 1)))
        scale.attrs["MATLAB_class"] = np.bytes_("double")
        text = f.create_dataset("description", data=voxels((4, 5), "u2"))
        text.attrs["MATLAB_class"] = np.bytes_("char")
        f.create_dataset("#refs#/a", data=voxels((3, 3), "f8"))
    with open(path, "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\0\2IM")


def axistags():
    tags = {"axes": [
        {"key": "z", "typeFlags": 2, "resolution": 2.5, "description": ""},
        {"key": "y", "typeFlags": 2, "resolution": 0.5, "description": ""},
        {"key": "x", "typeFlags": 2, "resolution": 0.5, "description": ""},
        {"key": "c", "typeFlags": 1, "resolution": 0, "description": ""}]}
    with create("ilastik.h5") as f:
        data = f.create_dataset("exported_data", data=voxels((4, 6, 5, 2), "f4"), chunks=(2, 3, 5, 2), compression="gzip")
        data.attrs["axistags"] = json.dumps(tags)
        data.attrs["drange"] = [0.0, 1.0]


def scales():
    with create("scales.h5") as f:
        data = f.create_dataset("intensity", data=voxels((3, 5, 4), ">u2"))
        for d, (name, size, step) in enumerate([("y", 3, 0.5), ("z", 5, 2.0), ("x", 4, 0.5)]):
            f[name] = 10 + step * np.arange(size)
            f[name].attrs["units"] = "um"
            f[name].make_scale(name)
            data.dims[d].attach_scale(f[name])


def labels():
    with create("labels.hdf5") as f:
        data = f.create_dataset("group/image", data=voxels((2, 3, 4, 5), "i4"), chunks=(1, 3, 4, 5), compression="lzf")
        for d, name in enumerate(["time", "z", "y", "x"]):
            data.dims[d].label = name
        data.attrs["element_size_um"] = np.array([1.5, 0.25, 0.125], "f4")


def several():
    with create("several.h5") as f:
        f["raw"] = voxels((3, 4, 5), "u1")
        f["group/labels"] = voxels((3, 4, 5), "u4")
        f["group/again"] = f["raw"]
        f["group/ring"] = f["/"]
        f["soft"] = h5py.SoftLink("/soft")
        f["outside"] = h5py.ExternalLink("../secret.h5", "/data")
        f["curve"] = voxels((9,), "f8")
        f["row"] = voxels((1, 9), "f8")
        f["empty"] = np.zeros((0, 3, 4), "u1")
        f["words"] = np.array([b"one", b"two"])


def nothing():
    with create("nothing.nxs") as f:
        f["entry/time"] = voxels((9,), "f8")
        f["entry/title"] = "a title"
        f["entry/data"] = h5py.ExternalLink("other.h5", "/data")


def plain():
    with create("plain.h5") as f:
        f["volume"] = voxels((2, 3, 4, 5), "u1")
        f["wavelengths"] = voxels((9,), "f8")
    with create("five.h5") as f:
        f["volume"] = voxels((2, 2, 2, 3, 2), "u1")


def halves():
    """float16 of either order, with a fill value; and the 65536 of all bits."""
    with create("halves.h5") as f:
        f["little"] = voxels((3, 4, 5), "<f2")
        f.create_dataset("big", data=voxels((3, 4, 5), ">f2"), chunks=(2, 4, 5), compression="gzip", shuffle=True)
        f.create_dataset("filled", (2, 3), ">f2", chunks=(2, 2), fillvalue=-1.5)
        bits = np.arange(65536, dtype="<u2").view("<f2").reshape(256, 256)
        f.create_dataset("all", data=bits, chunks=(256, 256), compression="gzip", shuffle=True)


def bdv():
    """Two setups, three times; a view and a level are missing; one setup tells its type."""
    with create("bdv.h5") as f:
        for setup in range(2):
            f[f"s{setup:02d}/resolutions"] = np.array([[1, 1, 1], [2, 2, 1], [5, 5, 5]], "f8")
            f[f"s{setup:02d}/subdivisions"] = np.array([[4, 4, 4]] * 3, "i4")
        f["s01"].attrs["dataType"] = "int16"
        for time in (0, 2):
            for setup in range(2):
                if (time, setup) != (2, 1):
                    group = f"t{time:05d}/s{setup:02d}"
                    f[f"{group}/0/cells"] = (voxels((4, 6, 8), "i4") * 261).astype("u2").view("i2")
                    f[f"{group}/1/cells"] = voxels((4, 3, 4), "i2")
                    if setup == 1:
                        f[f"{group}/2/cells"] = voxels((4, 6, 8), "i2")


for make in (matlab, axistags, scales, labels, several, nothing, plain, halves, bdv):
    make()
