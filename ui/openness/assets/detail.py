"""One asset: its facts, its changes with what there is after each, their documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from jyguide.app import Application
from jyguide.masking import numbers_masked
from jyguide.openness.asset import AssetChange, AssetRow, Running, faults, running
from jyguide.openness.kinds import ASSET_KIND_NAMES
from jyguide.openness.money_words import amount_text
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.openness.assets.columns import change_columns
from ui.openness.ledger_detail import LedgerDetail
from ui.page import Page
from ui.theme import Tone
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_NO_CHANGES = EmptyText("还没有变动", "登记期初有多少，以后的增减和清查调整也记在这里。")
_FEW = 12
_FILES = "选中一条变动，再把它的合同、批文、照片拖到这里，或按“加入文件”。"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the detail shows."""

    row: AssetRow
    changes: Sequence[AssetChange]


class AssetDetail(LedgerDetail):
    """What is on the right of the ledger.

    Object names: `asset_title`, `asset_balance`, `asset_faults`, `asset_changes`, `change_add`,
    `change_edit`, `change_remove`, `asset_record`, and those of `SubjectPane`.
    """

    add_wanted = Signal(object)
    """`Shown`."""
    edit_wanted = Signal(object, object)
    """`Shown` and the `AssetChange` to be changed."""
    remove_wanted = Signal(object, object)
    """`Shown` and a list of changes."""
    record_wanted = Signal(object)
    """The `AssetRow` whose history is to be seen."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__("asset", "asset_faults")
        self._shown: Shown | None = None
        self._balance = make_label("", "hint", "asset_balance", wrap=True)
        self.changes: RowTable[Running] = RowTable(
            change_columns(),
            unit="条变动",
            search_hint="搜索事由、文号",
            key=lambda one: one.change.id,
            empty=_NO_CHANGES,
        )
        self.changes.setObjectName("asset_changes")
        self._add = make_button("登记变动…", Kind.PRIMARY, "add", "change_add")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "change_edit")
        self._remove = make_button("删除", Kind.PLAIN, "delete", "change_remove")
        self.files = SubjectPane(desk, app, page, "凭证附件", _FILES)
        tools = (self._add, self._edit, self._remove)
        self._lay_out(self._balance, tools, self.changes, self.files)
        self._connect()

    def show_asset(self, row: AssetRow, changes: Sequence[AssetChange]) -> None:
        """Show an asset and its changes."""
        self._shown = Shown(row, changes)
        facts = row.facts
        self._title.setText(row.label)
        self._badge.show_state(ASSET_KIND_NAMES[facts.kind], Tone.NEUTRAL)
        lines = running(changes)
        left = lines[-1].balance if lines else 0
        more = "　".join(filter(None, (facts.code, facts.place, numbers_masked(facts.note))))
        said = f"现有 {amount_text(left, facts.unit)}" if lines else "还没有登记数量"
        self._balance.setText("　".join(filter(None, (said, more))))
        self._banner.say("".join(faults(row, changes)), Tone.WARN)
        self.changes.set_rows(reversed(lines))
        self.changes.bar.setVisible(len(lines) > _FEW)  # a dozen lines need no search
        self._allow()

    def _connect(self) -> None:
        self._add.clicked.connect(self._want_add)
        self._edit.clicked.connect(self._want_edit)
        self._remove.clicked.connect(self._want_remove)
        self._record.clicked.connect(self._want_record)
        edit = ("修改…", self._want_edit)
        self._connect_table(self.changes, edit, self._want_remove, self._allow)

    def _chosen(self) -> list[AssetChange]:
        return [one.change for one in self.changes.selected_rows()]

    @Slot()
    def _allow(self) -> None:
        chosen, mine = self._chosen(), self._shown is not None and self._shown.row.mine
        self._add.setEnabled(mine)
        self._edit.setEnabled(mine and len(chosen) == 1)
        self._remove.setEnabled(mine and bool(chosen))
        key = chosen[0].id if len(chosen) == 1 else None
        self.files.show_subject(key, mine=mine)

    @Slot()
    def _want_add(self) -> None:
        self.add_wanted.emit(self._shown)

    @Slot()
    def _want_edit(self, _row: object = None) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and self._edit.isEnabled():
            self.edit_wanted.emit(self._shown, chosen[0])

    @Slot()
    def _want_remove(self) -> None:
        if self._remove.isEnabled():
            self.remove_wanted.emit(self._shown, self._chosen())

    @Slot()
    def _want_record(self) -> None:
        if self._shown is not None:
            self.record_wanted.emit(self._shown.row)
