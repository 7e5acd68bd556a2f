"""The lists as they were published once, and what they changed in the ones before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from jyguide.appraisal.explaining import counts_text
from jyguide.appraisal.kinds import Grade, grade_word, rank
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary
from jyguide.documents.dates import tenths_cell
from jyguide.ids import AppraisalSubjectId
from ui.publishing.published_dialog import PublishedLists, published_sentence, why_text
from ui.secretary.appraisal.words import TONES
from ui.theme import Tone
from ui.widgets import RIGHT, Column, RowTable

_MOVED = 6
"""The column that says where somebody stood before."""
Former = Mapping[AppraisalSubjectId, Grade | None]


class PublishedDialog(PublishedLists[ListedSecretary]):
    """The table is `published_people`."""

    def __init__(self, lists: AppraisalLists, parent: QWidget) -> None:
        former = {one.id: one.before for one in lists.changes}
        table: RowTable[ListedSecretary] = RowTable(
            _columns(former), unit="人", search_hint="搜索姓名、村、镇街", key=lambda one: one.id
        )
        table.setObjectName("published_people")
        table.add_choice("grade", "全部名单", lambda one: grade_word(one.grade), counted=True)
        table.add_choice("township", "全部镇街园区", lambda one: one.township)
        table.set_rows(lists.people)
        table.view.setColumnHidden(_MOVED, not lists.changes)
        unrated = f"暂无结果 {len(lists.unrated)} 人" if lists.unrated else ""
        head = published_sentence(lists, counts_text(lists.counts), unrated, "人")
        super().__init__(lists.number, head, table, parent)
        self.lists = lists


def _columns(former: Former) -> list[Column[ListedSecretary]]:
    def before(one: ListedSecretary) -> str:
        return f"原{grade_word(former[one.id])}" if one.id in former else ""

    return [
        Column("镇街园区", lambda one: one.township, width=110),
        Column("村（社区）", lambda one: one.organisation, width=150),
        Column("姓名", lambda one: one.name, width=136, names=True),
        Column("得分", _points, lambda one: one.points, RIGHT, 64),
        Column(
            "名单",
            lambda one: grade_word(one.grade),
            lambda one: rank(one.grade),
            width=84,
            tone=lambda one: TONES[one.grade] if one.grade is not None else Tone.WARN,
        ),
        Column("按办法", lambda one: grade_word(one.computed), width=76),
        Column("变动", before, width=84),
        Column("说明", _why, tip=lambda one: "\n".join(one.explanation), width=240),
    ]


def _points(one: ListedSecretary) -> str:
    return tenths_cell(one.points) if one.points is not None else ""


def _why(one: ListedSecretary) -> str:
    return why_text(one.reason, one.explanation)
