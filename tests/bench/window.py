"""Going from page to page at the city's size, and the memory that takes.

``python -m tests.bench.window`` also tells each page and tab.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import floors
from tests.bench.cold_start import BARE
from tests.bench.memory import peak_mb
from tests.bench.offices import state_in
from tests.bench.ratio import Limit, rounds_of
from tests.bench.window_city import city

_SIZE = (1366, 768)
_ROUNDS = 11
"""The first, and ten more."""
_SETTLED = 2
"""By then everything was shown twice; what is kept for speed is kept."""


def run() -> Iterator[Limit]:
    """A page shown again under 100 ms at the median; memory under 300 MB, and flat."""
    yield from _lines(_walked())


def _lines(found: dict[str, Any]) -> Iterator[Limit]:
    bare_ms, bare_mb = floors.switched_ms(*_SIZE), peak_mb(BARE)
    again = [taken for times in found["again"].values() for taken in times]
    pages = [taken for name, times in found["again"].items() if ":" not in name for taken in times]
    held = [taken for times in found["again_held"].values() for taken in times]
    yield Limit("换页到有数，中位", statistics.median(pages), "ms", 100, bare_ms)
    yield Limit("换页、换标签到有数，中位", statistics.median(again), "ms", 100, bare_ms)
    first, stopped = (statistics.median(found[kind].values()) for kind in ("first", "held"))
    yield Limit("第一次打开到有数，中位", first, "ms", 200, bare_ms)
    yield Limit("第一次打开时界面停住，中位", stopped, "ms", 100, bare_ms)
    yield Limit("再次打开时界面停住，最长", max(held), "ms", 100, bare_ms)
    memory = [kilobytes / 1024 for kilobytes in found["memory"]]
    yield Limit("每页每个标签打开一次以后的内存", memory[0], "MB", 300, bare_mb)
    yield Limit("再打开十遍增加的内存", memory[-1] - memory[_SETTLED - 1], "MB", 10)


def _walked() -> dict[str, Any]:
    rounds = max(rounds_of(_ROUNDS), _SETTLED + 1)
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = city(Path(name))
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.window_walk", str(folder), str(rounds)],
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    found = _walked()
    for line in _lines(found):
        sys.stdout.write(f"{line.line()}\n")
    sys.stdout.write("页:标签\t第一次 ms\t其中停住\t再次 ms\t其中停住\n")
    for name in sorted(found["first"], key=lambda name: -found["first"][name]):
        times = (found[kind][name] for kind in ("first", "held"))
        later = (statistics.median(found[kind][name]) for kind in ("again", "again_held"))
        sys.stdout.write("\t".join([name, *(f"{one:.0f}" for one in (*times, *later))]) + "\n")


if __name__ == "__main__":
    main()
