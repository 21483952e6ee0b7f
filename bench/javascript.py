"""A Zarr array of one's own disk, read by Cellar and by zarrita under node."""

import shutil
import subprocess
from pathlib import Path

import children
import commands
import volumes

ZARRITA = "zarrita@0.7.5"


def installed(bench):
    """The folder of node modules with the script in it; npm fills it once."""
    folder = bench.out / "node"
    if not (folder / "node_modules/zarrita").is_dir():
        folder.mkdir(exist_ok=True)
        npm = [children.tool("npm"), "install", "--no-audit", "--no-fund", "--silent", ZARRITA]
        try:
            subprocess.run(npm, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=300)
        except subprocess.SubprocessError as e:
            raise children.Missing(f"no zarrita here: {e}") from e
    return shutil.copy(Path(__file__).parent / "zarrita.mjs", folder)


def zarrita_rows(bench):
    """1,024 chunks of 64³ into a file of 268 MB."""
    node, script = children.tool("node"), installed(bench)
    folder = bench.folder("own-files")
    folder.mkdir()
    name, _ = volumes.zarr(bench, folder, commands.BLOCKS, commands.EDGE)
    theirs = bench.memory / "zarrita.raw"
    peer = [node, script, folder / name, theirs]
    children.run(peer, bench.work / "zarrita.log")
    runs = {}
    for _ in range(bench.repeats):
        runs.setdefault("zarrita", []).append(children.run(peer, bench.work / "zarrita.log"))
        for build, app in bench.builds():
            out = bench.memory / f"{build}.raw"
            runs.setdefault(build, []).append(commands.command(
                bench, app, build, ["read", folder / name, "--out", out]))
    children.require(lambda: (bench.memory / "cellar.raw").read_bytes() == theirs.read_bytes(),
                     "not the voxels that zarrita reads")
    return commands.compared("read a Zarr of blosc-zstd, 268 MB, into a file", runs, "zarrita")
