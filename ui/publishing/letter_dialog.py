"""Asks, before a letter is printed, what stands on it besides the text."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jyguide.documents.letter_kind import LETTER_NAMES, LetterKind
from jyguide.documents.letterhead import LONGEST, MOST_COPIES, Letterhead, offices_in
from ui.widgets.asking_dialog import AskingDialog

_SAID = "这几项都可以不填；填过的下次自动带出。"


class LetterDialog(AskingDialog):
    """Gives a `Letterhead`. Only what goes up has a signatory.

    Object names: `letter_dialog`, `contact`, `copies`, `signatory`, `head`.
    """

    def __init__(
        self, kind: LetterKind, kept: Letterhead, parent: QWidget, verb: str = "打印"
    ) -> None:
        """`verb` is what is to become of the letter: 打印 or 导出."""
        next_ = "预览" if verb == "打印" else f"{verb}…"
        super().__init__(f"{verb}{LETTER_NAMES[kind]}", next_, _SAID, parent)
        self.setObjectName("letter_dialog")
        self._kept = kept
        self.contact = _line("contact", kept.contact, "如 王芳，电话 0510-86860000")
        self.copies = _line("copies", "、".join(kept.copies), "几个单位之间用顿号隔开")
        self.signatory = _line("signatory", kept.signatory, "上行文才有")
        self.head = _line("head", kept.head, "如 中共周庄镇委员会文件；用印好红头的纸不填")
        self.copies.setMaxLength(LONGEST * MOST_COPIES)
        self.form.add("contact", "联系人、电话", self.contact)
        self.form.add("copies", "抄送", self.copies)
        if kind is LetterKind.REQUEST:
            self.form.add("signatory", "签发人", self.signatory)
        self.form.add("head", "红头", self.head)
        self.contact.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send(
            Letterhead(
                self.head.text().strip(),
                self.signatory.text().strip(),
                self.contact.text().strip(),
                offices_in(self.copies.text()),
                self._kept.version,
            )
        )


def _line(name: str, text: str, hint: str) -> QLineEdit:
    field = QLineEdit(text, placeholderText=hint, maxLength=LONGEST)
    field.setObjectName(name)
    return field
