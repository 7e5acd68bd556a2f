"""基本情况: everything else that is kept about a person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from jyguide.history.names import table_name
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from ui.history.record_dialog import Subject
from ui.history.records import records_of
from ui.people.file.facts import PersonFacts
from ui.people.file.tab import FileTab
from ui.theme import SPACE
from ui.widgets import Card, Facts, make_label

_COLUMNS = {
    "出生日期": ("person", "birth"),
    "民族": ("person", "ethnic"),
    "学历": ("person", "education"),
    "入党日期": ("person", "joined"),
    "姓名读音": ("person", "reading"),
    "备注": ("person", "note"),
    "所在组织": ("person", "organisation_id"),
    "职务": ("person", "post"),
    "人员类别": ("person", "role"),
    "指导站": ("person", "station_id"),
    "指导员": ("instructor", "kind"),
}
"""Where each fact is kept."""


class BasicsTab(FileTab):
    """Object names: `file_basics`, `merged_note`."""

    def __init__(self) -> None:
        super().__init__("file_basics")
        card = Card()
        self._left, self._right = Facts(), Facts()
        for column in (self._left, self._right):
            column.tell_history(self._tell)
        self._merged = make_label("", "hint", "merged_note", wrap=True)
        card.body.setSpacing(SPACE.m)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.xl)
        for column in (self._left, self._right):
            columns.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(columns)
        card.body.addWidget(self._merged)
        card.body.addStretch()
        self.layout_.addWidget(card)

    def _tell(self, label: str) -> None:
        """What became of one fact alone."""
        records = records_of(self)
        if records is None or self._shown is None or label not in _COLUMNS:
            return
        row, (table, column) = self._shown.row, _COLUMNS[label]
        told = f"人员“{row.name}”的{label}"
        subject = Subject("person", row.id, told, (table_name(table), column))
        records.open(subject, self.window())

    def fetch(self, facts: PersonFacts) -> None:
        row = facts.row
        self._left.show_facts(
            (
                ("出生日期", row.masked_birth),
                ("民族", row.ethnic),
                ("学历", row.education),
                ("入党日期", row.joined.isoformat() if row.joined else ""),
                ("姓名读音", row.reading),
                ("备注", row.masked_note),
            )
        )
        self._right.show_facts(
            (
                ("所在组织", facts.path),
                ("职务", row.post),
                ("人员类别", PERSON_ROLE_NAMES[row.role]),
                ("指导站", row.station),
                ("指导员", INSTRUCTOR_KIND_NAMES.get(row.kind, "") or "不是指导员"),
            )
        )
        self._merged.setText(
            f"另有 {facts.merged} 条重复登记已并入这个人，两边的培训、考试、证书和修改记录都在。"
        )
        self._merged.setVisible(bool(facts.merged))
