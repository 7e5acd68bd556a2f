"""Reserve talents on the left, those new in post on the right: each tracked to completion."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jyguide.training.pre_post import PRE_POST_NAMES, TERM, NewInPost, still_open
from jyguide.training.reserve import ReserveRow
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.training.credit.columns import new_in_post_columns, reserve_columns, reserve_state
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.surfaces import labelled

_NO_RESERVE = EmptyText(
    "还没有后备人才",
    "列入名单后，参加后备人才培训的进度在这里一目了然。",
    "列入名单…",
    "people",
)
_NO_NEW = EmptyText("这一年没有新任书记", "在人员档案里登记任职后，这里列出谁还没有完成任前培训。")


class ReservePane(QWidget):
    """Object names: `reserve`, `new_in_post`, `<add|edit|remove>_reserve`, `pre_post_line`."""

    add_wanted = Signal()
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, today: date, *, with_station: bool) -> None:
        super().__init__()
        self._today = today
        self._build(with_station=with_station)
        self._connect()

    def show_reserve(self, rows: list[ReserveRow]) -> None:
        """Everybody who is or was on the list."""
        self.reserve.set_rows(rows)
        self._allow()

    def show_new(self, rows: list[NewInPost]) -> None:
        """Those new in post; who has not had his training comes first."""
        open_ = still_open(rows)
        self.new_in_post.set_rows([*open_, *(row for row in rows if row.trained_on)])
        said = f"新任 {len(rows)} 人，其中 {len(open_)} 人尚未完成任前培训。" if rows else ""
        self._line.setText(f"{said}{TERM}")

    def _build(self, *, with_station: bool) -> None:
        self.reserve: RowTable[ReserveRow] = RowTable(
            reserve_columns(),
            unit="人",
            search_hint="搜索姓名、拼音",
            search_text=lambda row: row.search,
            key=_reserve_key,
            empty=_NO_RESERVE,
        )
        self.reserve.setObjectName("reserve")
        tell_history(self.reserve, "reserve_talent", lambda row: (row.id, row.name))
        self.reserve.add_choice("state", "全部状态", reserve_state)
        self._add = make_button("列入…", Kind.PLAIN, "add", "add_reserve")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "edit_reserve")
        self._remove = make_button("删除", Kind.PLAIN, "delete", "remove_reserve")
        for button in (self._add, self._edit, self._remove):
            self.reserve.add_tool(button)
        self.new_in_post: RowTable[NewInPost] = RowTable(
            new_in_post_columns(self._today),
            unit="人",
            search_hint="搜索姓名、拼音",
            search_text=lambda row: row.pinyin_key,
            key=_post_key,
            empty=_NO_NEW,
        )
        self.new_in_post.setObjectName("new_in_post")
        self.new_in_post.add_choice("state", "全部情况", self._state)
        if with_station:
            self.reserve.add_choice("station", "全部指导站", lambda row: row.station)
            self.new_in_post.add_choice("station", "全部指导站", lambda row: row.station)
        self._line = make_label(TERM, "hint", "pre_post_line", wrap=True)
        right = labelled("任前培训", self.new_in_post)
        right_layout = right.layout()
        if isinstance(right_layout, QVBoxLayout):
            right_layout.addWidget(self._line)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(labelled("后备人才", self.reserve))
        split.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, 0)
        layout.addWidget(split)
        self.setFocusProxy(self.reserve.view)

    def _state(self, row: NewInPost) -> str:
        return PRE_POST_NAMES[row.state(self._today)]

    def _connect(self) -> None:
        table = self.reserve
        table.selection_changed.connect(self._allow)
        table.activated.connect(self._ask_edit)
        table.empty_action.connect(self.add_wanted)
        self._add.clicked.connect(self.add_wanted)
        self._edit.clicked.connect(self._ask_edit)
        self._remove.clicked.connect(self._ask_remove)
        table.add_action("修改…", self._ask_edit, "edit")
        table.add_action("删除", self._ask_remove, "delete")

    @Slot()
    def _allow(self) -> None:
        chosen = len(self.reserve.selected_rows())
        self._edit.setEnabled(chosen == 1)
        self._remove.setEnabled(chosen > 0)

    @Slot()
    def _ask_edit(self, _row: object = None) -> None:
        rows = self.reserve.selected_rows()
        if len(rows) == 1:
            self.edit_wanted.emit(rows[0])

    @Slot()
    def _ask_remove(self) -> None:
        if rows := self.reserve.selected_rows():
            self.remove_wanted.emit(rows)


def _reserve_key(row: ReserveRow) -> object:
    return row.id


def _post_key(row: NewInPost) -> object:
    return row.person_id, row.began_on
