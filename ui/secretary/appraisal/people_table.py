"""Everybody in an appraisal, with what each source gave."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox

from jyguide.appraisal.kinds import GRADE_NAMES, SOURCE_NAMES, Source, rank
from jyguide.appraisal.scheme import Scheme
from jyguide.documents.dates import tenths_cell
from ui.secretary.appraisal.words import (
    LEFT,
    PersonLine,
    source_text,
    source_tone,
    state_text,
    state_tone,
)
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column, EmptyText, RowTable

_EMPTY = EmptyText(
    "还没有考核对象",
    "把书记加入这次考核，再录入各来源的得分和测评票。",
    "加入书记…",
    "people",
)
_NAME, _ROOMY = 2, 136
_BEFORE = 3
"""Columns before those of the sources."""
_NAMES = frozenset(GRADE_NAMES.values())


class PeopleTable(RowTable[PersonLine]):
    """Object name: `appraised`."""

    def __init__(self) -> None:
        super().__init__(
            _columns(),
            unit="人",
            search_hint="搜索姓名、拼音、村",
            search_text=lambda line: line.subject.search,
            key=lambda line: line.subject.id,
            empty=_EMPTY,
        )
        self.setObjectName("appraised")
        self.add_choice("township", "全部镇街园区", lambda line: line.subject.township)
        self.add_choice("state", "全部名单", _state, counted=True)

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show everybody; of one town alone its name would only take room."""
        self.set_rows(lines)
        one = len({line.subject.township for line in lines}) <= 1
        self.view.setColumnHidden(0, one)
        if one:
            self.view.setColumnWidth(_NAME, _ROOMY)
        choice = self.findChild(QComboBox, "choice_township")
        if isinstance(choice, QComboBox):
            choice.setVisible(not one)

    def show_scheme(self, scheme: Scheme) -> None:
        """Leave sources out that do not count."""
        for at, source in enumerate(Source, _BEFORE):
            self.view.setColumnHidden(at, not scheme.weights.get(source))


def _columns() -> list[Column[PersonLine]]:
    sources = [
        Column(
            SOURCE_NAMES[source],
            partial(_source, source=source),
            partial(_source_key, source=source),
            RIGHT,
            112 if source is Source.COMPOSITE else 80,
            tone=partial(_source_tone, source=source),
        )
        for source in Source
    ]
    return [
        Column("镇街园区", lambda line: line.subject.township, width=92),
        Column("村（社区）", lambda line: line.subject.organisation, width=104),
        Column("姓名", lambda line: line.subject.name, width=108, names=True),
        *sources,
        Column("得分", _points, _points_key, RIGHT, 60, adds=Adds.MEAN),
        Column("名单", state_text, _order, width=90, tone=state_tone, tip=_tip),
    ]


def _source(line: PersonLine, source: Source) -> str:
    return source_text(line, source)


def _source_key(line: PersonLine, source: Source) -> int | None:
    return line.standing.parts.get(source) if line.standing is not None else None


def _source_tone(line: PersonLine, source: Source) -> Tone:
    return source_tone(line, source)


def _points(line: PersonLine) -> str:
    points = line.standing.points if line.standing is not None else None
    return tenths_cell(points) if points is not None else ""


def _points_key(line: PersonLine) -> int | None:
    return line.standing.points if line.standing is not None else None


def _order(line: PersonLine) -> int:
    return rank(line.standing.grade) if line.standing is not None else rank(None) + 1


def _state(line: PersonLine) -> str:
    text = state_text(line)
    return text if text in _NAMES or text == LEFT else "暂无结果"


def _tip(line: PersonLine) -> str:
    if line.standing is None:
        return f"{line.subject.left_on}　{line.subject.left_reason}"
    return "人工调整" if line.standing.subject.override is not None else ""
