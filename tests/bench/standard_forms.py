"""A hundred blank checklists to PDF, and how far the self-inspections of a round are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from jyguide.app import Application
from jyguide.standard.kinds import Phase
from tests.bench import floors
from tests.bench.ratio import Limit, bare, least, seconds
from tests.bench.standard_round import MadeRound
from ui.printing.layout import lay_out
from ui.printing.pdf import graphics_application, write_pdf

SHEETS = 100
_MOST_MS = 50.0
_ROUNDS = 5


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """What each sheet after the first takes, from reading the round to the file on the disk."""
    drawing = graphics_application()
    with TemporaryDirectory() as name:
        target = Path(name) / "检查表.pdf"

        def sheets(count: int) -> float:
            def work() -> None:
                chosen = made.branches[:count]
                blanks = app.inspection_forms.blanks(made.round_id, chosen, Phase.SELF_INSPECTION)
                write_pdf(blanks, target)

            return seconds(work)

        sheets(1)
        some = made.branches[:SHEETS]
        blanks = app.inspection_forms.blanks(made.round_id, some, Phase.SELF_INSPECTION)
        pages = sum(len(lay_out(one)) for one in blanks)
        lines = [f"{one.code} {one.text}" for one in made.criteria[: len(made.criteria) // 2]]
        plain = bare(floors.painted(target, pages, lines), rounds=3) / SHEETS
        each = [(sheets(SHEETS) - sheets(1)) / (SHEETS - 1) for _ in range(_ROUNDS)]
    del drawing
    title = f"打印空白检查表 {SHEETS} 份（各 {len(made.criteria)} 项）到 PDF，第一份以后每份"
    yield Limit(title, median(each) * 1000, "ms", _MOST_MS, plain)


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """Seconds for the tab of self-inspections, as the worker reads it: it collects no garbage."""
    return {
        "摸底自查：每个支部到哪一步": least(lambda: app.inspection_forms.standings(made.round_id))
    }
