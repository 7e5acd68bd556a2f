"""``python -m tests.soak``: the year with blows, the year without, and the window at the end."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.bench.offices import state_in
from tests.compiled import compile_once
from tests.fast_folder import fast_folder
from tests.soak.apart import begin_apart, come_to, part_of
from tests.soak.calendar import Calendar
from tests.soak.driver import load_everything, run_killed
from tests.soak.ledger import Event, Ledger
from tests.soak.offices import Offices, SoakClock
from tests.soak.report import Run, written
from tests.soak.window import walked


def main() -> None:
    asked = _asked()
    compile_once()
    room = Path(tempfile.mkdtemp(prefix="soak-", dir=fast_folder()))
    run = _soaked(room, asked)
    asked.report.write_text(written(run), "utf-8")
    sys.stdout.write(f"{asked.report}\n")
    found = run.findings()
    if found:
        sys.stdout.write("\n".join((f"{len(found)} findings; everything is left in {room}", "")))
        raise SystemExit(1)
    shutil.rmtree(room)


def _soaked(room: Path, asked: argparse.Namespace) -> Run:
    calendar = Calendar(asked.seed, asked.days)
    run = Run(calendar, Ledger())
    kept = room / "whole.pickle"
    others = None
    if not asked.kills_alone:
        others = begin_apart(room / "whole", Calendar(asked.seed, asked.days, blows=False), kept)
    load_everything()
    began = time.monotonic()
    hear = partial(_so_far, run, kept, began, asked.report)
    part_of(room / "killed", run_killed, calendar, run.killed, hear)
    run.seconds["with kills"] = time.monotonic() - began
    if others is not None:
        others.join()
        run.whole, run.seconds["without"] = come_to(kept)
        if others.exitcode:
            run.killed.findings.append(f"the year without kills ended with {others.exitcode}")
    if run.killed.months and not asked.kills_alone:
        run.window = _window(room / "killed")
    return run


def _so_far(run: Run, kept: Path, began: float, report: Path, event: Event) -> None:
    """After each month there is a report of what has been done until then."""
    if event["e"] == "month":
        run.seconds["with kills"] = time.monotonic() - began
        run.whole, run.seconds["without"] = come_to(kept)
        report.write_text(written(run), "utf-8")


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
