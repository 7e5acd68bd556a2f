"""The four lists: rated from the database, rated again as a line is dragged, and explained."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from jyguide.app import Application
from jyguide.standard.kinds import Rating
from jyguide.standard.rating import rate
from tests.bench import floors
from tests.bench.ratio import Limit, bare, least
from tests.bench.standard_round import MadeRound

_RATING_S = 1.0
_AGAIN_MS = 50.0
_DRAFT_S = 10.0
_QUOTAS = {Rating.MODEL: 10, Rating.EXCELLENT: 30}
_TIMES = 5


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """Lines for a round of the whole city."""
    rated = app.ratings.rate(made.round_id)
    seconds = least(lambda: app.ratings.rate(made.round_id))
    reading = floors.unpacked(app.place.folder, "select result from inspection")
    title = f"四张名单：{rated.rated} 个支部读取并评定"
    yield Limit(title, seconds, "s", _RATING_S, bare(reading, "s"))
    branches = app.ratings.inputs(made.round_id).branches
    rule = replace(rated.rule, quotas=_QUOTAS, aspect_floor=60)
    again = 1000 * least(lambda: rate(branches, rule))
    plain = bare(lambda: sorted(branches, key=lambda one: one.name))
    yield Limit("四张名单：拖线时重新评定", again, "ms", _AGAIN_MS, plain)
    began = time.perf_counter()
    app.ratings.draft(made.round_id)
    drafted = time.perf_counter() - began
    whole = floors.unpacked(app.place.folder, "select scores from inspection")
    yield Limit("四张名单：逐项说明和上一档", drafted, "s", _DRAFT_S, bare(whole, "s"))


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """Seconds that have to grow with the round."""
    app.ratings.rate(made.round_id)
    return {"四张名单评定": least(lambda: app.ratings.rate(made.round_id))}
