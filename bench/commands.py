"""Starting, telling, drawing and reading what is cached."""

from pathlib import Path

import children
import fetching
import volumes
from table import Row

BLOCKS = 1024
EDGE = 64


def version_rows(bench):
    return turns(bench, "cellar --version", lambda name: ["--version"], {"wall": 0.5}, 5)


def info_rows(bench):
    return turns(bench, "cellar info, 1,024 blocks cached",
                 lambda name: ["info", cached(bench, name)], {}, 5)


def picture_rows(bench):
    return turns(bench, "cached blocks to a complete picture of the window",
                 lambda name: ["open", cached(bench, name), "--picture",
                                    bench.memory / f"{name}.png"], {"wall": 0.8})


def turns(bench, what, arguments, goals, repeats=0):
    """Wall and CPU seconds of a command of every build in turn; goals are ratios to the build before."""
    runs = {}
    for name, _ in bench.builds():
        arguments(name)
    for _ in range(1 if bench.options.quick else max(repeats, bench.repeats)):
        for name, app in bench.builds():
            runs.setdefault(name, []).append(command(bench, app, name, arguments(name)))
    return [Row("" if key == "cpu" else what, f"{title}, s", least(runs["cellar"], key),
                peer="before", peer_value=least(runs.get("before"), key), at_most=goals.get(key),
                runs=runs if key == "wall" else {})
            for key, title in (("wall", "wall"), ("cpu", "CPU"))]


def command(bench, app, name, arguments):
    """One run of a build in a home of its own."""
    return children.run([app / "bin/cellar", *arguments], bench.work / f"{name}.log",
                        {"CELLAR_HOME": str(bench.work / f"home-{name}")})


def least(runs, key):
    return min(run[key] for run in runs) if runs else None


def cached(bench, name):
    """The description of a volume of which the build of this name has fetched all blocks."""
    folder = bench.folder(f"cached-{name}")
    if not folder.exists():
        bench.server.latency(0)
        volume = volumes.cubes(bench.server, volumes.body(bench, EDGE), BLOCKS, EDGE)
        description = volume.describe(folder)
        fetching.fetch(bench, dict(bench.builds())[name], description, folder, BLOCKS, 16)
    return folder / "volume.json"


def read_rows(bench):
    """268 MB from the cache into a file, beside h5py reading the same files into an array."""
    python = children.python_with("h5py")
    shape = [n * EDGE for n in volumes.grid(BLOCKS)]
    root = cached(bench, "cellar").parent / "blocks"
    script = [python, Path(__file__).parent / "h5py_read.py", root, "data", *shape, EDGE]
    for name, _ in bench.builds():
        cached(bench, name)
    children.run(script, bench.work / "h5py.log")
    runs = {}
    for _ in range(bench.repeats):
        runs.setdefault("h5py", []).append(children.run(script, bench.work / "h5py.log"))
        for name, app in bench.builds():
            out = bench.memory / f"{name}.raw"
            runs.setdefault(name, []).append(command(
                bench, app, name, ["read", cached(bench, name), "--offline", "--out", out]))
    children.require(
        lambda: (bench.memory / "cellar.raw").read_bytes() == tiled(volumes.voxels(EDGE)),
        "not the voxels that were served")
    return compared("cached read of 268 MB into a file", runs, "h5py", 1.2, 2)


def tiled(cube):
    """All voxels of the volume whose every block is this one."""
    counts = volumes.grid(BLOCKS)
    rows = [cube[n:n + EDGE] * counts[2] for n in range(0, len(cube), EDGE)]
    planes = [b"".join(rows[n:n + EDGE]) * counts[1] for n in range(0, len(rows), EDGE)]
    return b"".join(planes) * counts[0]


def compared(what, runs, peer, wall_goal=None, cpu_goal=None):
    """Wall, CPU and memory of a build beside a peer's."""
    best = {name: {key: least(found, key) for key in ("wall", "cpu", "mib")}
            for name, found in runs.items()}
    return [Row.of(what, "wall, s", best, "wall", peer, runs, at_most=wall_goal),
            Row.of("", "CPU, s", best, "cpu", peer, {}, at_most=cpu_goal),
            Row.of("", "memory, MiB", best, "mib", peer, {})]
