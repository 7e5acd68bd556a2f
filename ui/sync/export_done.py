"""The word that everything is written, in large type, and what to do with the file now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.sync.row import ExportReport
from ui.sync.columns import content_text, export_columns
from ui.sync.words import size_text
from ui.theme import PALETTE, SPACE
from ui.widgets import EmptyText, RowTable, icon_label, make_label

_PULL = "已写入并核对无误，可以拔出U盘"
_WRITTEN = "已写入并核对无误"
_NOBODY = EmptyText("没有写出文件", "还没有站入网，先在“电脑与凭证”里受理入网申请。")
_TABLE_HEIGHT = 280


class ExportDone(QWidget):
    """Object names: `export_done`, `export_file`, `export_next`, `exported` (the table)."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = make_label("", "figure", "export_done", wrap=True)
        self._file = make_label("", "sentence", "export_file", wrap=True)
        self._next = make_label("", "hint", "export_next", wrap=True)
        self.table: RowTable[ExportReport] = RowTable(
            export_columns(), unit="个文件", search_hint="站名", empty=_NOBODY
        )
        self.table.setObjectName("exported")
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.l, SPACE.m, SPACE.l)
        layout.setSpacing(SPACE.m)
        layout.addWidget(icon_label("good", PALETTE.good, 48), alignment=centre)
        for part in (self._sentence, self._file, self._next):
            part.setAlignment(centre)
            layout.addWidget(part)
        layout.addWidget(self.table, 1)

    def show_reports(self, reports: Sequence[ExportReport], *, on_stick: bool) -> None:
        """Say what was written; one file in words, several in a table."""
        self._sentence.setText(_PULL if on_stick else _WRITTEN)
        alone = len(reports) == 1
        self.table.setVisible(not alone)
        if alone:
            one = reports[0]
            self._file.setText(f"第{one.number}号　{one.path.name}")
            self._next.setText(
                f"{content_text(one)}，{size_text(one.size)}。把它交给{one.to}导入；"
                "对方下次发来的文件里会带回执。"
            )
            return
        self.table.set_rows(reports)
        self._file.setText(f"共 {len(reports)} 个文件，每个站一个")
        self._next.setText("请分别交给各站导入；站里下次来文时会带回执。")
