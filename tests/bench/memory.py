"""Peak memory of the program at rest, with every page opened once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.cold_start import BARE, OURS, station
from tests.bench.offices import state_in
from tests.bench.ratio import Limit

ALLOWED_MB = 200
_TELLING = """
import atexit
@atexit.register
def tell():
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM:")))
"""
PAGES = ("certificate", "exam", "training", "bank", "people")


def run() -> Iterator[Limit]:
    """What the idle program took at most, beside a bare window of the same Qt."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        used = peak_mb(OURS, str(station(Path(name))), *PAGES)
    yield Limit("闲置内存峰值", used, "MB", ALLOWED_MB, peak_mb(BARE))


def peak_mb(code: str, *arguments: str) -> float:
    """Of a process that runs so many lines of Python."""
    done = subprocess.run(
        [sys.executable, "-c", _TELLING + code, *arguments],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    return int(done.stdout.split()[-1]) / 1024


def peak_kilobytes() -> int:
    """Most memory this process has had; ``ru_maxrss`` would count what started it too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise RuntimeError("no peak of memory is told here")
