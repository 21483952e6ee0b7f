"""Makes HDF5 files for the tests: fixtures.py KIND FOLDER.

Each file NAME.h5 has a NAME.raw beside it with the voxels in C order and little-endian, and a line
in index.tsv: name, dataset, dtype, shape, problem ("-" when the file is fine).
"""

import ctypes
import os
import sys

import h5py
import numpy as np

kind, folder = sys.argv[1:3]
index = []
random = np.random.RandomState(20261120)
TYPES = "bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float32 float64".split()
SHAPE = (7, 11, 13)


def voxels(dtype, shape):
    if dtype == "bool":
        return random.randint(0, 2, shape).astype(bool)
    if dtype.startswith("float"):
        return (random.standard_normal(shape) * 1000).astype(dtype)
    # Few distinct values, so that the compressions have something to do, and both signs.
    info = np.iinfo(dtype)
    values = random.randint(0, 1 << 32, 16, dtype="uint64") * np.uint64(0x100000001)
    return values[random.randint(0, 16, shape)].astype(dtype)


def note(name, dataset, data, problem="-"):
    data = np.asarray(data)
    little = data.astype(data.dtype.newbyteorder("<"))
    with open(os.path.join(folder, name + ".raw"), "wb") as raw:
        raw.write(little.tobytes())
    shape = ",".join(map(str, data.shape))
    index.append("\t".join([name, dataset, data.dtype.name, shape, problem]))


def create(name, libver="earliest", **options):
    return h5py.File(os.path.join(folder, name + ".h5"), "w", libver=libver, **options)


def low_level(file, dataset, dtype, shape, plist, maxshape=None):
    space = h5py.h5s.create_simple(shape, maxshape)
    h5py.h5d.create(file.id, dataset.encode(), h5py.h5t.py_create(np.dtype(dtype), logical=1), space, plist)
    return file[dataset]


FILTERS = {
    "plain": {},
    "gzip": dict(compression="gzip"),
    "gzip9": dict(compression="gzip", compression_opts=9),
    "shuffle-gzip": dict(compression="gzip", shuffle=True),
    "lzf": dict(compression="lzf"),
    "shuffle-lzf": dict(compression="lzf", shuffle=True),
    "fletcher": dict(fletcher32=True),
    "gzip-fletcher": dict(compression="gzip", fletcher32=True),
    "lzf-fletcher": dict(compression="lzf", fletcher32=True),
    "all": dict(compression="gzip", shuffle=True, fletcher32=True),
}


def grid():
    """dtype x byte order x layout x filters x format version."""
    for libver in ("earliest", "latest"):
        for dtype in TYPES:
            for order in "<>":
                if order == ">" and np.dtype(dtype).itemsize == 1:
                    continue
                stored = np.dtype(dtype).newbyteorder(order)
                data = voxels(dtype, SHAPE)
                base = f"{libver}-{dtype}-{'le' if order == '<' else 'be'}"
                with create(base + "-contiguous", libver) as file:
                    file.create_dataset("cube", data=data, dtype=stored)
                note(base + "-contiguous", "/cube", data)
                with create(base + "-compact", libver) as file:
                    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                    plist.set_layout(h5py.h5d.COMPACT)
                    low_level(file, "cube", stored, SHAPE, plist)[...] = data
                note(base + "-compact", "cube", data)
                for name, options in FILTERS.items():
                    with create(f"{base}-{name}", libver) as file:
                        file.create_dataset(
                            "a/b/cube", data=data, dtype=stored, chunks=(3, 4, 8), **options)
                    note(f"{base}-{name}", "a/b/cube", data)


