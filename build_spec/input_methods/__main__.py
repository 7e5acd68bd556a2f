"""Runs the proof for each input method, prints the table; exit 1 where a field got something else.

Installs nothing: what is missing is named, and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_spec.input_methods.frameworks import Framework, frameworks
from build_spec.input_methods.screen import Screen, lacking
from build_spec.input_methods.walk_faults import faults
from build_spec.input_methods.walk_fields import FieldsWalk, Line
from build_spec.input_methods.walk_program import ProgramWalk, programs

PICTURES = Path("input-methods-out")
_STARTING = 2.5
"""Seconds: an input method answers on the bus before it has read its words."""
_WIDTHS = (9, 22, 18, 22)


def main(chosen: Sequence[str]) -> int:
    """Prove it for those named, or for all."""
    if missing := lacking():
        _tell(f"缺 {'、'.join(missing)}：请先安装，再运行一次。")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jyguide-station-") as made:
        folder = Path(made) / "demo"
        demo = (sys.executable, "-m", "jyguide", "demo", str(folder))
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        tried, wrong = _table(chosen, folder)
    if not tried:
        _tell("一种输入法框架都没有试到：请先安装上面所说的软件包，再运行一次。")
        return 1
    _tell(f"{wrong} 处不对。" if wrong else "都对。")
    return 1 if wrong else 0


def _table(chosen: Sequence[str], folder: Path) -> tuple[int, int]:
    """Print it; how many lines it has, and how many of them are wrong."""
    tried = wrong = 0
    _tell(_row("framework", "field", "typed", "got"))
    for framework in frameworks():
        if chosen and framework.name not in chosen:
            continue
        if missing_here := framework.lacking():
            _tell(_row(framework.name, "—", "—", f"没有装 {missing_here}，略过"))
            continue
        for line in _proven(framework, folder):
            verdict = "" if line.right else f"   ✗ wanted {_said(line.wanted)}"
            _tell(_row(line.framework, line.where, line.typed, _said(line.got)) + verdict)
            tried += 1
            wrong += not line.right
    return tried, wrong


def _proven(framework: Framework, folder: Path) -> Iterator[Line]:
    home = Path(tempfile.mkdtemp(prefix=f"jyguide-{framework.name}-"))
    screen = Screen(home, framework.session)

    def start() -> subprocess.Popen[bytes] | None:
        started = framework.start({**screen.environment, **framework.own})
        if started is not None:
            screen.keep(started)
        return started

    try:
        started = start()
        time.sleep(_STARTING)  # nothing tells that it has read its words
        walk = FieldsWalk(screen, framework, PICTURES)
        yield from walk.lines()
        if started is not None and framework.bridged:
            yield from faults(screen, framework, walk, started, start)
        walk.close()
        for name in programs():
            own = shutil.copytree(folder / "station", home / name)
            yield from ProgramWalk(screen, framework, name, own, PICTURES).lines()
    finally:
        screen.close()
        shutil.rmtree(home, ignore_errors=True)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _said(value: object) -> str:
    return "·".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(*texts: str) -> str:
    return "  ".join(
        text + " " * max(0, width - sum(_cells(sign) for sign in text))
        for text, width in zip(texts, _WIDTHS, strict=True)
    )


def _cells(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
