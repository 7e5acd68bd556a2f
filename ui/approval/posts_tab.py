"""编制: instructors in post against the posts there are to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.approval.establishment import Establishment, EstablishmentLine
from ui.approval.words import post_columns
from ui.theme import SPACE
from ui.widgets import RowTable, make_button, make_label


class PostsTab(QWidget):
    """Object names: `posts` (the table), `yardstick`, `posts_total`, `set_posts`."""

    posts_wanted = Signal(object)
    """The figures for full-time and part-time that the form begins with."""

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._posts = (0, 0)
        self._total = make_label("", "sentence", "posts_total", wrap=True)
        self._yardstick = make_label("", "small", "yardstick", wrap=True)
        self.table: RowTable[EstablishmentLine] = RowTable(
            post_columns(), unit="个站", search_hint="站名", key=lambda line: line.name
        )
        self.table.setObjectName("posts")
        text = "全市编制…" if is_city else "本站编制…"
        button = make_button(text, icon_name="settings", name="set_posts")
        button.clicked.connect(lambda: self.posts_wanted.emit(self._posts))
        self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        for part in (self._total, self._yardstick):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)

    def show_posts(self, table: Establishment) -> None:
        """Show every station, and the whole city in words."""
        whole = table.total or (table.lines[0] if len(table.lines) == 1 else None)
        if whole is not None:
            self._posts = (whole.full_time.posts or 0, whole.part_time.posts or 0)
        self._total.setText(posts_sentence(whole) if whole else "")
        self._yardstick.setText(
            f"{table.yardstick}“在岗”是批复有效、没有暂停或退出的人；“在册”是名单上没有退出的人。"
            + ("各站编制在“组织”页的指导站里核定。" if table.total else "")
        )
        self.table.set_rows(table.lines)


def posts_sentence(line: EstablishmentLine) -> str:
    """``全市：专职 85 编，在岗 80 人，缺 5 人；兼职 …``."""
    parts = []
    for name, filled in (("专职", line.full_time), ("兼职", line.part_time)):
        posts = "" if filled.posts is None else f"编制 {filled.posts}，"
        parts.append(f"{name}{posts}在岗 {filled.at_work} 人，{filled.words}")
    return f"{line.name}：" + "；".join(parts) + "。"
