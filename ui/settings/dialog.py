"""设置: what may be chosen, group by group, found by a word, and put back as it was."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.settings.preferences import Preferences
from jyguide.settings.setting import Scope, Setting, Value
from jyguide.settings.table import ELSEWHERE, GROUPS, SETTINGS
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.settings.rows import ElsewhereRow, SettingRow
from ui.theme import SPACE, scaled
from ui.widgets import EmptyState, EmptyText, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

_WIDTH, _HEIGHT = 920, 600
_GROUPS_WIDTH = 136
_GROUP_HEIGHT = 32
_NOT_HIS = "您的身份不能改"
_NOTHING = EmptyText("没有这样的设置", "换一个词试试，例如：大字、锁屏、打印。")
_RESET_HINT = "只改回设置，录入的数据都不受影响。"


class SettingsDialog(QDialog):
    """Each choice counts at once. Object names: `settings_dialog`, `settings_search`, `groups`.

    Further `reset_group`, `reset_all`, `told`, `close`, and those of the rows.
    """

    wanted = Signal(str)
    """A place to go to; the dialog has closed."""

    def __init__(
        self,
        desk: Desk,
        chosen: Preferences,
        turn_type: Callable[[], object],
        parent: QWidget,
        *,
        may_set_up: bool,
    ) -> None:
        """`turn_type` switches between large type and the usual one, and keeps which it is."""
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle("设置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(scaled(_WIDTH), min(scaled(_HEIGHT), 660))
        self._desk, self._chosen, self._turn_type = desk, chosen, turn_type
        self._may_set_up = may_set_up
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_values()
        self._groups.setCurrentRow(0)
        self._search.setFocus()

    def show_values(self) -> None:
        """What counts now, in every row."""
        for name, row in self._rows.items():
            row.show_value(self._chosen[name], self._note(name))
        self._reset_group.setVisible(bool(self._changed(self._group_names())))
        self._reset_all.setEnabled(bool(self._changed(self._rows)))

    def show_group(self, name: str) -> None:
        """Go to the settings under a heading."""
        self._search.clear()
        self._groups.setCurrentRow(GROUPS.index(name))

    def done(self, result: int) -> None:
        if isinstance(line := self.focusWidget(), QLineEdit):
            line.clearFocus()  # what was typed and not left yet counts too
        super().done(result)

    def _make_parts(self) -> None:
        self._search = QLineEdit(placeholderText="找设置，例如：大字、锁屏、打印")
        self._search.setObjectName("settings_search")
        self._search.setAccessibleName("找设置")
        self._search.setClearButtonEnabled(True)
        self._groups = QListWidget()
        self._groups.setObjectName("groups")
        self._groups.setAccessibleName("设置的分组")
        self._groups.setFixedWidth(scaled(_GROUPS_WIDTH))
        for group in GROUPS:
            item = QListWidgetItem(group, self._groups)
            item.setSizeHint(QSize(0, scaled(_GROUP_HEIGHT)))
        self._heading = make_label("", "section", "heading")
        self._reset_group = make_button("本组恢复默认…", Kind.QUIET, name="reset_group")
        self._reset_all = make_button("全部恢复默认…", name="reset_all")
        self._told = make_label("", "hint", "told")
        self._close = make_button("关闭", name="close")
        self._rows = {one.name: SettingRow(one, self._why_not(one)) for one in SETTINGS}
        self._ways = [ElsewhereRow(one) for one in ELSEWHERE]
        self._nothing = EmptyState(_NOTHING)

    def _make_list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(0)
        for group in GROUPS:
            for row in self._rows.values():
                if row.setting.group == group:
                    column.addWidget(row)
            for way in self._ways:
                if way.elsewhere.group == group:
                    column.addWidget(way)
        column.addWidget(self._nothing)
        column.addStretch()
        return inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._reset_group)
        right = QVBoxLayout()
        right.setSpacing(SPACE.xs)
        right.addLayout(head)
        right.addWidget(scrolling(self._make_list()), 1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.l)
        middle.addWidget(self._groups)
        middle.addLayout(right, 1)
        foot = ButtonRow(leave=self._close, left=(self._reset_all,), said=self._told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._search)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._narrow)
        self._groups.currentRowChanged.connect(self._narrow)
        self._groups.itemClicked.connect(self._search.clear)
        self._reset_group.clicked.connect(self._ask_reset_group)
        self._reset_all.clicked.connect(self._ask_reset_all)
        self._close.clicked.connect(self.accept)
        for row in self._rows.values():
            row.chosen.connect(self._take)
            row.reset_wanted.connect(self._reset_one)
        for way in self._ways:
            way.wanted.connect(self._go)

    def _why_not(self, setting: Setting) -> str:
        return "" if setting.scope is not Scope.STATION or self._may_set_up else _NOT_HIS

    def _note(self, name: str) -> str:
        most = self._chosen.number("lock_most")
        if name == "lock_minutes" and self._chosen.number(name) > most:
            return f"本站规定最长 {most} 分钟，这台电脑按 {most} 分钟锁"
        return ""

    def _group(self) -> str:
        return GROUPS[max(self._groups.currentRow(), 0)]

    def _group_names(self) -> list[str]:
        return [name for name, row in self._rows.items() if row.setting.group == self._group()]

    def _changed(self, names: Container[str]) -> list[Setting]:
        """Those he may put back that are not as they were made."""
        asked = [name for name in self._rows if name in names]
        return [one for one in self._chosen.changed(asked) if not self._why_not(one)]

    @Slot()
    def _narrow(self) -> None:
        """Show the group chosen, or whatever a word finds."""
        wanted, group = self._search.text().strip(), self._group()
        shown = 0
        for row in self._rows.values():
            holds = row.setting.found_by(wanted) if wanted else row.setting.group == group
            row.setVisible(holds)
            shown += holds
        for way in self._ways:
            holds = way.elsewhere.found_by(wanted) if wanted else way.elsewhere.group == group
            way.setVisible(holds)
            shown += holds
        self._heading.setText(f"找到 {shown} 项" if wanted else group)
        self._nothing.setVisible(not shown)
        resettable = not wanted and bool(self._changed(self._group_names()))
        self._reset_group.setVisible(resettable)

    @Slot(str, object)
    def _take(self, name: str, value: Value) -> None:
        setting = self._rows[name].setting
        if value == self._chosen[name]:
            return
        if name == "large_type":
            self._turn_type()
            self.show_values()
            return
        told = f"“{setting.title}”已改为：{setting.form.said(value)}。"
        self._keep(partial(self._chosen.change, {name: value}), told)

    @Slot(str)
    def _reset_one(self, name: str) -> None:
        self._put_back([self._rows[name].setting])

    @Slot()
    def _ask_reset_group(self) -> None:
        self._ask_reset(self._changed(self._group_names()), f"“{self._group()}”这一组")

    @Slot()
    def _ask_reset_all(self) -> None:
        self._ask_reset(self._changed(self._rows), "全部设置")

    def _ask_reset(self, found: list[Setting], what: str) -> None:
        lines = "\n".join(f"{one.title}：改回{one.usual}" for one in found)
        question = f"{what}恢复默认，将改回 {len(found)} 项："
        if self._desk.alerts.ask(question, "恢复默认", hint=f"{lines}\n{_RESET_HINT}"):
            self._put_back(found)

    def _put_back(self, found: list[Setting]) -> None:
        """The size of type is the window's, which opens this dialog anew: it is turned last."""
        names = [one.name for one in found if one.name != "large_type"]
        turns = len(names) < len(found)
        if not names:
            self._turn_type()
            return
        said = "、".join(f"“{one.title}”" for one in found)
        job = self._keep(partial(self._chosen.reset, names), f"{said}已恢复默认。")
        if turns:
            job.succeeded.connect(self._turn_last)

    def _keep(self, work: Callable[[], object], told: str) -> Job:
        job: Job = self._desk.act(
            self,
            brief(work),
            lambda _: self._told.setText(told),
            title="正在保存设置",
            changed=Changed.SETTINGS,
        )
        job.ended.connect(self._settle)
        return job

    @Slot(object)
    def _turn_last(self, _result: object) -> None:
        self._turn_type()

    @Slot(object)
    def _settle(self, _job: object) -> None:
        """Show what counts: what was refused is not left standing in its field."""
        self.show_values()

    @Slot(str)
    def _go(self, place: str) -> None:
        self.accept()
        self.wanted.emit(place)
