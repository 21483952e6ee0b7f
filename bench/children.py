"""Child processes and what they cost; where the tools lie."""

import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path


class Failed(Exception):
    """A child that did not end as it should; the text says how."""


class Missing(Exception):
    """A tool that is not here; the row is then "not measured"."""


def run(command, log, env=None, quiet=False):
    """Runs the command, its output into the file `log`, and waits for its end.

    Returns wall and CPU seconds (user + system, of the child and of all children it waited for) and
    the largest resident size in MiB.
    """
    environment = dict(os.environ, **(env or {}))
    environment.pop("DISPLAY", None)
    with open(log, "wb") as out:
        start = time.monotonic()
        child = subprocess.Popen([str(part) for part in command], env=environment,
                                 stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        tail = Path(log).read_text(errors="replace").strip()[-800:]
        raise Failed(f"{Path(command[0]).name} ended with {child.returncode}: {tail}")
    return {"wall": wall, "user": usage.ru_utime, "system": usage.ru_stime,
            "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))}


def require(check, wrong):
    """Fails unless the check is true. It is made in a process of its own: what it holds in memory
    would count as that of each program that is started later."""
    process = multiprocessing.get_context("fork").Process(
        target=lambda: os._exit(0 if check() else 1))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise Failed(wrong)


def tool(name):
    """The path of a command, or Missing."""
    found = shutil.which(name)
    if not found:
        raise Missing(f"no {name} here")
    return found


def java():
    """The java command of a Java 25 or newer, looked for where the launcher of Cellar looks."""
    homes = [os.environ.get("CELLAR_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    path = shutil.which("java")
    homes += [str(Path(path).resolve().parent.parent)] if path else []
    for folder in ("/usr/lib/jvm", "/usr/java", "/Library/Java/JavaVirtualMachines"):
        homes += sorted(str(home) for home in Path(folder).glob("*"))
    for home in filter(None, homes):
        for candidate in (Path(home), Path(home) / "Contents/Home"):
            if (candidate / "bin/java").exists() and version(candidate) >= 25:
                return str(candidate / "bin/java")
    raise Missing("no Java 25 here")


def version(home):
    """The feature version of the Java in this folder, 0 when that is not told."""
    release = home / "release"
    text = release.read_text() if release.exists() else ""
    found = re.search(r'JAVA_VERSION="(\d+)', text)
    return int(found.group(1)) if found else 0


def python_with(module):
    """A Python that has the module, or Missing."""
    for name in ("python3", "/usr/bin/python3"):
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", f"import {module}"], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL).returncode == 0:
            return path
    raise Missing(f"no Python with {module} here")


def cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def first_line(command):
    """What a command says first, on whichever stream; "none" when it is missing."""
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except FileNotFoundError:
        return "none"
    return said.stdout.decode(errors="replace").strip().split("\n")[0]
