"""Types into the program's real window, from its sources or packaged, as a user sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from build_spec.input_methods.frameworks import Framework
from build_spec.input_methods.screen import Screen, wait
from build_spec.input_methods.walk_fields import ROOT, WORD, Line, seen, switch_on

PACKAGED = ROOT / "dist/jyguide/jyguide"
_TITLE = "暨阳指导"
_OPENING, _PAGE = 60.0, 2.5
"""Seconds: for a window at most; for a page, of which nothing can be asked from outside."""
# Qt hears of the clipboard only while it goes through its events.
_CLIPBOARD = (
    "from PySide6.QtGui import QGuiApplication as A; a = A([]); a.processEvents();"
    "print(a.clipboard().text())"
)


def programs() -> dict[str, tuple[str, ...]]:
    """The command of each that is there, by its name in the table."""
    found: dict[str, tuple[str, ...]] = {"program": (sys.executable, "-m", "jyguide")}
    if PACKAGED.exists():
        found["packaged"] = (str(PACKAGED),)
    return found


class ProgramWalk:
    """What stands in a field is read off the clipboard: nothing of the program is reached into."""

    def __init__(
        self, screen: Screen, framework: Framework, name: str, folder: Path, pictures: Path
    ) -> None:
        self._screen, self._framework = screen, framework
        self._name, self._folder, self._pictures = name, folder, pictures

    def lines(self) -> Iterator[Line]:
        """Search everywhere, the search of a page, and a dialog with a name in it."""
        more = {"PYTHONPATH": str(ROOT)} if self._name == "program" else {}
        command = programs()[self._name]
        running = self._screen.start(*command, "--data", str(self._folder), more=more)
        wait(lambda: bool(self._screen.window(_TITLE)), self._name, _OPENING)
        time.sleep(_PAGE * 3)  # the first page is filled after the window is there
        self._screen.key("ctrl+k")
        switch_on(self._screen, self._framework)
        yield self._typed("ctrl+k")
        self._screen.picture(self._pictures / f"{self._framework.name}-{self._name}.png")
        self._screen.key("Escape", "ctrl+2")
        time.sleep(_PAGE)  # the page is read and filled
        self._screen.key("ctrl+f")
        yield self._typed("people")
        self._screen.key("ctrl+a", "Delete", "Return")
        yield from self._new_person()
        running.kill()
        running.wait()

    def _new_person(self) -> Iterator[Line]:
        self._screen.key("ctrl+n")
        time.sleep(_PAGE)  # the dialog is made and has the keys
        yield self._typed("new person")
        if self._framework.typed.startswith(WORD):
            return  # nothing is composed, so that F1 opens the help
        self._screen.type(WORD)
        self._screen.picture(self._pictures / f"{self._framework.name}-{self._name}-dialog.png")
        self._screen.key("F1", "ctrl+k", "space")
        yield self._line("new person", "nihao F1 Ctrl+K␣", self._framework.typed * 2)

    def _typed(self, where: str) -> Line:
        self._screen.type(WORD)
        self._screen.key("space")
        return self._line(where, "nihao␣", self._framework.typed)

    def _line(self, where: str, typed: str, wanted: str) -> Line:
        def got() -> object:
            self._screen.key("ctrl+a", "ctrl+c")
            more = {"QT_IM_MODULE": "none"}
            return self._screen.run(sys.executable, "-c", _CLIPBOARD, more=more)

        text = seen(got, wanted.strip())
        self._screen.key("End")
        return Line(self._framework.name, f"{self._name}: {where}", typed, wanted.strip(), text)
