"""SOAK.md: what a run found, written by the run itself."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jyguide.release import release
from tests.soak.calendar import Blow, Calendar
from tests.soak.ledger import Event, Ledger
from tests.soak.offices import PCS
from tests.soak.size import (
    EMPTY,
    FOUNDING,
    PER_ENTRY,
    TOLERANCE,
    predicted_bytes,
    predicted_entries,
)
from tests.soak.window import ROUNDS, SETTLED

SLOPE_LIMIT = 2.0
"""MB a simulated month, once everything has been loaded: 24 in a year without a restart.

Not 0: tables of keys fill up to their limits, and between what lives the heap keeps holes that
grow with the largest thing done. What leaks shows in the number of objects too.
"""
WINDOW_LIMIT = 5.0
"""MB over the rounds after the second."""
_WARM = 2
"""Months after which everything was loaded once."""
_MB = 1024
_ROOT = Path(__file__).parents[2]


@dataclass
class Run:
    """Everything a soak came to.

    Attributes:
        killed: The year in processes that are killed.
        whole: The year in one process, or None where only the other was asked for.
        window: Kilobytes of the window after each round.
        seconds: Of each part.
    """

    calendar: Calendar
    killed: Ledger
    whole: Ledger | None = None
    window: Sequence[int] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    def findings(self) -> list[str]:
        """Whatever must not be, of any part."""
        found = list(self.killed.findings)
        if self.whole is not None:
            found += [f"without kills: {what}" for what in self.whole.findings]
            if self.calendar.days >= 180 and slope(self.whole.months) > SLOPE_LIMIT:
                found.append(f"memory grows by {slope(self.whole.months):.2f} MB a month")
        if self.window and growth(self.window) > WINDOW_LIMIT:
            found.append(f"the window's memory grows by {growth(self.window):.1f} MB")
        if self.calendar.days >= 180:
            found += self._size_findings()
        return found

    def _size_findings(self) -> Iterable[str]:
        actual, meant = _station_bytes(self.killed), predicted_bytes(self.calendar)
        if abs(actual / meant - 1) > TOLERANCE:
            yield f"the database has {actual} bytes, predicted were {meant}"


def slope(months: Sequence[Event]) -> float:
    """MB a month by least squares, the first months left out."""
    points = [(at, one["memory"] / _MB) for at, one in enumerate(months)][_WARM:]
    if len(points) < 2:
        return 0.0
    middle = sum(at for at, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    return sum((at - middle) * (value - mean) for at, value in points) / sum(
        (at - middle) ** 2 for at, _ in points
    )


def growth(rounds: Sequence[int]) -> float:
    """MB from the second round to the last."""
    return (rounds[-1] - rounds[SETTLED - 1]) / _MB


def written(run: Run) -> str:
    """The page."""
    parts = [
        _head(run),
        _done(run.killed),
        _blows(run.killed),
        _sizes(run),
        _memory(run),
        _findings(run),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(run: Run) -> str:
    calendar, ledger = run.calendar, run.killed
    took = ", ".join(f"{name} {seconds / 60:.1f} min" for name, seconds in run.seconds.items())
    found = run.findings()
    verdict = "nothing that must not be" if not found else f"{len(found)} findings, listed below"
    return (
        "# One simulated year\n\n"
        "Written by the run itself: `make soak`, or "
        "`.venv/bin/python -m tests.soak --seed N --days N`.\n"
        "A city and two PCs of one station, each in a shut folder, work through a calendar that "
        "follows from the seed; processes are killed, disks are full; after each blow and each "
        "month everything is compared with a model that heard of every answer a service gave.\n\n"
        f"jyguide {release()}, seed {calendar.seed}, {calendar.days} days, "
        f"{sum(ledger.deeds.values()):,} deeds done, {sum(ledger.refused.values())} refused with "
        f"a sentence, {ledger.facts['kills']} kills, {_faults(ledger)} faults, "
        f"{ledger.facts['checks']} full checks: **{verdict}**.\n\n"
        f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}. "
        f"Time: {took}. Opening the station's folder, Argon2id and the day's backup included, "
        f"took {ledger.openings[0]:.2f} s at first and {ledger.openings[-1]:.2f} s at the end."
    )


def _done(ledger: Ledger) -> str:
    names = sorted({*ledger.deeds, *ledger.refused})
    rows = [(name, ledger.deeds[name], ledger.refused[name]) for name in names]
    facts = [
        (name, count)
        for name, count in sorted(ledger.facts.items())
        if name not in {blow.value for blow in Blow}
    ]
    return (
        "## What was done\n\n"
        + _table(("deed", "done", "refused"), rows)
        + "\n\n"
        + _table(("of that", "count"), facts)
    )


def _blows(ledger: Ledger) -> str:
    rows = [(blow.value, ledger.facts[blow.value]) for blow in Blow]
    return (
        "## What struck\n\nPlanned for a deed; a step that a deed never comes to strikes a later "
        "one or none.\n\n" + _table(("blow", "deeds"), rows)
    )


def _sizes(run: Run) -> str:
    last = run.killed.months[-1]
    rows = [
        (
            pc,
            f"{last['pcs'][pc]['entries']:,}",
            f"{last['pcs'][pc]['bytes'] / 1e6:.2f} MB",
            last["pcs"][pc]["backups"],
        )
        for pc in PCS
    ]
    meant, actual = predicted_bytes(run.calendar), _station_bytes(run.killed)
    return (
        "## How large it became\n\n"
        f"Told beforehand: {EMPTY:,} bytes that ship + {PER_ENTRY:,} a journal entry × "
        f"({FOUNDING} of the founding + what the calendar's deeds write on the average) = "
        f"{EMPTY:,} + {PER_ENTRY:,} × {predicted_entries(run.calendar):,} = "
        f"{meant / 1e6:.2f} MB. It became {actual / 1e6:.2f} MB, {actual / meant - 1:+.0%}; "
        f"±{TOLERANCE:.0%} is allowed (station, PC a).\n\n"
        + _table(("PC", "journal entries", "database", "backups kept"), rows)
        + "\n\n"
        + _table(("table", "living rows"), sorted(last["rows"].items()))
    )


def _memory(run: Run) -> str:
    parts = ["## Memory"]
    if run.whole is not None:
        rows = [
            (f"day {one['day'] + 1}", f"{one['memory'] / _MB:.1f} MB",
             f"{one['resident'] / _MB:.1f} MB", f"{one['objects']:,}",
             f"{one['pcs']['a']['entries']:,}")
            for one in run.whole.months
        ]  # fmt: skip
        parts.append(
            "The same year without blows in one process, folders shut and opened each week; "
            f"from the third month on {slope(run.whole.months):+.2f} MB a month "
            f"(limit {SLOPE_LIMIT}). In use is what stays when the C library has given back what "
            "it keeps for later; that follows from the largest thing ever done.\n\n"
            + _table(("month's end", "in use", "resident", "Python objects", "entries"), rows)
        )
    if run.window:
        told = ", ".join(f"{one / _MB:.1f}" for one in run.window)
        parts.append(
            f"The window over that folder, every page and tab in {ROUNDS} rounds: {told} MB; "
            f"from the second round on {growth(run.window):+.1f} MB (limit {WINDOW_LIMIT})."
        )
    return "\n\n".join(parts)


def _findings(run: Run) -> str:
    found = run.findings()
    if not found:
        return ""
    shown = [what.strip().replace(f"{_ROOT}/", "").replace("\n", "\n      ") for what in found]
    return "## Findings\n\n" + "\n\n".join(f"-     {what}" for what in shown)


def _faults(ledger: Ledger) -> int:
    return sum(ledger.facts[one.value] for one in (Blow.DISK_FULL, Blow.DENIED, Blow.FILE_LIMIT))


def _station_bytes(ledger: Ledger) -> int:
    return int(ledger.months[-1]["pcs"]["a"]["bytes"])


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
