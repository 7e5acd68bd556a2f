"""``python -m tests.soak``: the year with blows, the year without, and the window at the end."""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.offices import state_in
from tests.compiled import compile_once
from tests.fast_folder import fast_folder
from tests.soak.apart import begin_apart, part_of
from tests.soak.calendar import Calendar
from tests.soak.driver import run_killed
from tests.soak.ledger import Ledger
from tests.soak.offices import Offices, SoakClock
from tests.soak.report import Run, written
from tests.soak.window import walked


def main() -> None:
    asked = _asked()
    compile_once()
    room = Path(tempfile.mkdtemp(prefix="soak-", dir=fast_folder()))
    run = _soaked(room, asked)
    asked.report.write_text(written(run), "utf-8")
    (room / "model.pickle").write_bytes(pickle.dumps(run))
    sys.stdout.write(f"{asked.report}\n")
    found = run.findings()
    if found:
        sys.stdout.write("\n".join((f"{len(found)} findings; everything is left in {room}", "")))
        raise SystemExit(1)
    shutil.rmtree(room)


def _soaked(room: Path, asked: argparse.Namespace) -> Run:
    calendar = Calendar(asked.seed, asked.days)
    run = Run(calendar, Ledger())
    others = None
    if not asked.kills_alone:
        others = begin_apart(room / "whole", Calendar(asked.seed, asked.days, blows=False))
    began = time.monotonic()
    part_of(room / "killed", run_killed, calendar, run.killed)
    run.seconds["with kills"] = time.monotonic() - began
    if others is not None:
        run.whole, run.seconds["without"] = others.recv()
    if run.killed.months and not asked.kills_alone:
        run.window = _window(room / "killed")
    return run


def _window(room: Path) -> list[int]:
    with state_in(room / "state"):
        return walked(Offices(room, SoakClock()), "a")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--kills-alone", action="store_true", help="only the year with blows")
    parser.add_argument("--report", type=Path, default=Path("SOAK.md"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
