"""Whom a corrected key touches: a sentence, and the people one by one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.exam.marking.correction import Impact, PersonImpact
from ui.exam.columns import points_column
from ui.theme import SPACE, Tone
from ui.widgets import Adds, Banner, Column, EmptyText, RowTable

_NOBODY = EmptyText(
    "没有要重新评分的人", "新的答案会改变谁的分数，这里就列出谁。", icon_name="people"
)


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One person in one exam."""

    exam: str
    person: PersonImpact


class ImpactView(QWidget):
    """Object names: `impact` for the sentence, `touched` for the table of people."""

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner()
        self._banner.setObjectName("impact")
        self.touched: RowTable[ImpactRow] = RowTable(
            _columns(),
            unit="人",
            search_hint="搜索姓名、考试",
            key=lambda row: row.person.attempt_id,
            empty=_NOBODY,
        )
        self.touched.setObjectName("touched")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._banner)
        column.addWidget(self.touched, 1)

    def say(self, sentence: str, tone: Tone) -> None:
        """Say something instead of an impact that is no longer true."""
        self._banner.say(sentence, tone)

    def clear(self) -> None:
        """Show nobody."""
        self.touched.set_rows(())

    def show_impact(self, impact: Impact) -> None:
        """Show the sentence and everybody it counts."""
        worse = any(person.turn == "合格变不合格" for person in impact.people)
        self._banner.say(impact.sentence(), Tone.WARN if worse else Tone.INFO)
        self.touched.set_rows(
            ImpactRow(f"{exam.station}　{exam.title}" if exam.station else exam.title, person)
            for exam in impact.exams
            for person in exam.people
        )


def _columns() -> list[Column[ImpactRow]]:
    return [
        Column("姓名", lambda row: row.person.name, width=104, names=True),
        points_column("原得分", lambda row: row.person.before, 64, adds=Adds.MEAN),
        points_column("新得分", lambda row: row.person.after, 64, adds=Adds.MEAN),
        Column("结果", _turn_text, width=108, tone=_turn_tone),
        Column("考试", lambda row: row.exam, width=96),
    ]


def _turn_text(row: ImpactRow) -> str:
    if row.person.waiting:
        return "待评阅"
    return row.person.turn or ("合格" if row.person.passed_after else "不合格")


def _turn_tone(row: ImpactRow) -> Tone:
    if not row.person.turn:
        return Tone.NEUTRAL
    return Tone.GOOD if row.person.passed_after else Tone.BAD
