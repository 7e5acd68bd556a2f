"""Peak memory of the program at rest, with every page opened once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.cold_start import OURS, station

ALLOWED_MB = 200
_TELLING = """
import atexit
@atexit.register
def tell():
    from tests.bench.memory import peak_kilobytes
    print(peak_kilobytes())
"""
PAGES = ("certificate", "exam", "training", "bank", "people")


def run() -> str:
    """One line: what the idle program took at most."""
    with tempfile.TemporaryDirectory() as name:
        folder = station(Path(name))
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        code = _TELLING + OURS
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder), *PAGES],
            check=True, env=environment, capture_output=True, text=True,
        )  # fmt: skip
    used = int(done.stdout.split()[-1]) / 1024
    verdict = "" if used < ALLOWED_MB else "  超出"
    return f"闲置内存峰值\t{used:.0f} MB\t\t\t< {ALLOWED_MB} MB{verdict}"


def peak_kilobytes() -> int:
    """Most memory this process has had; ``ru_maxrss`` would count what started it too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise RuntimeError("no peak of memory is told here")
