"""题库版本: which version is here, what has changed since, and issuing the next one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jyguide.bank.release import ReleaseRow, Standing, is_version, order_of
from jyguide.bank.service.releases import Proposal, ReleaseService
from ui.bank.deed_dialog import DeedDialog
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets import RIGHT, Banner, Card, Column, EmptyText, Form, Kind, RowTable, make_button

_NONE = EmptyText("还没有发布过版本", "统一题库由市级发布版本，随文件发到各站。", icon_name="bank")
_NOTE_HEIGHT = 64
_TABLE_HEIGHT = 240
"""So that all of the dialog fits a screen of 768 lines, the news of the last deed included."""
_HINT = "默认按上一版以来的改动写，可以修改。发布后随各站的下一个文件发出。"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the dialog shows, fetched at once."""

    standing: Standing
    proposal: Proposal
    releases: list[ReleaseRow]


class ReleaseDialog(DeedDialog):
    """A station looks, the city issues.

    Object names: `release_dialog`, `standing`, `releases`, `field_version`, `field_note`, `issue`.
    """

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(desk, services.history, parent)
        self.setObjectName("release_dialog")
        self.setWindowTitle("题库版本")
        self.resize(820, 560)
        self._releases = services.releases
        self._at_city = services.place.is_city
        self._build()
        self._issue.clicked.connect(self._give_out)
        self.reload()

    def reload(self) -> None:
        self._desk.load(self, partial(_fetched, self._releases), self._show)

    def _build(self) -> None:
        self._standing = Banner("正在核对…")
        self._standing.setObjectName("standing")
        self.table: RowTable[ReleaseRow] = RowTable(
            _columns(), unit="版", search_hint="搜索版本、说明", key=_key, empty=_NONE
        )
        self.table.setObjectName("releases")
        self.table.bar.forgo()  # a handful of versions
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self._issue = make_button("发布新版本", Kind.PRIMARY, "station", "issue")
        self._issue.setVisible(self._at_city)
        self._body.addWidget(self._standing)
        self._body.addWidget(self._told)
        self._body.addWidget(self.table, 1)
        if self._at_city:
            self._body.addWidget(self._form_card())
        self.lay_foot(self._issue)

    def _form_card(self) -> Card:
        card = Card("发布新版本")
        self._version, self._note = QLineEdit(maxLength=12), QPlainTextEdit()
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note.setTabChangesFocus(True)
        self._form = Form()
        self._form.add("version", "版本号", self._version, required=True)
        self._form.add("note", "说明", self._note, hint=_HINT)
        card.body.addWidget(self._form)
        return card

    def _show(self, shown: _Shown) -> None:
        standing = shown.standing
        self._standing.say(standing.sentence(), Tone.GOOD if standing.is_current else Tone.WARN)
        self.table.set_rows(shown.releases)
        if self._at_city:
            self._version.setText(shown.proposal.version)
            self._note.setPlainText(shown.proposal.note)
            self._issue.setEnabled(not standing.is_current)

    @Slot()
    def _give_out(self) -> None:
        version, note = self._version.text().strip(), self._note.toPlainText()
        newest = max((row.version for row in self.table.rows()), key=order_of, default="")
        problems = {}
        if not is_version(version):
            problems["version"] = "请写成“年份.序号”，例如 2026.1。"
        elif newest and order_of(version) <= order_of(newest):
            problems["version"] = f"已经发布过 {newest} 版，要比它大。"
        if self._form.show_problems(problems):
            work = partial(self._releases.issue, version, note)
            self.deed(work, _said, "正在发布版本")


def _fetched(releases: ReleaseService) -> _Shown:
    return _Shown(releases.standing(), releases.proposal(), releases.releases())


def _said(row: ReleaseRow) -> str:
    return f"已发布统一题库 {row.version} 版，随各站的下一个文件发出。"


def _key(row: ReleaseRow) -> object:
    return row.id


def _columns() -> tuple[Column[ReleaseRow], ...]:
    return (
        Column("版本", lambda row: row.version, lambda row: order_of(row.version), width=88),
        Column("发布日期", lambda row: f"{row.issued_on:%Y-%m-%d}", width=112),
        Column(
            "问", lambda row: str(row.questions), lambda row: row.questions, align=RIGHT, width=64
        ),
        Column("题", lambda row: str(row.items), lambda row: row.items, align=RIGHT, width=64),
        Column("说明", lambda row: row.note, width=360, tip=lambda row: row.note),
    )
