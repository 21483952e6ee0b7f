"""`cellar fetch` beside `curl --parallel` of the very same addresses."""

import json
import os
import random

import children
import volumes
from children import Failed
from table import Row

# blocks, edge, open, latency in ms: least share of curl's rate; and the most CPU, as times curl's
RATE_GOALS = {(1024, 64, 16, 50): 0.95, (3072, 32, 64, 50): 0.70,
              (1024, 64, 16, 0): 0.50, (3072, 32, 64, 0): 0.40}
CPU_GOAL = 5
ON_DISK = "curl to disk"


def fetch_row(bench, blocks, edge, parallel, latency):
    """So many cubes from this benchmark's server."""
    volume = volumes.cubes(bench.server, volumes.body(bench, edge), blocks, edge)
    bench.server.latency(latency)
    what = f"fetch {blocks:,} × {edge}³, {parallel} open, {latency} ms"
    rate_goal = RATE_GOALS.get((blocks, edge, parallel, latency))
    return measure(bench, what, volume, parallel, rate_goal, CPU_GOAL if rate_goal else None)


def measure(bench, what, volume, parallel, rate_goal=None, cpu_goal=None):
    """Rows for a volume of boxes."""
    def cellar(app, name):
        folder = bench.folder(name)
        description = volume.describe(folder)
        usage = fetch(bench, app, description, folder, len(volume.starts()), parallel)
        if app == bench.app:
            compare(volume, folder, bench.curl_folder)
        return usage

    return rows(bench, what, volume.urls(), cellar, parallel, rate_goal, cpu_goal)


def chunk_rows(bench, kind, blocks, edge, parallel, latency):
    """A volume of chunks in a folder that the server shows; curl gets the same chunks."""
    name, chunks = (volumes.precomputed(bench, blocks, edge) if kind == "precomputed"
                    else volumes.zarr(bench, bench.served, blocks, edge))
    location = f"{kind}://{bench.server.address}/files/{name}"
    bench.server.latency(latency)

    def cellar(app, folder_name):
        folder = bench.folder(folder_name)
        folder.mkdir()
        usage = fetch(bench, app, location, folder, blocks, parallel)
        right_voxels(bench, app, location, folder, edge)
        return usage

    urls = [f"{bench.server.address}/files/{name}/{chunk}" for chunk in chunks]
    what = f"fetch {blocks:,} × {edge}³ of {kind}, {parallel} open, {latency} ms"
    return rows(bench, what, urls, cellar, parallel)


def right_voxels(bench, app, location, folder, edge):
    """The first block, read from the cache, must be what was made."""
    out = folder / "first.raw"
    roi = ",".join([f"0:{edge}"] * 3)
    children.run([app / "bin/cellar", "read", location, "--offline", "--roi", roi, "--out", out],
                 folder / "read.log", {"CELLAR_HOME": str(folder / "home")})
    if out.read_bytes() != volumes.voxels(edge):
        raise Failed(f"not the voxels that were served: {out}")


def rows(bench, what, urls, cellar, parallel, rate_goal=None, cpu_goal=None):
    """Runs curl and every build in turn, `repeats` times, and makes the rows of it."""
    children.tool("curl")
    curl(bench, urls, parallel, bench.curl_folder)
    runs = {"curl": [], ON_DISK: []}
    for repeat in range(bench.repeats):
        for name, folder in (("curl", bench.curl_folder),
                             (ON_DISK, bench.folder(f"{what}-curl-{repeat}"))):
            folder.mkdir(exist_ok=True)
            runs[name].append(timed(bench, len(urls),
                                    lambda: curl(bench, urls, parallel, folder)))
        for build, app in bench.builds() if repeat % 2 == 0 else reversed(bench.builds()):
            name = f"{what}-{build}-{repeat}"
            runs.setdefault(build, []).append(
                timed(bench, len(urls), lambda: cellar(app, name)))
    best = {who: {"cpu": min(run["cpu"] for run in found),
                  "rate": max(run["rate"] for run in found),
                  "mib": min(run["mib"] for run in found),
                  "block": min(run["cpu"] for run in found) / len(urls) * 1000}
            for who, found in runs.items()}
    return [
        Row.of(what, "CPU, s", best, "cpu", "curl", runs, at_most=cpu_goal),
        Row.of("", "CPU, s", best, "cpu", ON_DISK, {}),
        Row.of("", "CPU a block, ms", best, "block", "curl", {}),
        Row.of("", "blocks a second", best, "rate", "curl", {}, at_least=rate_goal),
        Row.of("", "blocks a second", best, "rate", ON_DISK, {}),
        Row.of("", "memory, MiB", best, "mib", "curl", {}),
    ]


def timed(bench, blocks, run):
    """The usage of a run with the rate that the server saw, or that the whole process had.

    What the run before has left unwritten is written first: a fetch that forces the file system
    would pay for it.
    """
    os.sync()
    if bench.server:
        bench.server.stats()
    usage = run()
    seconds = usage["wall"]
    if bench.server:
        seen = bench.server.stats()
        usage["asked"] = seen["blocks"]
        seconds = seen["seconds"]
        if seen["blocks"] < blocks:
            raise Failed(f"only {seen['blocks']} of {blocks} blocks were asked for")
    usage["rate"] = blocks / seconds
    return usage


def curl(bench, urls, parallel, folder):
    """Each address into a file of its own in that folder."""
    config = bench.work / "curl.config"
    config.write_text("".join(
        f'url = "{url}"\noutput = "{folder}/{n}"\n' for n, url in enumerate(urls)))
    return children.run(
        [children.tool("curl"), "-q", "--noproxy", "127.0.0.1", "--globoff", "--silent",
         "--show-error", "--fail", "--parallel", "--parallel-immediate", "--parallel-max",
         parallel, "--config", config], bench.work / "curl.log")


def fetch(bench, app, location, folder, blocks, parallel):
    """`cellar fetch` with everything of its own in `folder`; fails unless all blocks came."""
    log = folder / "fetch.log"
    usage = children.run(
        [app / "bin/cellar", "fetch", location, "--parallel", parallel, "--json"], log,
        {"CELLAR_HOME": str(folder / "home")}, quiet=True)
    told = json.loads(log.read_text().splitlines()[-1])
    if told["fetched"] != blocks:
        raise Failed(f"fetched {told['fetched']} of {blocks} blocks")
    return usage


def compare(volume, folder, curled):
    """Some of the stored blocks must be, byte for byte, what curl got."""
    starts = list(enumerate(volume.starts()))
    for n, start in random.Random(1).sample(starts, min(32, len(starts))):
        file = volume.file(folder / "blocks", start)
        if not (file.parent / "STATUS.txt").exists():
            raise Failed(f"not stored: {file}")
        if file.read_bytes() != (curled / str(n)).read_bytes():
            raise Failed(f"not what the server sent: {file}")
