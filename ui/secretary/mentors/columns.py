"""Columns of the list of pairs."""

from __future__ import annotations

from datetime import date

from jyguide.secretary.kinds import PairOutcome
from jyguide.secretary.mentor import MentorRule, PairRow
from ui.theme import Tone
from ui.widgets import CENTRE, Column


class PairWords:
    """How a pair reads today."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.rule = MentorRule()

    def state(self, pair: PairRow) -> str:
        return pair.state(self._today, self.rule)

    def state_kind(self, pair: PairRow) -> str:
        """The state to filter by: days are left out."""
        if pair.end is None and not pair.is_over(self._today):
            return "久无记录" if pair.is_silent(self._today, self.rule) else "进行中"
        return self.state(pair)

    def tone(self, pair: PairRow) -> Tone:
        if pair.end is not None:
            done = pair.end.outcome is PairOutcome.COMPLETED
            return Tone.GOOD if done else Tone.NEUTRAL
        waits = pair.is_over(self._today) or pair.is_silent(self._today, self.rule)
        return Tone.WARN if waits else Tone.INFO

    def columns(self) -> list[Column[PairRow]]:
        """Left to right."""
        return [
            Column("新任书记", lambda pair: pair.pupil, width=110, names=True),
            Column("导师", lambda pair: pair.facts.mentor, width=110, names=True),
            Column("情况", self.state, width=132, tone=self.tone),
            Column("活动", lambda pair: f"{len(pair.meetings)} 次", align=CENTRE, width=64,
                   sort_key=lambda pair: len(pair.meetings)),
            Column("最近活动", _last, width=104),
            Column("期满", lambda pair: str(pair.facts.ends_on), width=104),
            Column("单位职务", lambda pair: pair.pupil_post, width=190),
            Column("导师职务", lambda pair: pair.facts.mentor_post, width=190),
        ]  # fmt: skip


def _last(pair: PairRow) -> str:
    return str(pair.meetings[0]) if pair.meetings else "还没有"


def search_text(pair: PairRow) -> str:
    """What finds a pair besides its columns."""
    return " ".join((pair.search, pair.township, *pair.facts.goals))
