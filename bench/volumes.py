"""What is fetched: descriptions of box servers, and volumes in a folder."""

import json
import os
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import children


@dataclass(frozen=True)
class Boxes:
    """A volume behind a server of boxes; lists are in the order of `axes`."""

    url_format: str
    shape: tuple
    block: tuple
    dtype: str = "uint8"
    dataset: str = "data"
    axes: str = "zyx"

    def starts(self):
        """First voxels of all blocks, last axis fastest."""
        found = [()]
        for size, step in zip(self.shape, self.block):
            found = [start + (n,) for start in found for n in range(0, size, step)]
        return found

    def stop(self, start):
        return tuple(min(a + b, s) for a, b, s in zip(start, self.block, self.shape))

    def urls(self):
        """The addresses of all blocks."""
        found = []
        for start in self.starts():
            names = {}
            for axis, a, b in zip(self.axes, start, self.stop(start)):
                names[f"{axis}_start"], names[f"{axis}_stop"] = a, b
            found.append(self.url_format.format(**names))
        return found

    def file(self, root, start):
        """Where Cellar keeps the block that begins there, below the cache's folder."""
        folder = Path(root, *(f"{axis}_{a:08d}" for axis, a in zip(self.axes, start)))
        return folder / f"block-({list(start)}, {list(self.stop(start))}).h5"

    def describe(self, folder):
        """Writes the description file into a new folder; the cache will be `blocks` beside it."""
        folder.mkdir(parents=True)
        remote = {"_schema_name": "RESTful-volume-description", "_schema_version": 1.0,
                  "name": "bench", "format": "hdf5", "axes": self.axes, "bounds": self.shape,
                  "dtype": self.dtype, "url_format": self.url_format,
                  "hdf5_dataset": self.dataset}
        local = {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0,
                 "name": "bench", "format": "hdf5", "axes": self.axes, "shape": self.shape,
                 "dtype": self.dtype, "block_shape": self.block,
                 "block_file_name_format": "block-{roiString}.h5/" + self.dataset,
                 "dataset_root_dir": "blocks"}
        file = folder / "volume.json"
        file.write_text(json.dumps({
            "_schema_name": "RESTful-blockwise-fileset-description", "_schema_version": 1.0,
            "remote_description": remote, "local_description": local}, indent=1))
        return file


def grid(blocks):
    """A shape of so many blocks, as near to a cube as three factors come; slowest axis first."""
    best = (blocks, 1, 1)
    for a in range(1, round(blocks ** (1 / 3)) + 1):
        for b in range(a, int((blocks // a) ** 0.5) + 1):
            if blocks % (a * b) == 0 and blocks // (a * b) < max(best):
                best = (a, b, blocks // (a * b))
    return best


def cubes(server, body, blocks, edge):
    """So many cubes of uint8 that this benchmark's server answers with one body."""
    shape = tuple(n * edge for n in grid(blocks))
    return Boxes(server.url_format(body), shape, (edge,) * 3)


def voxels(edge):
    """A cube of noise on a ramp: compresses by about two, as pictures of a microscope do."""
    noise = random.Random(edge).randbytes(edge ** 3)
    return bytes(((n % edge) * 2 + (value >> 5)) & 255 for n, value in enumerate(noise))


def body(bench, edge):
    """An HDF5 file of one cube, dataset `data`; its name in the served folder.

    h5py writes it, as in most servers of boxes; where there is none Cellar does.
    """
    file = bench.served / f"cube-{edge}.h5"
    if not file.exists():
        raw = bench.work / f"cube-{edge}.raw"
        raw.write_bytes(voxels(edge))
        try:
            python = children.python_with("h5py")
        except children.Missing:
            by_cellar(bench, raw, edge, file)
        else:
            code = ("import sys, h5py, numpy\n"
                    "raw, out, n = sys.argv[1], sys.argv[2], int(sys.argv[3])\n"
                    "with h5py.File(out, 'w') as f:\n"
                    "    f['data'] = numpy.fromfile(raw, 'uint8').reshape(n, n, n)\n")
            subprocess.run([python, "-c", code, raw, file, str(edge)], check=True)
    return file.name


def by_cellar(bench, raw, edge, out):
    """Lets Cellar read the voxels as a Zarr of one plain chunk, and write them as HDF5."""
    folder = bench.work / f"cube-{edge}.zarr"
    linked(folder, ".zarray", zarray((edge,) * 3, edge, None), ["0/0/0"], raw.read_bytes())
    children.run([bench.app / "bin/cellar", "read", folder, "--out", out],
                 bench.work / "body.log", {"CELLAR_HOME": str(bench.work / "home-body")})


def zarray(shape, edge, compressor):
    """The metadata of a Zarr v2 array of bytes in cubes."""
    return {"zarr_format": 2, "shape": shape, "chunks": [edge] * 3, "dtype": "|u1", "order": "C",
            "fill_value": 0, "filters": None, "dimension_separator": "/",
            "compressor": compressor}


def precomputed(bench, blocks, edge):
    """A raw precomputed volume in the served folder: its name, and those of its chunks."""
    shape = tuple(n * edge for n in reversed(grid(blocks)))
    starts = Boxes("", shape, (edge,) * 3).starts()
    names = ["0/" + "_".join(f"{a}-{a + edge}" for a in start) for start in starts]
    info = {"@type": "neuroglancer_multiscale_volume", "type": "image", "data_type": "uint8",
            "num_channels": 1, "scales": [{
                "key": "0", "size": shape, "chunk_sizes": [[edge] * 3], "encoding": "raw",
                "voxel_offset": [0, 0, 0], "resolution": [8, 8, 8]}]}
    return "volume", linked(bench.served / "volume", "info", info, names, voxels(edge))


def zarr(bench, folder, blocks, edge):
    """A Zarr v2 array of blosc-zstd chunks in the folder: its name, and those of its chunks."""
    raw, packed = bench.work / "chunk.raw", bench.work / "chunk.blosc"
    raw.write_bytes(voxels(edge))
    source = Path(__file__).parent / "BloscChunk.java"
    subprocess.run([bench.java, "--enable-native-access=ALL-UNNAMED", "-cp", bench.app / "lib/*",
                    source, raw, packed], check=True)
    counts = grid(blocks)
    names = ["/".join(map(str, start)) for start in Boxes("", counts, (1, 1, 1)).starts()]
    array = zarray([n * edge for n in counts], edge,
                   {"id": "blosc", "cname": "zstd", "clevel": 5, "shuffle": 0, "blocksize": 0})
    return "volume.zarr", linked(folder / "volume.zarr", ".zarray", array, names,
                                 packed.read_bytes())


def linked(folder, metadata, content, names, chunk):
    """Writes the metadata once, and each chunk as a hard link to one file; returns the names."""
    if not folder.exists():
        folder.mkdir()
        (folder / metadata).write_text(json.dumps(content))
        one = folder.with_name(folder.name + ".chunk")
        one.write_bytes(chunk)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(one, folder / name)
    return names
