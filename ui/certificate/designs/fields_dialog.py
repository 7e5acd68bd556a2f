"""All named fields: what to write between the braces, and what becomes of it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.certificate.fields import FIELDS, NamedField
from ui.theme import SPACE
from ui.widgets import Column, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow


class FieldsDialog(QDialog):
    """Object names: `fields_dialog`, `template_fields` (the table), `close`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fields_dialog")
        self.setWindowTitle("模板里可以用的字段")
        self.table: RowTable[NamedField] = RowTable(
            (
                Column("字段", lambda row: f"{{{{{row.name}}}}}", width=150),
                Column("含义", lambda row: row.meaning, width=224),
                Column("例子", lambda row: row.example, width=276),
            ),
            unit="个字段",
            search_hint="搜索字段、含义",
            key=lambda row: row.name,
        )
        self.table.setObjectName("template_fields")
        self.table.set_rows(FIELDS)
        close = make_button("关闭", Kind.PLAIN, name="close")
        close.clicked.connect(self.reject)
        hint = make_label(
            "选中一行按 Ctrl+C 可以复制；照片和二维码换成图片。"
            "页眉、页脚里也可以写字段，但那样只能每人一个文件；脚注和批注里不填写。",
            "hint",
            "hint",
            wrap=True,
        )
        foot = ButtonRow(leave=close, said=hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(780, 600)
