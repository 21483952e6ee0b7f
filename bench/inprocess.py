"""Figures that the Java benchmarks of `mvn -Pbench verify` left: they look inside one process."""

import json

import children
from table import Row


def figures(bench, name):
    """What the benchmark of this name found, or Missing."""
    file = bench.out / f"{name}.json"
    if not file.exists():
        raise children.Missing(f"no {file.name}; mvn -Pbench verify makes it")
    return json.loads(file.read_text())


def visible_rows(bench):
    found = figures(bench, "visible")
    rows = []
    for percent, goal in ((50, 1), (99, None)):
        mine, bare = found[f"visible-{percent}"], found[f"bare-{percent}"]
        rows.append(Row("" if rows else "visible block, 256 KiB, 0 ms, warm",
                        f"over a bare GET, {percent} %, ms ({number(mine)} over {number(bare)})",
                        mine - bare, at_most=goal, ratio_matters=False, runs={"java": found}))
    return rows


def number(value):
    return f"{value:.2f}"


def engine_rows(bench):
    found = figures(bench, "engine")
    goals = {"visible-during-bulk": ("visible block during a bulk fetch", "times alone", 1.5),
             "view": ("view of 540 blocks, 50 ms, warm", "all voxels in hand, s", 1.5),
             "million-first-request": ("plan of a million blocks", "first request, s", None)}
    return [Row(what, figure, found[key], at_most=goal, ratio_matters=False)
            for key, (what, figure, goal) in goals.items()]
