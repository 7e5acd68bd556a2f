"""Figures of a round: the heat map with all that is read for it, and the criteria most failed."""

from __future__ import annotations

from collections.abc import Iterator

from jyguide.app import Application
from jyguide.standard.insight import Grouping, heat
from jyguide.standard.service.insights import EVERYBODY
from tests.bench import floors
from tests.bench.ratio import Limit, bare, least
from tests.bench.standard_round import MadeRound

_MS = 1000


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """The limits of the order, in milliseconds; the best of a few."""
    results, scores = (
        bare(floors.unpacked(app.place.folder, f"select {column} from inspection"))
        for column in ("result", "scores")
    )
    yield Limit("热力图（站×六个方面）", _best(app, made) * _MS, "ms", 200, results)
    failed = least(lambda: app.insights.failed(made.round_id, None, EVERYBODY))
    yield Limit("失分较多的检查内容", failed * _MS, "ms", 1000, scores)


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """Seconds that grow with the round."""
    return {"热力图": _best(app, made)}


def _best(app: Application, made: MadeRound) -> float:
    return least(lambda: _heat_map(app, made))


def _heat_map(app: Application, made: MadeRound) -> None:
    figures = app.insights.figures(made.round_id)
    heat(figures.branches, None, Grouping.STATION)
