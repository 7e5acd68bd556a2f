"""The lists as they were published once, and what they changed in the ones before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.appraisal.explaining import counts_text
from jyguide.appraisal.kinds import Grade, grade_word, rank
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary
from jyguide.documents.dates import date_text, tenths_cell
from jyguide.ids import AppraisalSubjectId
from ui.secretary.appraisal.words import TONES
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Column, Kind, RowTable, make_button, make_label

_MOVED = 6
"""The column that says where somebody stood before."""
Former = Mapping[AppraisalSubjectId, Grade | None]


class PublishedDialog(QDialog):
    """Nothing in it can be changed.

    Object names: `published_dialog`, `published_head`, `published_people`, `published_docx`,
    `published_xlsx`, `published_sheets`, `close`.
    """

    wanted = Signal(str)
    """``docx``, ``xlsx`` or ``sheets``."""

    def __init__(self, lists: AppraisalLists, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("published_dialog")
        self.setWindowTitle(f"已公布的四张名单 — {lists.number or '无文号'}")
        self.resize(1040, 620)
        self.lists = lists
        former = {one.id: one.before for one in lists.changes}
        self.table: RowTable[ListedSecretary] = RowTable(
            _columns(former), unit="人", search_hint="搜索姓名、村、镇街", key=lambda one: one.id
        )
        self.table.setObjectName("published_people")
        self.table.add_choice("grade", "全部名单", lambda one: grade_word(one.grade), counted=True)
        self.table.add_choice("township", "全部镇街园区", lambda one: one.township)
        self.table.set_rows(lists.people)
        self.table.view.setColumnHidden(_MOVED, not lists.changes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(_head(lists), "sentence", "published_head", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())

    @property
    def meant(self) -> list[ListedSecretary]:
        """The people selected, or all that are shown."""
        return self.table.selected_rows() or self.table.shown_rows()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for name, text, icon_name in (
            ("docx", "导出 Word…", "export"),
            ("xlsx", "导出 Excel…", "export"),
            ("sheets", "打印结果单…", "print"),
        ):
            button = make_button(text, icon_name=icon_name, name=f"published_{name}")
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            row.addWidget(button)
        close = make_button("关闭", Kind.PRIMARY, name="close")
        close.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(close)
        return row


def _columns(former: Former) -> list[Column[ListedSecretary]]:
    def before(one: ListedSecretary) -> str:
        return f"原{grade_word(former[one.id])}" if one.id in former else ""

    return [
        Column("镇街园区", lambda one: one.township, width=110),
        Column("村（社区）", lambda one: one.organisation, width=150),
        Column("姓名", lambda one: one.name, width=136),
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
    return f"人工调整：{one.reason}" if one.reason else " ".join(one.explanation)


def _head(lists: AppraisalLists) -> str:
    day = date_text(lists.published_on) if lists.published_on else ""
    said = f"{lists.number or '无文号'}，{day}公布：{counts_text(lists.counts)}"
    if lists.unrated:
        said += f"，暂无结果 {len(lists.unrated)} 人"
    if lists.replaces:
        up = sum(one.up for one in lists.changes)
        down = len(lists.changes) - up
        said += f"。代替 {lists.replaces}，变动 {len(lists.changes)} 人（↑ {up}、↓ {down}）"
    return said + "。"
