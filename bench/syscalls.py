"""System calls a block: two traced fetches of different size, so that the start cancels out."""

import re
from collections import Counter

import children
import volumes
from table import Row

BLOCKS = (64, 320)
GOAL = 14

# thread, call, and the descriptor of the first argument with what it is, as strace -f -y prints it
LINE = re.compile(r"^\d+ +(\w+)\((?:(?:AT_FDCWD|-?\d+)<([^>]*)>)?")
PATHS = set("open openat openat2 creat stat lstat statx newfstatat access faccessat faccessat2 "
            "readlink readlinkat mkdir mkdirat rmdir rename renameat renameat2 link linkat unlink "
            "unlinkat symlink chmod fchmodat chown utimensat statfs truncate getxattr lgetxattr "
            "chdir getcwd".split())
NETWORK = set("socket connect accept accept4 bind listen sendto recvfrom sendmsg recvmsg shutdown "
              "getsockopt setsockopt getsockname getpeername poll ppoll epoll_wait epoll_pwait "
              "epoll_ctl epoll_create1 select pselect6".split())


def kind(call, descriptor):
    """To which of the table's kinds a call belongs."""
    if call == "futex":
        return "futex"
    if call in NETWORK or (descriptor and descriptor.startswith(("socket:", "TCP", "UNIX"))):
        return "network"
    if call in PATHS or (descriptor and descriptor.startswith("/") and call != "mmap"):
        return "path and file"
    return "other"


def counted(trace):
    """How often each (kind, call) was begun."""
    found = Counter()
    with open(trace, errors="replace") as lines:
        for line in lines:
            match = LINE.match(line)
            if match:
                found[kind(*match.groups()), match.group(1)] += 1
    return found


def traced(bench, app, name, blocks):
    """The calls of one fetch of so many blocks."""
    volume = volumes.cubes(bench.server, volumes.body(bench, 64), blocks, 64)
    folder = bench.folder(f"syscalls-{name}-{blocks}")
    description = volume.describe(folder)
    trace = folder / "trace"
    children.run([children.tool("strace"), "-f", "-y", "-qq", "-o", trace, app / "bin/cellar",
                  "fetch", description, "--parallel", "16"], folder / "fetch.log",
                 {"CELLAR_HOME": str(folder / "home")})
    return counted(trace)


def syscall_rows(bench):
    bench.server.latency(50)
    builds = {}
    for name, app in bench.builds():
        small, large = (traced(bench, app, name, blocks) for blocks in BLOCKS)
        builds[name] = {key: (large[key] - small[key]) / (BLOCKS[1] - BLOCKS[0])
                        for key in large | small}
    rows = []
    for part in ("path and file", "network", "futex", "other"):
        sums = {name: sum(n for (of, _), n in calls.items() if of == part)
                for name, calls in builds.items()}
        mine = sorted(((n, call) for (of, call), n in builds["cellar"].items() if of == part),
                      reverse=True)
        shown = ", ".join(f"{call} {n:.1f}" for n, call in mine[:9] if n >= 0.1)
        rows.append(Row("" if rows else "system calls a block, 64³, 16 open",
                        f"{part}: {shown}" if part != "futex" else part, sums["cellar"],
                        sums.get("before"), ratio_matters=False,
                        at_most=GOAL if part == "path and file" else None,
                        runs={name: {call: n for (of, call), n in calls.items() if of == part}
                              for name, calls in builds.items()}))
    return rows
