"""People put at an organisation: chosen from the list, or as their written organisation says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.people.organisation import OrganisationRow, organisation_label
from jyguide.people.organisation_match import Proposal
from jyguide.people.row import PersonRow
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

Row = TypeVar("Row")
_SIZE = 880, 600
_NOBODY = EmptyText(
    "没有可以放入的人员", "这个指导站还没有人员，或都已经在这个组织里。", icon_name="people"
)
_NO_MATCH = EmptyText(
    "没有能按名称放入的人员",
    "还没有放入组织的人员里，没有谁填的组织名称正好等于组织树里的一个组织。"
    "名称对不上或有重名的，请在组织里用“放入人员”。",
    icon_name="people",
)


class _RowsDialog(QDialog, Generic[Row]):
    """A table of which some are chosen; object names `confirm`, `cancel`, `rows`."""

    wanted = Signal(object)
    """The rows chosen."""

    def __init__(self, title: str, said: str, table: RowTable[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.table = table
        self.table.setObjectName("rows")
        self._confirm = make_button("放入", Kind.PRIMARY, name="confirm")
        self._confirm.setDefault(True)
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._tell)
        self.table.selection_changed.connect(self._offer)
        foot = ButtonRow(self._confirm, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(said, "hint", "said", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self._offer([])

    @Slot(object)
    def _offer(self, rows: list[Row]) -> None:
        self._confirm.setEnabled(bool(rows))
        self._confirm.setText(f"放入选中的 {len(rows)} 人" if rows else "放入")

    @Slot()
    def _tell(self) -> None:
        chosen = self.table.selected_rows()
        if chosen:
            self.wanted.emit(chosen)
            self.accept()


class PlaceDialog(_RowsDialog[PersonRow]):
    """Chooses people of the organisation's station who are not there yet."""

    def __init__(
        self, target: OrganisationRow, people: Sequence[PersonRow], parent: QWidget
    ) -> None:
        table: RowTable[PersonRow] = RowTable(
            _person_columns(),
            unit="人",
            search_hint="姓名、拼音、首字母",
            search_text=lambda row: row.search,
            key=lambda row: row.id,
            empty=_NOBODY,
        )
        table.add_choice("placing", "全部人员", _placing)
        said = (
            f"选中的人会放到“{organisation_label(target)}”；原来在别的组织的，移到这里。"
            "按住 Ctrl 或 Shift 可以选多人。"
        )
        super().__init__(f"放入人员 · {target.name}", said, table, parent)
        self.setObjectName("place_dialog")
        table.set_rows(people)
        table.bar.search.setFocus()


class MatchDialog(_RowsDialog[Proposal]):
    """Shows who would be placed where, before anything is written."""

    def __init__(self, proposals: Sequence[Proposal], unplaced: int, parent: QWidget) -> None:
        table: RowTable[Proposal] = RowTable(
            (
                Column[Proposal]("姓名", lambda one: one.written.name, width=168, names=True),
                Column[Proposal]("所填组织", lambda one: one.written.text, width=272),
                Column[Proposal]("放到", lambda one: one.label, width=320),
            ),
            unit="人",
            search_hint="姓名、组织",
            key=lambda one: one.written.person_id,
            empty=_NO_MATCH,
        )
        said = (
            f"还有 {unplaced} 人没有放入组织，其中 {len(proposals)} 人所填的名称正好等于一个组织。"
            "请核对，选中的人才会放入；放入以后可以撤销。"
        )
        super().__init__("按名称匹配", said, table, parent)
        self.setObjectName("match_dialog")
        table.set_rows(proposals)
        table.view.selectAll()
        table.view.setFocus()


def _person_columns() -> tuple[Column[Any], ...]:
    return (
        Column[PersonRow](
            "姓名", lambda row: row.name, lambda row: row.pinyin_key, width=168, names=True
        ),
        Column[PersonRow]("现在的组织", lambda row: row.organisation, width=248),
        Column[PersonRow]("职务", lambda row: row.post, width=160),
        Column[PersonRow]("指导站", lambda row: row.station, width=120),
    )


def _placing(row: PersonRow) -> str:
    return "已在组织里" if row.organisation_id else "还没有放入组织"
