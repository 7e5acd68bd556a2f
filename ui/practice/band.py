"""The quiet band over a window in which everybody is made up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QToolBar, QWidget

from ui.theme import PALETTE, SPACE
from ui.widgets import Kind, icon_label, make_button
from ui.widgets.labels import ElidedLabel

_WORDS = "练习库：这里的人和数据都是虚构的，可以放心试。"
_NAME = "practice_band"


def show_band(
    window: QMainWindow, *, anew: Callable[[], object], earnest: Callable[[], object]
) -> None:
    """Put the band under the menus; where it is already, nothing more.

    Object names: `practice_band`, `practice_words`, `practice_anew`, `practice_earnest`.

    Args:
        window: The shell.
        anew: Asked for a fresh station.
        earnest: Asked to begin in earnest.
    """
    if window.findChild(QToolBar, _NAME) is not None:
        return
    bar = QToolBar("练习库")
    bar.setObjectName(_NAME)
    bar.setMovable(False)
    bar.toggleViewAction().setVisible(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # it could be hidden there
    bar.addWidget(_inside(anew, earnest))
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)


def _inside(anew: Callable[[], object], earnest: Callable[[], object]) -> QWidget:
    words = ElidedLabel("body", "practice_words")
    words.setText(_WORDS)
    again = make_button("重新开始", Kind.QUIET, "refresh", "practice_anew")
    again.setToolTip("换成一份新的样例，您试着改动的内容会没有")
    begin = make_button("开始正式使用", Kind.PLAIN, "next", "practice_earnest")
    begin.setToolTip("关上练习库，打开本站自己的数据")
    again.clicked.connect(lambda _checked: anew())
    begin.clicked.connect(lambda _checked: earnest())
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.setContentsMargins(SPACE.m, SPACE.xs, SPACE.s, SPACE.xs)
    row.setSpacing(SPACE.s)
    row.addWidget(icon_label("info", PALETTE.gold, 20))
    row.addWidget(words, 1)
    row.addWidget(again)
    row.addWidget(begin)
    return inside
