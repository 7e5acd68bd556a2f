"""What a page does not offer to whoever may only look, by the words on lines and buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.upwards import upwards

NOT_OFFERED = "not_offered"
"""Property of a page: a list of what withheld words begin with. One that stands further in counts
alone: a dialog that keeps something for whoever is at work has an empty one."""

_LOOKING = (
    *("修改记录", "登记簿", "保存错误", "保存问题", "保存导入模板", "恢复默认", "完成（"),
    "删除“",  # a view of his own
)
"""Lines that begin like one that writes, and only show or hand out something."""


def is_withheld(part: QWidget | None, words: str) -> bool:
    """Whether the page around `part` offers nothing that says this."""
    return _begins(words, _withheld(part))


def only_looks(part: QWidget | None) -> bool:
    """Whether the page that it lies on says that nothing can be changed there."""
    return any(getattr(one, "limits", "") for one in upwards(part))


def withhold(actions: Iterable[QAction], part: QWidget) -> None:
    """Take away the lines and the keys of what the page around `part` does not offer."""
    beginnings = _withheld(part)
    for action in actions:
        if _begins(action.text(), beginnings):
            action.setVisible(False)


def withhold_lines(menu: QMenu) -> None:
    """The same for a menu that is about to open, whose owner stands in the page."""
    withhold(menu.actions(), menu)


def _withheld(part: QWidget | None) -> tuple[str, ...]:
    found = (one.property(NOT_OFFERED) for one in upwards(part))
    return next((tuple(one) for one in found if one is not None), ())


def _begins(words: str, beginnings: tuple[str, ...]) -> bool:
    return words.startswith(beginnings) and not words.startswith(_LOOKING)
