"""The server of the benchmarks, or somebody else's."""

import json
import subprocess
import urllib.request
from pathlib import Path


class OwnServer:
    """BlockServer.java in a process of its own, serving a folder."""

    def __init__(self, java, folder, out):
        classes = out / "classes"
        source = Path(__file__).parent / "BlockServer.java"
        javac = Path(java).parent / "javac"
        subprocess.run([javac, "-d", classes, source], check=True)
        self.process = subprocess.Popen(
            [java, "-XX:+UseSerialGC", "-cp", classes, "BlockServer", folder],
            stdout=subprocess.PIPE)
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def latency(self, milliseconds):
        get(f"{self.address}/latency/{milliseconds}")

    def stats(self):
        """Blocks since the last call, and the seconds from first request to last byte."""
        return json.loads(get(f"{self.address}/stats"))

    def url_format(self, body):
        """The address of a box, answered with the file `body` of the folder."""
        return (f"{self.address}/box/{body}/"
                "{x_start}_{x_stop}/{y_start}_{y_stop}/{z_start}_{z_stop}")

    def close(self):
        self.process.terminate()
        self.process.wait()


def get(url):
    plain = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with plain.open(url, timeout=10) as answer:
        return answer.read()
