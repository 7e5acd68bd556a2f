"""The print preview, opened and used as at the desk."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from jyguide.documents.page import Document, paragraph
from ui.printing.preview import PrintPreview

DOCUMENTS = [Document(f"第{n}份", (paragraph(f"正文{n}"),)) for n in range(4)]


class Desk:
    """Answers as the person at the desk would, and remembers what was said."""

    def __init__(self, target=None):
        self.target = target
        self.reported = []
        self.asked = []

    def report(self, error):
        self.reported.append(error)

    def ask(self, question, yes_label, *, hint):
        self.asked.append((question, yes_label))
        return len(self.asked) > 1

    def choose_save_file(self, title, suggested, patterns=""):
        self.asked.append((title, suggested))
        return self.target


def opened(qtbot, jobs, desk=None, documents=DOCUMENTS, choose=None):
    preview = PrintPreview(
        documents, jobs, desk or Desk(), "结业证书", choose=choose or (lambda *_: False)
    )
    qtbot.addWidget(preview)
    preview.show()
    settled(qtbot, jobs)
    return preview


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def button(preview, name):
    return preview.findChild(QPushButton, name)


def said(preview):
    return preview.findChild(QLabel, "work_text").text()


def press(qtbot, preview, name):
    qtbot.mouseClick(button(preview, name), Qt.MouseButton.LeftButton)
