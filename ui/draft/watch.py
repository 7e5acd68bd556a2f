"""Looks after one form: what somebody changes in it is kept every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from jyguide.settings.draft import Draft, Entered, Entry, changes
from ui.draft.banner import DraftBanner
from ui.draft.fields import Fields

if TYPE_CHECKING:
    from ui.draft.drafts import Drafts

LOOK_MS = 4000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.Drop,
}
_SAYING = ("sentence", "question", "subject")
"""Names of labels in which a dialog says what it is about."""


class Watched(QObject):
    """Lives as long as its dialog.

    A form fills itself when it opens, and again when lists have come from the database. What it
    begins with is therefore read at the last moment before somebody first touches a field.
    """

    def __init__(self, dialog: QDialog, drafts: Drafts, page: str, key: str) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._drafts = drafts
        self._page = page
        self.key = key
        self._fields = Fields(dialog)
        self._begun: dict[str, Entry] | None = None
        self._kept: tuple[Entered, ...] = ()
        self._banner: DraftBanner | None = None
        self.form = f"{type(dialog).__module__}.{type(dialog).__qualname__}"
        self.title = dialog.windowTitle()
        self.subject = self._read_subject()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._begin()

    @property
    def has_fields(self) -> bool:
        """Whether there is anything to look after."""
        return bool(self._watched)

    def offer(self) -> None:
        """Say that something of this form was left, if it was; once more after each decision."""
        left = self._drafts.left_of(self.form, self.title, self.subject)
        layout = self._dialog.layout()
        if left is None or not isinstance(layout, QBoxLayout):
            return
        key, draft = left
        entered = self._fields.entered()
        now = {one.name: one.value for one in entered}
        otherwise = draft.begins_otherwise(now, [one.name for one in entered if one.day])
        banner = self._banner = DraftBanner()
        layout.insertWidget(0, banner)
        banner.tell_left(draft, self._drafts.now(), otherwise=otherwise)
        banner.fill_wanted.connect(lambda: self._fill(key, draft))
        banner.drop_wanted.connect(lambda: self._let_go(key))

    @Slot()
    def look(self) -> None:
        """Keep what has been changed since the last look."""
        if self._begun is None:
            return
        changed = changes(self._begun, self._fields.entered())
        if changed == self._kept:
            return
        self._kept = changed
        if changed:
            self._drafts.keep(self.key, self._draft(changed))
        else:
            self._drafts.drop(self.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _TOUCHES and self._begun is None:
            self._take_beginning()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._watched = _with_inner(self._fields.widgets().values())
        for part in self._watched:
            part.installEventFilter(self)
        if self._watched:
            self._timer.start()
            self._dialog.finished.connect(self._end)
            application = QApplication.instance()
            if isinstance(application, QApplication):
                application.focusChanged.connect(self._note_focus)

    def _take_beginning(self) -> None:
        self._begun = {one.name: one.value for one in self._fields.entered()}
        for part in self._watched:
            part.removeEventFilter(self)

    def _draft(self, changed: tuple[Entered, ...]) -> Draft:
        begun = self._begun or {}
        now = self._drafts.now()
        return Draft(self.form, self.title, self.subject, self._page, now, changed, begun)

    def _read_subject(self) -> str:
        """The sentence of a dialog that says one, else the first text its form begins with."""
        for name in _SAYING:
            label = self._dialog.findChild(QLabel, name)
            if label is not None and label.text():
                return label.text()
        lines = [one for one in self._fields.widgets().values() if isinstance(one, QLineEdit)]
        return next((one.text() for one in lines if one.text()), "")

    def _fill(self, key: str, draft: Draft) -> None:
        if self._begun is None:
            self._take_beginning()
        missing = self._fields.fill(draft.changed)
        self.look()
        self._drafts.drop(key)
        if self._banner is not None:
            self._banner.tell_filled(missing)

    def _let_go(self, key: str) -> None:
        self._drafts.drop(key)
        if self._banner is not None:
            self._banner.hide()
        self.offer()

    @Slot(QWidget, QWidget)
    def _note_focus(self, old: QWidget | None, _new: QWidget | None) -> None:
        # while a dialog is torn down its parts still lose the focus one after another
        if isValid(self._dialog) and old is not None and self._dialog.isAncestorOf(old):
            self.look()

    @Slot()
    def _end(self) -> None:
        """Sent or given up: nothing is left over, once what sends it stands in line."""
        self._timer.stop()
        self._begun = None
        key, drafts = self.key, self._drafts
        QTimer.singleShot(0, drafts, lambda: drafts.finish(key))
        if self._banner is not None:
            self._banner.hide()
        self.deleteLater()  # a dialog that is opened again begins anew


def _with_inner(fields: object) -> list[QWidget]:
    """Fields and what lies in them: the mouse goes to the part it is over."""
    found: list[QWidget] = []
    for field in fields:  # type: ignore[attr-defined]
        found += [field, *field.findChildren(QWidget)]
    return found
