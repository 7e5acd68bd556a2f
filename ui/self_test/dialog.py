"""What the look at a PC found, line by line, while it is looked at and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.progress import CancelToken, Progress
from jyguide.self_test.facts import ShownFacts
from jyguide.self_test.finding import Finding, Level, Part, summary
from jyguide.self_test.findings import findings
from jyguide.self_test.gathering import Look
from jyguide.self_test.sheet import TITLE, checkup_document, checkup_text, write_text
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.jobs import Job
from ui.self_test.shown import drawn_facts, with_printers
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Badge, Banner, Card, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow
from ui.widgets.labels import tone_label

TONES = {
    Level.GOOD: Tone.GOOD,
    Level.HEED: Tone.WARN,
    Level.BAD: Tone.BAD,
    Level.UNKNOWN: Tone.INFO,
}
_FIRST = (Level.BAD, Level.UNKNOWN, Level.HEED, Level.GOOD)
"""What has to be dealt with stands on top."""
_TOP = Qt.AlignmentFlag.AlignTop
_LOOKING = "正在体检，数据不会有任何改动。"
_LINES = f"看 {len(Part)} 项：{'、'.join(Part)}。"


class CheckupDialog(QDialog):
    """Looks at once when it is opened, and anew when asked.

    Object names: `checkup_dialog`, `checkup_progress`, `checkup_again`, `checkup_text`,
    `checkup_print`, `close`; of each line `finding_<part in small letters>`.
    """

    def __init__(self, desk: Desk, app: Application, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._app = app
        self._found: tuple[Finding, ...] = ()
        self._moment = app.clock()
        self._job: Job | None = None
        self.setObjectName("checkup_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("电脑体检")
        free = parent.screen().availableSize()
        self.resize(min(scaled(780), free.width() - 40), min(scaled(600), free.height() - 70))
        self._build()
        self._look()

    def done(self, result: int) -> None:
        """Close; a look that is still going on is let go of."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _build(self) -> None:
        self._banner = Banner()
        self._progress = QProgressBar()
        self._progress.setObjectName("checkup_progress")
        self._progress.setAccessibleName("体检进度")
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._body = scrolling(make_label(_LINES, "hint", wrap=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._banner)
        layout.addWidget(self._progress)
        layout.addWidget(self._body, 1)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> ButtonRow:
        self._again = make_button("再查一遍(&R)", icon_name="refresh", name="checkup_again")
        self._text = make_button("存为文本(&T)…", icon_name="save", name="checkup_text")
        self._print = make_button("打印体检单(&P)…", icon_name="print", name="checkup_print")
        self._close = make_button("关闭", name="close")
        self._close.setDefault(True)
        self._again.clicked.connect(self._look)
        self._text.clicked.connect(self._save_text)
        self._print.clicked.connect(self._show_sheet)
        self._close.clicked.connect(self.accept)
        return ButtonRow(self._text, self._print, leave=self._close, left=(self._again,))

    @Slot()
    def _look(self) -> None:
        self._set_looking(looking=True)
        self._banner.say(_LOOKING, Tone.INFO)
        screen = self.screen()
        work = partial(_looked, self._app, drawn_facts(screen))
        self._job = self._desk.act(self, work, self._show, title="正在体检电脑")
        self._job.progressed.connect(self._step)
        self._job.ended.connect(self._rest)

    @Slot(int, int, str)
    def _step(self, done: int, total: int, text: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._banner.say(f"{_LOOKING}{text}…", Tone.INFO)

    def _show(self, found: tuple[Finding, ...]) -> None:
        self._found = found
        self._moment = self._app.clock()
        levels = {one.level for one in found}
        worst = next(level for level in _FIRST if level in levels)
        self._banner.say(summary(found), TONES[worst])
        _replace(self._body, _lines(found))

    @Slot()
    def _rest(self) -> None:
        self._job = None
        self._set_looking(looking=False)
        self._close.setFocus()

    def _set_looking(self, *, looking: bool) -> None:
        self._progress.setVisible(looking)
        self._again.setEnabled(not looking)
        for button in (self._text, self._print):
            button.setEnabled(not looking and bool(self._found))

    @Slot()
    def _show_sheet(self) -> None:
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - only whoever prints

        place = self._app.place
        sheet = checkup_document(self._found, place.office, place.device_letter, self._moment)
        desk = self._desk
        preview = PrintPreview([sheet], desk.jobs, desk.alerts, self._name(), self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    @Slot()
    def _save_text(self) -> None:
        target = self._desk.alerts.choose_save_file(
            "存为文本", f"{self._name()}.txt", "文本文件 (*.txt)"
        )
        if target is None:
            return
        place = self._app.place
        text = checkup_text(self._found, place.office, place.device_letter, self._moment)
        work = partial(_written, text, target)
        self._desk.load(self, work, self._tell)

    def _tell(self, target: Path) -> None:
        tell_written(self, target)

    def _name(self) -> str:
        return file_name(f"{TITLE}_{self._moment:%Y%m%d}")


def _looked(
    app: Application, drawn: ShownFacts, progress: Progress, cancel: CancelToken
) -> tuple[Finding, ...]:
    progress.step(0, 0, "正在看打印机")
    shown = with_printers(drawn)
    facts = Look(app.place.folder, app.clock, app).facts(shown, progress, cancel)
    now: datetime = app.clock()
    return findings(facts, now)


def _written(text: str, target: Path) -> Path:
    write_text(text, target)
    return target


def _lines(found: Sequence[Finding]) -> QWidget:
    """What has to be dealt with first."""
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.m)
    grid.setVerticalSpacing(SPACE.m)
    grid.setColumnStretch(3, 1)
    for number, one in enumerate(sorted(found, key=lambda one: _FIRST.index(one.level))):
        tone = TONES[one.level]
        grid.addWidget(tone_label(tone, 20), number, 0, _TOP)
        grid.addWidget(Badge(one.level.value, tone), number, 1, _TOP)
        grid.addWidget(make_label(one.part, "key"), number, 2, _TOP)
        grid.addLayout(_words(one), number, 3)
    card.body.addLayout(grid)
    card.body.addStretch()
    return card


def _words(one: Finding) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    words.addWidget(make_label(one.sentence, name=f"finding_{one.part.name.lower()}", wrap=True))
    if one.hint:
        words.addWidget(make_label(one.hint, "hint", wrap=True))
    return words


def _replace(area: QScrollArea, inside: QWidget) -> None:
    if (former := area.takeWidget()) is not None:
        former.deleteLater()
    area.setWidget(inside)
