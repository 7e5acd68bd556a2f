"""The lower edge of taking questions in: besides, what becomes of the items."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from ui.import_foot import ImportFoot
from ui.widgets import make_button

_STATES = ("导入后直接启用", "导入后先送审")


class ItemsFoot(ImportFoot):
    """Object names: `save_template`, `save_errors`, `state`, and those of every foot."""

    def __init__(self, other: str) -> None:
        """`other` is what the way back is called."""
        super().__init__(other, "back")
        self.save_template = make_button("下载模板…", icon_name="save", name="save_template")
        self.save_errors = make_button("错误清单…", icon_name="save", name="save_errors")
        self.state = QComboBox()
        self.state.setObjectName("state")
        self.state.addItems(_STATES)
        self.state.setToolTip(
            "先送审：核对、启用之后才会抽到。请核对的题总是先送审，没有答案的题总是存为草稿。"
        )
        back = (self.other, self.save_template, self.save_errors, self.undo)
        self._build(back, (self.state,), (self.write,))

    @property
    def to_review(self) -> bool:
        """Whether the items are to wait for review."""
        return self.state.currentIndex() == 1
