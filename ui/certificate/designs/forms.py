"""Forms of designs: a built-in one, the office's Word file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.certificate.design import ONLY_DUTY, DesignRow
from jyguide.certificate.kinds import TITLES, CertificateKind
from ui.alerts import Alerts
from ui.certificate.designs.words import EVERY_KIND
from ui.widgets import make_button
from ui.widgets.asking_dialog import AskingDialog

WORD_FILES = "Word 文档 (*.docx)"
_LONGEST = 30


def kind_combo(chosen: CertificateKind | None) -> QComboBox:
    """Every kind, or one; object name `design_kind`."""
    made = QComboBox()
    made.setObjectName("design_kind")
    made.addItem(EVERY_KIND, None)
    for kind in CertificateKind:
        made.addItem(TITLES[kind], kind)
    made.setCurrentIndex(made.findData(chosen) if chosen else 0)
    return made


def kind_of(combo: QComboBox) -> CertificateKind | None:
    """What `kind_combo` says."""
    said = combo.currentData()
    return CertificateKind(said) if said else None


def name_edit(row: DesignRow) -> QLineEdit:
    """The name of a design; object name `design_name`."""
    made = QLineEdit(row.name)
    made.setObjectName("design_name")
    made.setMaxLength(_LONGEST)
    return made


class BuiltInDialog(AskingDialog):
    """What may be chosen of a built-in design. `given`: a `DesignRow`.

    Object names: `built_in_dialog`, `design_name`, `design_kind`, `with_portrait`, `with_code`.
    """

    def __init__(self, row: DesignRow, parent: QWidget) -> None:
        super().__init__("修改样式", "保存", "", parent)
        self._sentence.hide()
        self.setObjectName("built_in_dialog")
        self._row = row
        self.name, self.kind = name_edit(row), kind_combo(row.kind)
        if row.design.builtin in ONLY_DUTY:
            self.kind.setEnabled(False)
        self.portrait = QCheckBox("印照片（有照片的人才印；重印时用最新的照片）")
        self.portrait.setObjectName("with_portrait")
        self.portrait.setChecked(row.design.portrait)
        self.code = QCheckBox("印核验二维码和核验码")
        self.code.setObjectName("with_code")
        self.code.setChecked(row.design.code)
        self.form.add("name", "名称", self.name, required=True)
        self.form.add("kind", "适用证书", self.kind)
        self.form.add("portrait", "照片", self.portrait)
        self.form.add("code", "二维码", self.code)

    @Slot()
    def _confirm(self) -> None:
        name = self.name.text().strip()
        if self.form.show_problems({} if name else {"name": "请填写名称。"}):
            design = replace(
                self._row.design,
                portrait=self.portrait.isChecked(),
                code=self.code.isChecked(),
            )
            self.send(replace(self._row, name=name, kind=kind_of(self.kind), design=design))


class WordDialog(AskingDialog):
    """The office's Word file, new or in place of the one before.

    Object names: `word_dialog`, `design_name`, `design_kind`, `template_file`,
    `choose_template`. `given`: a `DesignRow` and the chosen `Path` or None.
    """

    def __init__(
        self, row: DesignRow, alerts: Alerts, parent: QWidget, path: Path | None = None
    ) -> None:
        sentence = (
            "模板里写 {{姓名}}、{{编号}} 这样的字段，发证时换成各人的内容。"
            "换了新文件后，以前发的证书仍按原来的模板重印。"
        )
        super().__init__("Word 模板", "保存", sentence, parent)
        self.setObjectName("word_dialog")
        self._row, self._alerts, self._path = row, alerts, path
        self.name, self.kind = name_edit(row), kind_combo(row.kind)
        self.file = QLineEdit(path.name if path else row.template_name)
        self.file.setObjectName("template_file")
        self.file.setReadOnly(True)
        self.file.setAccessibleName("模板文件")
        self._show_file()
        self.file.setPlaceholderText("还没有选择文件（.docx，不超过 450 KB）")
        choose = make_button("选择…", name="choose_template")
        choose.clicked.connect(self._choose)
        field = QWidget()
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(choose)
        field.setFocusProxy(choose)
        self.form.add("name", "名称", self.name, required=True)
        self.form.add("kind", "适用证书", self.kind)
        self.form.add("file", "模板文件", field, required=True)

    def _show_file(self) -> None:
        """Long names from their beginning, and whole where the mouse rests."""
        self.file.setCursorPosition(0)
        self.file.setToolTip(self.file.text())

    @Slot()
    def _choose(self) -> None:
        path = self._alerts.choose_open_file("选择证书模板", WORD_FILES)
        if path is not None:
            self._path = path
            self.file.setText(path.name)
            self._show_file()
            if not self.name.text():
                self.name.setText(path.stem[:_LONGEST])

    @Slot()
    def _confirm(self) -> None:
        name = self.name.text().strip()
        problems = {} if name else {"name": "请填写名称。"}
        if self._path is None and self._row.id is None:
            problems["file"] = "请选择 Word 文件。"
        if self.form.show_problems(problems):
            row = replace(self._row, name=name, kind=kind_of(self.kind))
            self.send((row, self._path))
