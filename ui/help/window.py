"""The window of help: contents at the left, the chapter at the right, both led by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.help.chapters import Chapter, KeyLine, chapters
from jyguide.help.finding import find
from jyguide.help.manual import TITLE, chapter_document, manual
from jyguide.release import release
from jyguide.settings.pc import keep_pc_settings, pc_settings
from ui.desk import Desk
from ui.file_name import file_name
from ui.help.contents import HelpContents
from ui.help.picture_dialog import PictureDialog
from ui.help.text import HelpText
from ui.theme import SPACE, scaled
from ui.widgets.buttons import Kind, make_button

_SIZE = (1080, 680)
_CONTENTS = 260


class HelpWindow(QWidget):
    """One in the program, beside its window and never in front of what is asked there.

    It has no parent: a dialog blocks all windows that belong to the one it is over, and help is
    wanted just then. Object names: `help_window`, `help_search`, `help_back`, `help_forward`,
    `help_print` with `help_print_chapter` and `help_print_manual`, and those of its parts.
    """

    def __init__(self, desk: Desk, clock: Clock, commands: Sequence[KeyLine]) -> None:
        """`commands` are those of the program's window that have keys."""
        super().__init__()
        self.setObjectName("help_window")
        self.setWindowTitle("帮助 · 暨阳指导")
        self._desk = desk
        self._clock = clock
        self._chapters = chapters(commands)
        self._extra: dict[str, Chapter] = {}
        self._topics: list[str] = []
        self._at = -1
        self.contents = HelpContents()
        self.text = HelpText()
        self._build()
        self._connect()
        self.contents.set_chapters(self._chapters)
        self._offer_way()

    @property
    def topic(self) -> str:
        """What is shown: ``training:学时``."""
        return self._topics[self._at] if self._topics else ""

    def open_at(self, topic: str) -> None:
        """Show a topic, and the window before all others."""
        if self.isMinimized():
            self.showNormal()
        self.show()  # first: where a section stands depends on how wide the text is
        self._go(topic)
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def open_chapter(self, chapter: Chapter) -> None:
        """Show a chapter that is none of the manual."""
        self._extra[chapter.name] = chapter
        self.open_at(chapter.name)

    def closeEvent(self, event: QCloseEvent) -> None:
        kept = self.saveGeometry().toBase64().toStdString()
        keep_pc_settings(help_window=kept)
        super().closeEvent(event)

    def _build(self) -> None:
        self.search = QLineEdit(placeholderText="在全部帮助里找（Ctrl+F）")
        self.search.setObjectName("help_search")
        self.search.setAccessibleName("在全部帮助里找")
        self.search.setClearButtonEnabled(True)
        self._back = _step("back", "help_back", "后退（Alt+←）")
        self._forward = _step("next", "help_forward", "前进（Alt+→）")
        self._print = make_button("打印", icon_name="print", name="help_print")
        menu = QMenu(self)
        self._print_one = menu.addAction("打印本章…\tCtrl+P", self._print_chapter)
        self._print_one.setObjectName("help_print_chapter")
        whole = menu.addAction("打印手册…", self._print_manual)
        whole.setObjectName("help_print_manual")
        self._print.setMenu(menu)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(_CONTENTS), _SIZE[0] - scaled(_CONTENTS)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._head())
        layout.addWidget(split, 1)
        self._take_place()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._back)
        head.addWidget(self._forward)
        head.addWidget(self.search, 1)
        head.addWidget(self._print)
        return head

    def _take_place(self) -> None:
        self.setMinimumSize(640, 420)
        self.resize(*_SIZE)
        if kept := pc_settings().help_window:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))

    def _connect(self) -> None:
        self.contents.wanted.connect(self._go)
        self.text.topic_wanted.connect(self._go)
        self.text.picture_wanted.connect(self._show_picture)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self.contents.enter)
        self._back.clicked.connect(partial(self._step, -1))
        self._forward.clicked.connect(partial(self._step, 1))
        for keys, slot in (
            ("Ctrl+F", self._enter_search),
            ("Ctrl+P", self._print_chapter),
            ("Alt+Left", partial(self._step, -1)),
            ("Alt+Right", partial(self._step, 1)),
            ("Esc", self._leave),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @Slot(str)
    def _go(self, topic: str) -> None:
        if topic != self.topic:
            self._topics[self._at + 1 :] = [topic]
            self._at += 1
        self._show()

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._topics):
            self._at += by
            self._show()

    def _show(self) -> None:
        _, _, section = self.topic.partition(":")
        self.text.show_chapter(self._shown(), section)
        self.contents.mark(self.topic)
        self._offer_way()

    def _shown(self) -> Chapter:
        name = self.topic.partition(":")[0]
        if name in self._extra:
            return self._extra[name]
        return next((one for one in self._chapters if one.name == name), self._chapters[0])

    def _offer_way(self) -> None:
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at + 1 < len(self._topics))

    @Slot(str)
    def _look_for(self, text: str) -> None:
        if text.strip():
            self.contents.show_found(find(self._chapters, text))
        else:
            self.contents.show_contents()

    @Slot()
    def _enter_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _leave(self) -> None:
        """Esc goes back from what was found to the contents, and from there away."""
        if self.search.text():
            self.search.clear()
        else:
            self.close()

    @Slot(str)
    def _show_picture(self, file: str) -> None:
        PictureDialog(file, self).open()

    @Slot()
    def _print_chapter(self) -> None:
        chapter = self._shown()
        self._preview([chapter_document(chapter, self._today())], f"帮助 {chapter.title}")

    @Slot()
    def _print_manual(self) -> None:
        work = partial(manual, self._chapters, release(), self._today())
        self._desk.load(self, work, partial(self._preview, name=TITLE))

    def _preview(self, documents: Sequence[Document], name: str) -> None:
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - printing loads Qt's own

        preview = PrintPreview(
            documents, self._desk.jobs, self._desk.alerts, file_name(name), self
        )
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    def _today(self) -> date:
        return self._clock().date()


def _step(icon_name: str, name: str, tip: str) -> QPushButton:
    made = make_button("", Kind.QUIET, icon_name, name)
    made.setToolTip(tip)
    made.setAccessibleName(tip.partition("（")[0])
    return made