def indexes():
    """Every chunk index, full and with holes, with and without filters."""
    n = None
    cases = {
        "single": dict(chunks=SHAPE),
        "fixed": dict(chunks=(2, 3, 4)),
        "fixed-larger-max": dict(chunks=(2, 3, 4), maxshape=(9, 40, 13)),
        "fixed-paged": dict(chunks=(1, 1, 1), maxshape=(7, 20, 30)),
        "extensible-0": dict(chunks=(1, 3, 4), maxshape=(n, 20, 13)),
        "extensible-1": dict(chunks=(2, 1, 4), maxshape=(7, n, 14)),
        "extensible-2": dict(chunks=(1, 1, 1), maxshape=(9, 11, n)),
        "tree": dict(chunks=(2, 3, 4), maxshape=(n, n, 13)),
        "deep-tree": dict(chunks=(1, 1, 1), maxshape=(n, n, n)),
        "larger-than-data": dict(chunks=(16, 16, 16), maxshape=(n, n, n)),
    }
    for libver in ("earliest", "v110", "latest"):
        for name, options in cases.items():
            for filters in ("plain", "gzip", "all"):
                data = voxels("uint16", SHAPE)
                with create(f"{libver}-{name}-{filters}", libver) as file:
                    file.create_dataset("cube", data=data, **options, **FILTERS[filters])
                note(f"{libver}-{name}-{filters}", "cube", data)
                with create(f"{libver}-{name}-{filters}-holes", libver) as file:
                    dataset = file.create_dataset(
                        "cube", SHAPE, "<i4", fillvalue=-7, **options, **FILTERS[filters])
                    dataset[5, 2:5, 3:9] = 12
                    dataset[2, 10, 12] = 13
                    data = dataset[...]
                note(f"{libver}-{name}-{filters}-holes", "cube", data)
    line = voxels("uint8", (5000,))
    for libver in ("earliest", "latest"):
        for name, limit in (("fixed", 9000), ("extensible", n)):
            with create(f"{libver}-line-{name}", libver) as file:
                file.create_dataset("line", data=line, chunks=(1,), maxshape=(limit,))
            note(f"{libver}-line-{name}", "line", line)
    implicit()
    never_written()
    masks()
    whole_edges()


def implicit():
    for maxshape in (None, (9, 40, 13)):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2, 3, 4))
        plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        data = voxels("int32", SHAPE)
        name = "implicit" if maxshape is None else "implicit-larger-max"
        with create(name, "latest") as file:
            low_level(file, "cube", "<i4", SHAPE, plist, maxshape)[...] = data
        note(name, "cube", data)


def never_written():
    for libver in ("earliest", "latest"):
        for name, options in {"contiguous": {}, "chunked": dict(chunks=(2, 3, 4))}.items():
            with create(f"{libver}-empty-{name}", libver) as file:
                dataset = file.create_dataset("cube", SHAPE, ">f8", fillvalue=2.5, **options)
                note(f"{libver}-empty-{name}", "cube", dataset[...])


def masks():
    """Chunks that skip some of the filters."""
    import zlib

    for libver in ("earliest", "latest"):
        data = np.arange(4 * 6, dtype="<u2").reshape(4, 6)
        with create(libver + "-masks", libver) as file:
            dataset = file.create_dataset(
                "cube", data.shape, "<u2", chunks=(2, 3), shuffle=True, compression="gzip")
            for mask, (y, x) in enumerate([(0, 0), (0, 3), (2, 0), (2, 3)]):
                chunk = data[y:y + 2, x:x + 3].tobytes()
                if not mask & 1:
                    chunk = np.frombuffer(chunk, "u1").reshape(-1, 2).T.tobytes()
                if not mask & 2:
                    chunk = zlib.compress(chunk)
                dataset.id.write_direct_chunk((y, x), chunk, mask)
            assert (dataset[...] == data).all()
        note(libver + "-masks", "cube", data)


