"""The line above the tree: finding people, narrowing what is counted, and the deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from ui.theme import SPACE, icon, scaled
from ui.widgets import Kind, make_button

MenuLine = tuple[str, str, Callable[[], object]]
"""Object name, words, and what is done."""
_SEARCH_WIDTH = 360


class GridHead(QWidget):
    """Object names: `grid_import`, `grid_more`, `grid_add`, `grid_handover`, `grid_find`.

    And `only_chosen`.
    """

    def __init__(self, more: Iterable[MenuLine], adding: Iterable[MenuLine]) -> None:
        """`more` and `adding` are the lines of the two menus."""
        super().__init__()
        self.import_ = make_button("导入网格…", icon_name="import", name="grid_import")
        self.handover = make_button("移交…", icon_name="next", name="grid_handover")
        self.search = QLineEdit(placeholderText="在全部网格里找：姓名、户号、住址，回车")
        self.search.setObjectName("grid_find")
        self.search.setAccessibleName("在全部网格里找人")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(scaled(_SEARCH_WIDTH))
        self.only = make_button("只看选中的网格", icon_name="filter", name="only_chosen")
        self.only.setCheckable(True)
        self.only.setToolTip("上面的缺口只算左边选中的网格和它的下级")
        more_ = make_button("更多", name="grid_more")
        more_.setMenu(self._menu(more))
        add = make_button("新增", Kind.PRIMARY, "add", "grid_add")
        add.setMenu(self._menu(adding))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.search, 1)
        row.addWidget(self.only)
        row.addStretch()
        for button in (more_, self.import_, self.handover, add):
            row.addWidget(button)

    def _menu(self, lines: Iterable[MenuLine]) -> QMenu:
        menu = QMenu(self)
        for name, text, slot in lines:
            menu.addAction(text, slot).setObjectName(name)
        return menu
