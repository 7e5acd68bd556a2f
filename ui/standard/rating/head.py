"""Above the sandbox: search, what the rule comes to, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from jyguide.standard.lists import PublicationRow
from jyguide.standard.rating import Rated
from ui.standard.rating.columns import Moves
from ui.theme import SPACE, icon, scaled
from ui.widgets import ElidedLabel, Kind, make_button


class RatingHead(QWidget):
    """A rule that is only tried is neither published nor exported.

    Object names: `search_branch`, `rating_state`, `unrated`, `restore_rule`, `save_rule`,
    `publish`, `published`, `export_lists`.
    """

    published_wanted = Signal(object)
    """A `PublicationId`."""
    export_wanted = Signal(str)
    """``docx`` or ``xlsx``."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText="搜索支部、镇街")
        self.search.setObjectName("search_branch")
        self.search.setAccessibleName("搜索支部、镇街")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(scaled(190))
        self.state = ElidedLabel("body", "rating_state")
        self.unrated = make_button("", Kind.QUIET, name="unrated")
        self.restore = make_button("恢复", icon_name="undo", name="restore_rule")
        self.restore.setToolTip("回到已保存的规则")
        self.save = make_button("保存规则", icon_name="save", name="save_rule")
        self.save.setShortcut("Ctrl+S")
        self.save.setToolTip("把正在试用的线和名额存进本轮次（Ctrl+S）")
        self.publish = make_button("公布…", Kind.PRIMARY, "check", "publish")
        self.published = make_button("已公布", icon_name="history", name="published")
        self.export = make_button("导出", icon_name="export", name="export_lists")
        self._past = QMenu(self)
        self.published.setMenu(self._past)
        self.export.setMenu(self._export_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.search)
        row.addWidget(self.state, 1)
        for button in self._buttons():
            row.addWidget(button)

    def show_publications(self, rows: Sequence[PublicationRow]) -> None:
        """Offer every publication, the newest first."""
        self._past.clear()
        for row in rows:
            action = QAction(f"{row.label}{'（已被代替）' if row.replaced else ''}", self._past)
            action.triggered.connect(lambda _=False, key=row.id: self.published_wanted.emit(key))
            self._past.addAction(action)
        self.published.setEnabled(bool(rows))

    def show_state(self, rated: Rated, moves: Moves, *, tried: bool, owns: bool) -> None:
        """What the rule being tried comes to, beside the one saved."""
        up = sum(one.up for one in moves.values())
        down = len(moves) - up
        trying = f"试用中：比已存规则 ↑升 {up} 个、↓降 {down} 个"
        self.state.setText(trying if tried else f"参评 {rated.rated} 个")
        self.unrated.setText(f"未评定 {len(rated.unrated)} 个")
        self.unrated.setVisible(bool(rated.unrated))
        self.restore.setEnabled(tried)
        self.save.setEnabled(tried and owns)
        self.publish.setEnabled(owns and not tried and bool(rated.rated))
        self.publish.setToolTip("先保存或恢复规则，再公布" if tried else "写成一次公布，不能撤销")
        self.export.setEnabled(owns and not tried and bool(rated.rated))
        self.export.setToolTip(
            "先保存或恢复规则，再导出" if tried else "导出现在的名单（征求意见稿）"
        )

    def show_fault(self, sentence: str) -> None:
        """Why the rule in the fields cannot be."""
        if sentence:
            self.state.setText(sentence)
            for button in (self.save, self.publish, self.export):
                button.setEnabled(False)
            self.restore.setEnabled(True)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.unrated,
            self.restore,
            self.save,
            self.export,
            self.published,
            self.publish,
        )

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, kind in (("导出 Word（征求意见稿）…", "docx"), ("导出 Excel…", "xlsx")):
            action = QAction(text, menu)
            action.setObjectName(f"export_{kind}")
            action.triggered.connect(lambda _=False, kind=kind: self.export_wanted.emit(kind))
            menu.addAction(action)
        return menu
