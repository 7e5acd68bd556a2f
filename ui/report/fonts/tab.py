"""The tab 字体检查: which typefaces documents are set in here, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.documents.font_check import (
    ROLE_NAMES,
    FaceState,
    face_states,
    missing_characters,
    summary,
)
from jyguide.documents.font_sample import RARE_NAMES, sample_document
from jyguide.documents.page import Document
from jyguide.documents.rare import rare_sentence
from ui.desk import Desk
from ui.page import Page
from ui.printing.fonts import installed
from ui.printing.pdf import write_pdf
from ui.printing.pdf_fonts import embedded_fonts
from ui.printing.preview import PrintPreview
from ui.report.fonts.face_rows import FaceRows
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets.buttons import make_button
from ui.widgets.labels import make_label
from ui.widgets.surfaces import Card, scrolling

_LONGEST = 200
"""Characters of a text to be checked."""
_ALL_THERE = "这些字，公文用的几种字体里都有。"
_NAME = "字体和版式样张"


@dataclass(frozen=True, slots=True)
class _Found:
    """What was looked for on the worker."""

    states: tuple[FaceState, ...]
    sample: Document
    embedded: tuple[str, ...]


class FontsTab(PageTab):
    """Object names: `font_text`, `font_lacks`, `print_sample`, `embedded`, those of `FaceRows`."""

    outside = True

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._sample: Document | None = None
        self._summary = make_label("", "sentence", "font_summary", wrap=True)
        self._rows = FaceRows()
        self._embedded = make_label("", "small", "embedded", wrap=True)
        self._text = QLineEdit()
        self._lacks = make_label("", "body", "font_lacks", wrap=True)
        self._print = make_button("打印样张…", name="print_sample")
        self._build()
        self._text.textChanged.connect(self._check)
        self._print.clicked.connect(self._print_sample)

    def reload(self) -> None:
        self._desk.load(self, self._look, self._show)

    def _build(self) -> None:
        faces = Card("本机字体")
        self._print.setEnabled(False)
        faces.head.addWidget(self._print)
        for part in (self._summary, self._rows, self._embedded):
            faces.body.addWidget(part)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE.m)
        inner.addWidget(self._checking())
        inner.addWidget(faces)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))

    def _checking(self) -> Card:
        self._text.setObjectName("font_text")
        self._text.setMaxLength(_LONGEST)
        self._text.setPlaceholderText(f"输入或粘贴姓名、单位名称，如 {RARE_NAMES[-3:]}")
        card = Card("查一个姓名或一段文字")
        label = make_label("文字(&W)", "key")
        label.setBuddy(self._text)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(label)
        row.addWidget(self._text, 1)
        card.body.addLayout(row)
        card.body.addWidget(self._lacks)
        self._check("")
        return card

    def _look(self) -> _Found:
        states = face_states(QFontDatabase.hasFamily)
        on = self._app.clock().date()
        sample = sample_document(states, self._app.place.office, on)
        with TemporaryDirectory() as folder:
            target = Path(folder) / "sample.pdf"
            write_pdf(sample, target)
            return _Found(states, sample, embedded_fonts(target.read_bytes()))

    def _show(self, found: _Found) -> None:
        self._sample = found.sample
        self._summary.setText(summary(found.states))
        self._rows.show_states(found.states)
        names = "、".join(found.embedded)
        self._embedded.setText(
            f"导出的 PDF 带着用到的字形，换一台电脑打开也一样。样张的 PDF 里有：{names}。"
        )
        self._print.setEnabled(True)

    def _check(self, text: str) -> None:
        """What each typeface lacks of what was typed."""
        if not text.strip():
            self._lacks.setText("生僻字如果本机没有，会在这里说明用什么代替、要装什么字体。")
            return
        alike: dict[str, list[str]] = {}
        for role, found in missing_characters(text, installed()):
            alike.setdefault(rare_sentence(found), []).append(ROLE_NAMES[role])
        said = [f"{'、'.join(names)}：{sentence}" for sentence, names in alike.items()]
        self._lacks.setText("\n".join(said) or _ALL_THERE)

    def _print_sample(self) -> None:
        if self._sample is not None:
            jobs, alerts = self._desk.jobs, self._desk.alerts
            PrintPreview([self._sample], jobs, alerts, _NAME, self.window()).show()
