#!/usr/bin/env python3
"""Measures Cellar as a whole process beside curl and other peers, all in one run.

Writes bench.md and bench.json into target/bench (--out). Every run of Cellar begins with an empty
cache below target/bench/work/TIME, and nothing is deleted, since some file systems make new files
slowly for minutes after many were deleted: delete target/bench/work yourself when you are not about to
measure. What curl gets goes into /dev/shm where there is one, and is deleted at the end.
"""

import argparse
import platform
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

import catalogue
import children
import servers
import table
import volumes


class Bench:
    """What the rows share: builds, folders, server, options."""

    def __init__(self, options):
        self.options = options
        self.repeats = options.repeats
        self.app = options.app.resolve()
        self.before = options.before.resolve() if options.before else None
        self.out = options.out.resolve()
        self.work = self.out / "work" / time.strftime("%Y%m%d-%H%M%S")
        self.work.mkdir(parents=True)
        self.served = self.work / "served"
        self.served.mkdir()
        self.java = children.java()
        self.shared = Path("/dev/shm").is_dir()
        self.memory = Path(tempfile.mkdtemp(
            prefix="cellar-bench-", dir="/dev/shm" if self.shared else self.work))
        self.curl_folder = self.memory / "curl"
        self.curl_folder.mkdir()
        self.server = None if options.server else servers.OwnServer(self.java, self.served, self.out)

    def builds(self):
        """Names and folders of the builds that are compared, the one that is measured first."""
        return [("cellar", self.app)] + ([("before", self.before)] if self.before else [])

    def folder(self, name):
        """The path of a folder in the work folder that does not exist yet."""
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
        return self.work / plain

    def close(self):
        if self.server:
            self.server.close()
        if self.shared:
            shutil.rmtree(self.memory)


def numbers(text):
    return tuple(int(part) for part in text.split(","))


def arguments():
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--app", type=Path, default=root / "target/app", help="Cellar as it was built; target/app")
    add("--before", type=Path, help="an older build, measured in turn with the other")
    add("--out", type=Path, default=root / "target/bench", help="where the tables go")
    add("--repeats", type=int, default=3, help="runs of each; least CPU and highest rate are told")
    add("--rows", help="which rows, by comma: " + ", ".join(catalogue.NAMES))
    add("--quick", action="store_true", help="one repeat and an eighth of the blocks")
    own = parser.add_argument_group("one fetch row of your own instead of the usual four")
    own.add_argument("--blocks", type=int)
    own.add_argument("--size", type=int, help="edge of a block in voxels of one byte")
    own.add_argument("--open", type=int, help="requests at a time")
    own.add_argument("--latency", type=int, help="ms before the server answers")
    own.add_argument("--server", metavar="URL", help="address of a box at a server of your own, with "
                     "{x_start}, {x_stop}, ... as in a description; rates then count whole processes")
    own.add_argument("--shape", type=numbers, help="of that volume, by comma, in the order of --axes")
    own.add_argument("--block-shape", type=numbers, default=(64, 64, 64))
    own.add_argument("--axes", default="zyx")
    own.add_argument("--dtype", default="uint8")
    own.add_argument("--dataset", default="cube")
    options = parser.parse_args()
    if options.quick:
        options.repeats = 1
    if options.server and not options.shape:
        parser.error("--server needs --shape")
    if not (options.app / "bin/cellar").exists():
        parser.error(f"no bin/cellar in {options.app}: build it with mvn package, or name it by --app")
    return options


def machine(bench):
    """Where and of what the figures are."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else []:
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
    load = Path("/proc/loadavg")
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "machine": f"{cpu}, {children.cores()} cores, {platform.system()} {platform.release()}",
        "load at the start": load.read_text().split()[0] if load.exists() else "unknown",
        "java": children.first_line([bench.java, "-version"]),
        "curl": children.first_line(["curl", "--version"]),
        "repeats": bench.repeats,
    }


def main():
    options = arguments()
    bench = Bench(options)
    rows = []
    told = machine(bench)
    try:
        for name, measure in catalogue.chosen(options):
            print(f"{name} ...", file=sys.stderr, flush=True)
            try:
                found = measure(bench)
            except children.Missing as e:
                found = [table.Row(name, "", note=f"not measured: {e}")]
            except Exception as e:
                traceback.print_exc()
                found = [table.Row(name, "", note=f"FAILED: {' '.join(str(e).split())}")]
            rows += found
            table.write(bench.out, rows, told)
    finally:
        bench.close()
    print(table.markdown(rows, told))
    return 1 if any(row.note.startswith("FAILED") for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
