"""The rows by name, in their order."""

import commands
import fetching
import inprocess
import javascript
import syscalls
from volumes import Boxes


def fewer(bench, blocks):
    return max(64, blocks // 8) if bench.options.quick else blocks


def fetch(blocks, edge, parallel, latency):
    return lambda bench: fetching.fetch_row(bench, fewer(bench, blocks), edge, parallel, latency)


def chunks(kind):
    return lambda bench: fetching.chunk_rows(bench, kind, fewer(bench, 1024), 64, 16, 50)


ROWS = {
    "fetch64-50": fetch(1024, 64, 16, 50),
    "fetch64-0": fetch(1024, 64, 16, 0),
    "fetch32-50": fetch(3072, 32, 64, 50),
    "fetch32-0": fetch(3072, 32, 64, 0),
    "syscalls": syscalls.syscall_rows,
    "precomputed": chunks("precomputed"),
    "zarr": chunks("zarr"),
    "version": commands.version_rows,
    "info": commands.info_rows,
    "picture": commands.picture_rows,
    "read": commands.read_rows,
    "zarrita": javascript.zarrita_rows,
    "visible": inprocess.visible_rows,
    "engine": inprocess.engine_rows,
}
NAMES = list(ROWS)


def own(options):
    """The one row of somebody's own sizes or server, or None."""
    if options.server:
        volume = Boxes(options.server, options.shape, options.block_shape, options.dtype,
                       options.dataset, options.axes)
        parallel = options.open or 16
        return lambda bench: fetching.measure(
            bench, f"fetch {len(volume.starts()):,}, {parallel} open", volume, parallel)
    if any(v is not None for v in (options.blocks, options.size, options.open, options.latency)):
        latency = 50 if options.latency is None else options.latency
        return fetch(options.blocks or 1024, options.size or 64, options.open or 16, latency)
    return None


def chosen(options):
    """Names and measures, as the options say; an unknown name ends the program."""
    mine = own(options)
    if mine and not options.rows:
        return [("fetch", mine)]
    names = options.rows.split(",") if options.rows else NAMES
    unknown = [name for name in names if name not in ROWS and not (name == "fetch" and mine)]
    if unknown:
        raise SystemExit(f"no such row: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return [(name, mine if name == "fetch" else ROWS[name]) for name in names]
