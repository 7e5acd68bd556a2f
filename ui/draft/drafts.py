"""What is left unsaved in all forms of a window: kept on the worker, offered where it belongs."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from jyguide.app import Application
from jyguide.errors import EXPLAINED
from jyguide.settings.draft import Draft, draft_of_text, is_too_old
from jyguide.settings.service import KeptService, Whose
from ui.desk import Desk
from ui.draft.left_out import is_left_out
from ui.draft.watch import Watched
from ui.jobs import Job
from ui.shell import Shell

_LOG = logging.getLogger(__name__)
_UNDER = "draft/"


class Drafts(QObject):
    """Notices every dialog that comes to the front, and looks after those with fields.

    What could not be written is written with what follows; nobody is disturbed for it.
    """

    found = Signal(object)
    """A list of `Draft`: left by a crash, and not spoken of yet."""

    def __init__(self, shell: Shell, desk: Desk, app: Application) -> None:
        """Read what was left, and begin."""
        super().__init__(shell)
        self._shell = shell
        self._desk = desk
        self._kept: KeptService = app.kept
        self._preferences = app.preferences
        self.now: Callable[[], datetime] = app.clock
        self._drafts: dict[str, Draft] = {}
        self._live: set[str] = set()
        self._watched: list[Watched] = []
        self._waiting: dict[str, str | None] = {}
        self._writing = self._failed = False
        self._ended = False
        desk.load(self, partial(self._kept.read, Whose.USER, _UNDER), self._take)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._note_window)

    def left(self) -> list[tuple[str, Draft]]:
        """What no open form holds, the newest first, with the names it is kept under."""
        free = [(key, one) for key, one in self._drafts.items() if key not in self._live]
        return sorted(free, key=lambda both: both[1].kept_at, reverse=True)

    def left_of(self, form: str, title: str, subject: str) -> tuple[str, Draft] | None:
        """The newest of those that were typed into such a form."""
        return next((both for both in self.left() if both[1].is_of(form, title, subject)), None)

    def keep(self, key: str, draft: Draft) -> None:
        """Keep it, over what was kept under this name."""
        self._drafts[key] = draft
        self._write(key, draft.text())

    def drop(self, key: str) -> None:
        """Nobody wants it any more."""
        if self._drafts.pop(key, None) is not None:
            self._write(key, None)

    def finish(self, key: str) -> None:
        """Its form has ended: it was sent, or given up."""
        if not self._ended:
            self._live.discard(key)
            self.drop(key)

    def end(self) -> None:
        """Somebody else comes, or the data is closed: what is left stays for him who left it."""
        self._look_last()
        if self._waiting:
            self._send()  # now: the data is closed next

    def close(self) -> None:
        """As `end`, once there is no worker any more; a form open to the last is kept too."""
        self._look_last()
        if self._waiting:
            with suppress(*EXPLAINED):
                self._kept.keep(Whose.USER, self._waiting)

    def _look_last(self) -> None:
        if not self._ended:
            for watched in filter(isValid, self._watched):  # dialogs and all may be gone by now
                watched.look()
        self._ended = True

    def note_told(self) -> None:
        """All that is left was spoken of: the next start does not speak of it again."""
        for key, draft in self.left():
            if not draft.told:
                self.keep(key, replace(draft, told=True))

    @Slot(QWindow)
    def _note_window(self, window: QWindow | None) -> None:
        if window is None or self._ended:
            return
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.windowHandle() is window:
                self.watch(one)

    def watch(self, dialog: QDialog) -> Watched | None:
        """Look after a dialog from now on; None where nothing is kept of it."""
        if (
            not self._preferences.on("keep_drafts")
            or is_left_out(type(dialog))
            or any(one.parent() is dialog for one in dialog.findChildren(Watched))
        ):
            return None
        key = f"{_UNDER}{type(dialog).__name__}/{uuid.uuid4().hex}"
        watched = Watched(dialog, self, self._shell.shown_page, key)
        if not watched.has_fields:
            watched.deleteLater()
            return None
        self._live.add(key)
        self._watched = [*filter(isValid, self._watched), watched]
        dialog.destroyed.connect(partial(self._live.discard, key))
        watched.offer()
        return watched

    def _take(self, texts: dict[str, str]) -> None:
        """What was left; what is unreadable or has lain there for a month goes."""
        for key, text in texts.items():
            draft = draft_of_text(text)
            if draft is None or is_too_old(draft, self.now()):
                self._write(key, None)
            else:
                self._drafts.setdefault(key, draft)
        untold = [draft for _, draft in self.left() if not draft.told]
        if untold:
            self.found.emit(untold)

    def _write(self, key: str, text: str | None) -> None:
        self._waiting[key] = text
        if not self._writing:
            self._writing = True
            QTimer.singleShot(0, self, self._send)

    def _send(self) -> None:
        """All that waits in one step: one who types fast does not fill the line."""
        if not self._waiting:
            return
        texts, self._waiting = self._waiting, {}
        work = partial(self._kept.keep, Whose.USER, texts)

        def connect(job: Job) -> None:
            job.failed.connect(partial(self._note_failed, texts))
            job.ended.connect(self._note_sent)

        self._desk.jobs.start(lambda _progress, _cancel: work(), connect)

    def _note_failed(self, texts: dict[str, str | None], error: BaseException) -> None:
        _LOG.info("Draft not kept: %s", type(error).__name__)
        self._waiting = texts | self._waiting
        self._failed = True  # tried again with what follows, and not at once

    @Slot()
    def _note_sent(self) -> None:
        self._writing = bool(self._waiting) and not self._failed
        self._failed = False
        if self._writing:
            QTimer.singleShot(0, self, self._send)