def whole_edges():
    """Edge chunks without filters, an option that h5py does not offer."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "H5Pset_chunk_opts"):
        names = [l.split()[-1] for l in open("/proc/self/maps") if "libhdf5" in l and ".so" in l]
        library = next((ctypes.CDLL(n) for n in sorted(set(names))
                        if hasattr(ctypes.CDLL(n), "H5Pset_chunk_opts")), None)
    if library is None:
        return
    library.H5Pset_chunk_opts.argtypes = [ctypes.c_int64, ctypes.c_uint]
    data = voxels("int16", SHAPE)
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((4, 4, 4))
    plist.set_shuffle()
    assert library.H5Pset_chunk_opts(plist.id, 2) >= 0
    with create("whole-edges", "latest") as file:
        low_level(file, "cube", "<i2", SHAPE, plist)[...] = data
    note("whole-edges", "cube", data)


def crowds():
    """A hundred thousand names in one group, those of one dataset and of many."""
    data = voxels("uint8", SHAPE)
    for libver, order in (("earliest", False), ("latest", False), ("latest", True)):
        with create(f"{libver}-{order}-links", libver) as file:
            group = file.create_group("group", track_order=order)
            group["cube"] = data
            for i in range(100_000):
                group.id.links.create_soft(b"member number %d of the group" % i, b"cube")
        note(f"{libver}-{order}-links", "group/cube", data)
    for libver in ("earliest", "latest"):
        with create(f"{libver}-datasets", libver) as file:
            space = h5py.h5s.create_simple((2, 2))
            for i in range(3000):
                h5py.h5d.create(file.id, b"name %d" % i, h5py.h5t.STD_U8LE, space)
            file["cube"] = data
        note(f"{libver}-datasets", "cube", data)


def paths():
    """Links, groups of every kind, and files in unusual shape."""
    data = voxels("uint8", SHAPE)
    for libver in ("earliest", "latest"):
        with create(libver + "-soft", libver) as file:
            file["a/real"] = data
            file["a/soft"] = h5py.SoftLink("real")
            file["cube"] = h5py.SoftLink("/a/soft")
        note(libver + "-soft", "cube", data)
        with create(libver + "-many", libver) as file:
            for i in range(300):
                file[f"group/name-{i:03d}"] = np.uint8(i & 255)
            file["group/cube"] = data
        note(libver + "-many", "group/cube", data)
        with create(libver + "-umlaut", libver) as file:
            file["Gruppe ä/Würfel"] = data
        note(libver + "-umlaut", "Gruppe ä/Würfel", data)
        with create(libver + "-attributes", libver) as file:
            file["cube"] = data
            for i in range(30):
                file["cube"].attrs[f"a{i}"] = "x" * i
        note(libver + "-attributes", "cube", data)
    deep = "/".join(["g"] * 60 + ["cube"])
    with create("deep") as file:
        file[deep] = data
    note("deep", deep, data)


def userblocks():
    """Files behind a user block, as MATLAB 7.3 writes them, and with one put before them later."""
    data = voxels("uint16", SHAPE)
    for libver in ("earliest", "v108", "v110", "latest"):
        versions = (libver, libver) if libver.startswith("v") else libver
        for size in (512, 1024, 8192):
            for name in ("contiguous", "plain", "gzip", "all"):
                base = f"{libver}-{size}-{name}"
                chunked = dict(chunks=(3, 4, 8), maxshape=SHAPE)
                options = {} if name == "contiguous" else dict(**chunked, **FILTERS[name])
                path = os.path.join(folder, base + ".h5")
                with create(base, versions, userblock_size=size) as file:
                    cube = file.create_dataset("g/cube", data=data, **options)
                    cube.attrs["MATLAB_class"] = np.bytes_("uint16")
                    cube.attrs["axistags"] = '{"axes": [{"key": "z"}, {"key": "y"}, {"key": "x"}]}'
                with open(path, "r+b") as file:
                    file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\0\2IM")
                note(base, "g/cube", data)
        for size in (512, 4096):
            base = f"{libver}-{size}-jammed"
            with create(base, versions) as file:
                file.create_dataset("g/cube", data=data, chunks=(3, 4, 8), compression="gzip")
            path = os.path.join(folder, base + ".h5")
            with open(path, "rb") as file:
                whole = file.read()
            with open(path, "wb") as file:
                file.write(b"# a note\n".ljust(size) + whole)
            note(base, "g/cube", data)


def kinds():
    """Less usual files that are valid all the same."""
    data = voxels("uint16", SHAPE)
    for libver in ("earliest", ("v108", "v108"), ("v110", "v110"), "latest"):
        ver = libver if isinstance(libver, str) else libver[0]

        def good(name, make, dataset="cube", data=data, **options):
            with create(f"{ver}-{name}", libver, **options) as file:
                make(file)
            note(f"{ver}-{name}", dataset, data)

        def cube(file, **options):
            return file.create_dataset("cube", data=data, **options)

        def committed(file):
            file["type"] = np.dtype("u2")
            file.create_dataset("cube", SHAPE, file["type"])[...] = data

        def hard_link(file):
            file["a/b"] = data
            file["cube"] = file["a/b"]

        def soft_links(file):
            file["Würfel/b/real"] = data
            file["link"] = h5py.SoftLink("/Würfel/b")
            file["cube"] = h5py.SoftLink("link/real")

        def attributes(file):
            attrs = cube(file).attrs
            for i in range(2000):
                attrs[f"a{i}"] = i

        def odd_attributes(file):
            attrs = cube(file).attrs
            attrs["compound"] = np.zeros(2, [("a", "f4"), ("b", "S3")])
            attrs["empty"] = h5py.Empty("f4")
            attrs["texts"] = ["a", "bc"]
            attrs["half"] = np.float16(1)
            attrs["reference"] = file["cube"].ref
            attrs["large"] = "x" * 20000
            attrs["complex"] = 1j

        def ordered(file):
            group = file.create_group("g", track_order=True)
            for i in range(100):
                group[f"n{i}"] = np.uint8(i)
            group["cube"] = data

        def scales(file):
            file["z"] = np.arange(SHAPE[0])
            file["z"].make_scale("z")
            cube(file).dims[0].attach_scale(file["z"])

        def early(file):
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
            plist.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
            low_level(file, "cube", "<u2", SHAPE, plist)[...] = data

        def deleted(file):
            for i in range(40):
                file[f"n{i}"] = np.uint8(i)
            cube(file)
            for i in range(39):
                del file[f"n{i}"]

        good("committed", committed)
        good("hard-link", hard_link)
        good("soft-links", soft_links)
        good("names", lambda f: f.update({"a b/.hidden/x.y: (1)": data}), "a b/.hidden/x.y: (1)")
        good("dot-dot", lambda f: f.update({"a/../cube": data}), "a/../cube")
        good("unicode", lambda f: f.update({"Würfel/立方体": data}), "Würfel/立方体")
        good("long-name", lambda f: f.update({"n" * 3000: data}), "n" * 3000)
        good("attributes", attributes)
        good("odd-attributes", odd_attributes)
        good("times", lambda f: cube(f, track_times=True))
        good("ordered", ordered, "g/cube")
        good("scales", scales)
        good("growing", lambda f: cube(f, maxshape=(None,) * 3))
        good("early", early)
        good("big-endian", lambda f: cube(f, dtype=">u2"))
        if ver != "v108":
            good("pages", cube, fs_strategy="page", fs_persist=True)
            good("persistent-space", cube, fs_strategy="fsm", fs_persist=True)
        good("scalar", lambda f: f.update(cube=np.float32(2.5)), data=np.float32(2.5))
        good("nothing", lambda f: f.update(cube=data[:0]), data=data[:0])
        good("deleted", deleted)
    with create("swmr", "latest") as file:
        dataset = file.create_dataset("cube", SHAPE, "u2", chunks=(3, 4, 8), maxshape=(None, 11, 13))
        file.swmr_mode = True
        dataset[...] = data
    note("swmr", "cube", data)


def advice():
    """Files that cannot be read, and what may help."""
    data = voxels("uint16", SHAPE)

    def bad(name, make, libver="earliest"):
        with create(name, libver) as file:
            make(file)
        note(name, "g/cube", data, "UNSUPPORTED")

    def filtered(number, *values):
        def make(file):
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_chunk(SHAPE)
            # Optional: libraries without the filter leave it out when they write.
            plist.set_filter(number, h5py.h5z.FLAG_OPTIONAL, values)
            file.create_group("g")
            low_level(file, "g/cube", "<u2", SHAPE, plist)
        return make

    def precise(bits):
        def make(file):
            kind = h5py.h5t.STD_U16LE.copy()
            kind.set_precision(bits)
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            h5py.h5d.create(file.create_group("g").id, b"cube", kind, h5py.h5s.create_simple(SHAPE), plist)
        return make

    def virtual(file):
        layout = h5py.VirtualLayout(SHAPE, "u2")
        layout[...] = h5py.VirtualSource("other.h5", "cube", SHAPE)
        file.create_virtual_dataset("g/cube", layout)

    def dataset(**options):
        return lambda f: f.create_dataset("g/cube", SHAPE, **options)

    bad("szip", filtered(4, 141, 8))
    bad("nbit", filtered(5))
    bad("scaleoffset", lambda f: f.create_dataset("g/cube", data=data, chunks=SHAPE, scaleoffset=0))
    bad("lz4", filtered(32004, 0))
    bad("virtual", virtual, "latest")
    bad("external", dataset(dtype="u2", external=[("other.raw", 0, 2002)]))
    bad("precision", precise(12))
    bad("longdouble", dataset(dtype=np.longdouble))
    bad("enum", dataset(dtype=h5py.enum_dtype({"A": 0, "B": 1}, "u2")))
    bad("string", dataset(dtype="S4"))
    bad("text", dataset(dtype=h5py.string_dtype()))
    bad("compound", dataset(dtype=np.dtype([("x", "<f4"), ("y", "<f4")])))
    bad("array", dataset(dtype=np.dtype("(3,)u1")))
    bad("opaque", dataset(dtype=h5py.opaque_dtype(np.dtype("M8[s]"))))
    bad("link", lambda f: f.update({"g/cube": h5py.ExternalLink("other.h5", "/x/y")}))
    bad("null", lambda f: f.update({"g/cube": h5py.Empty("u2")}))


def refused():
    """What must not be read, with the problem that is to be reported."""
    data = voxels("uint8", SHAPE)

    def bad(name, problem, make, dataset="cube", libver="earliest", **options):
        with create(name, libver, **options) as file:
            make(file)
        note(name, dataset, data, problem)

    point = np.dtype([("x", "<f4"), ("y", "<f4")])
    bad("compound", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, point))
    bad("complex", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, "c8"))
    bad("string", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, "S4"))
    bad("vlen", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, h5py.vlen_dtype("u1")))
    bad("text", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, h5py.string_dtype()))
    bad("reference", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, h5py.ref_dtype))
    bad("enum", "UNSUPPORTED", lambda f: f.create_dataset(
        "cube", SHAPE, h5py.enum_dtype({"A": 0, "B": 1}, "i1")))
    bad("array", "UNSUPPORTED", lambda f: f.create_dataset("cube", SHAPE, np.dtype("(3,)u1")))
    bad("scaleoffset", "UNSUPPORTED", lambda f: f.create_dataset(
        "cube", data=data, chunks=(2, 3, 4), scaleoffset=True))
    bad("external-storage", "UNSUPPORTED", lambda f: f.create_dataset(
        "cube", SHAPE, "u1", external=[("other.raw", 0, 1001)]))
    bad("external-link", "UNSUPPORTED", lambda f: f.update(cube=h5py.ExternalLink("a.h5", "cube")))
    bad("external-link-latest", "UNSUPPORTED",
        lambda f: f.update(cube=h5py.ExternalLink("a.h5", "cube")), libver="latest")
    bad("virtual", "UNSUPPORTED", virtual, libver="latest")
    bad("null", "UNSUPPORTED", lambda f: f.update(cube=h5py.Empty("u1")))
    bad("scalar", "WRONG_SHAPE", lambda f: f.update(cube=np.uint8(3)))
    bad("rank", "WRONG_SHAPE", lambda f: f.update(cube=data[None]))
    bad("shape", "WRONG_SHAPE", lambda f: f.update(cube=data[:, :, :-1]))
    bad("dtype", "WRONG_DTYPE", lambda f: f.update(cube=data.astype("u2")))
    bad("signed", "WRONG_DTYPE", lambda f: f.update(cube=data.astype("i1")))
    bad("float", "WRONG_DTYPE", lambda f: f.update(cube=data.astype("f4")))
    bad("no-dataset", "NO_DATASET", lambda f: f.update(other=data))
    bad("no-dataset-latest", "NO_DATASET", lambda f: f.update(other=data), libver="latest")
    bad("group", "NO_DATASET", lambda f: f.create_group("cube"))
    bad("below-dataset", "NO_DATASET", lambda f: f.update(cube=data), dataset="cube/x")
    bad("soft-to-nothing", "NO_DATASET", lambda f: f.update(cube=h5py.SoftLink("/nowhere")))
    bad("soft-ring", "CORRUPT", ring)
    bad("petavoxels", "WRONG_SHAPE", lambda f: f.create_dataset(
        "cube", (10 ** 5,) * 3, "u1", chunks=(64, 64, 64)))


def virtual(file):
    layout = h5py.VirtualLayout(SHAPE, "u1")
    layout[...] = h5py.VirtualSource("other.h5", "cube", SHAPE)
    file.create_virtual_dataset("cube", layout)


def ring(file):
    file["cube"] = h5py.SoftLink("/other")
    file["other"] = h5py.SoftLink("/cube")


def damage():
    """A handful of kinds to be damaged by the tests."""
    shape = (6, 10, 12)
    for libver in ("earliest", "latest"):
        data = voxels("uint16", shape)
        for name in ("plain", "gzip", "all", "lzf", "fletcher"):
            with create(f"{libver}-{name}", libver) as file:
                file.create_dataset("g/cube", data=data, chunks=(3, 5, 6), **FILTERS[name])
            note(f"{libver}-{name}", "g/cube", data)
        with create(f"{libver}-contiguous", libver) as file:
            file["g/cube"] = data
        note(f"{libver}-contiguous", "g/cube", data)
        for name, maxshape in {"extensible": (None, 10, 12), "tree": (None, None, 12)}.items():
            with create(f"{libver}-{name}", libver) as file:
                file.create_dataset(
                    "g/cube", data=data, chunks=(1, 2, 3), maxshape=maxshape, compression="gzip")
            note(f"{libver}-{name}", "g/cube", data)
        # So many links and attributes that newer libraries put them into heaps.
        with create(f"{libver}-crowded", libver) as file:
            for i in range(40):
                file[f"g/name-{i:03d}"] = np.uint8(i)
            file["g/cube"] = data
            for i in range(12):
                file["g/cube"].attrs[f"a{i}"] = i
            file["g/cube"].attrs["axistags"] = '{"axes": [{"key": "z"}]}'
        note(f"{libver}-crowded", "g/cube", data)


def bombs():
    import zlib

    shape = (32, 32, 32)
    for name, size, problem in (("inflates", 256, "TOO_LARGE"), ("inflates-less", 2, "CORRUPT")):
        with create(name) as file:
            dataset = file.create_dataset("cube", shape, "u2", chunks=shape, compression="gzip")
            packer = zlib.compressobj(1)
            packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size)) + packer.flush()
            dataset.id.write_direct_chunk((0, 0, 0), packed)
        note(name, "cube", np.zeros(shape, "u2"), problem)
    with create("short") as file:
        dataset = file.create_dataset("cube", shape, "u2", chunks=shape, compression="gzip")
        dataset.id.write_direct_chunk((0, 0, 0), zlib.compress(bytes(65535)))
    note("short", "cube", np.zeros(shape, "u2"), "CORRUPT")
    with create("voxels") as file:
        file.create_dataset("cube", (10 ** 5,) * 3, "u2", chunks=(100, 100, 100))
    note("voxels", "cube", np.zeros(shape, "u2"), "WRONG_SHAPE")
    with create("chunks", "latest") as file:
        file.create_dataset("cube", (100, 1000), "u1", chunks=(1, 1), maxshape=(None, None))[0] = 1
    note("chunks", "cube", np.zeros((100, 1000), "u1"), "TOO_LARGE")
    with create("chunk") as file:
        dataset = file.create_dataset(
            "cube", shape, "u2", chunks=(1000, 1000, 500), maxshape=(None,) * 3, compression="gzip")
        dataset.id.write_direct_chunk((0, 0, 0), zlib.compress(bytes(1000)))
    note("chunk", "cube", np.zeros(shape, "u2"), "TOO_LARGE")
    for libver in ("earliest", "latest"):
        with create(libver + "-ring", libver) as file:
            group = file.create_group("g")
            group["g"] = group
            group["root"] = file["/"]
        note(libver + "-ring", "g/g/root/g/cube", np.zeros(shape, "u2"), "NO_DATASET")


def volumes():
    """Larger files for reading boxes."""
    shape = (40, 50, 60)
    data = voxels("uint16", shape)
    tags = '{"axes": [%s]}' % ", ".join('{"key": "%s", "typeFlags": 2}' % k for k in "zyx")
    for libver in ("earliest", "latest"):
        for name in ("plain", "gzip", "all"):
            with create(f"{libver}-{name}", libver) as file:
                dataset = file.create_dataset(
                    "volume/data", data=data, chunks=(7, 16, 32), **FILTERS[name])
                dataset.attrs["axistags"] = tags
                file["note"] = "not a volume"
            note(f"{libver}-{name}", "/volume/data", data)
        with create(f"{libver}-contiguous", libver) as file:
            file.create_dataset("volume/data", data=data, dtype=">u2").attrs["axistags"] = np.bytes_(tags)
        note(f"{libver}-contiguous", "/volume/data", data)
        with create(f"{libver}-two", libver) as file:
            file["one"] = data
            file["group/two"] = data
        note(f"{libver}-two", "group/two", data, "NO_DATASET")


os.makedirs(folder, exist_ok=True)
globals()[kind]()
with open(os.path.join(folder, "index.tsv"), "w", encoding="utf-8") as out:
    out.write("\n".join(index) + "\n")
