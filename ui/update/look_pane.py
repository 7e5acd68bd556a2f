"""What an update says of itself, and whether it fits this PC."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from jyguide.errors import AppError
from jyguide.exchange.boundary.limits import size_text
from jyguide.update.fitting import room_needed
from jyguide.update.looking import Look
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, Card, Facts, make_label

_FITS = "确实是发布单位发的，没有被改动，这台电脑能装。安装前会先备份数据。"
_NOTES_HEIGHT = 110


class LookPane(Card):
    """Object names: `verdict`, `notes`."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict = Banner()
        self._verdict.setObjectName("verdict")
        self._facts = Facts()
        self._head = make_label("更新内容", "section")
        self._notes = QPlainTextEdit()
        self._notes.setObjectName("notes")
        self._notes.setAccessibleName("更新内容")
        self._notes.setReadOnly(True)
        self._notes.setFixedHeight(scaled(_NOTES_HEIGHT))
        self.body.setSpacing(SPACE.m)
        for part in (self._verdict, self._facts, self._head, self._notes):
            self.body.addWidget(part)
        self.hide()

    def show_look(self, look: Look) -> None:
        """Show a file that is the publisher's."""
        said = look.manifest
        self._facts.show_facts(
            [
                ("版本", f"{look.now or '—'} → {said.release}"),
                ("签发", f"{look.signer}，{said.day:%Y-%m-%d}"),
                ("大小", f"{size_text(said.size)}，安装时需要约 {size_text(room_needed(said))}"),
            ]
        )
        self._facts.show()
        self._notes.setPlainText(said.notes)
        if look.obstacle is None:
            self._verdict.say(_FITS, Tone.GOOD)
        else:
            self._verdict.say(f"{look.obstacle.message}{look.obstacle.hint}", Tone.BAD)
        self._tell_more(news=look.obstacle is None)

    def show_refusal(self, error: AppError) -> None:
        """Show why a file is none: nothing that it says is repeated."""
        self._verdict.say(f"{error.message}{error.hint}", Tone.BAD)
        self._facts.hide()
        self._tell_more(news=False)

    def _tell_more(self, *, news: bool) -> None:
        """Show what is new where it can be had; elsewhere the reason has the room to itself."""
        for part in (self._head, self._notes):
            part.setVisible(news)
        self.show()
