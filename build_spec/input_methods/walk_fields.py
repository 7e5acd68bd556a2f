"""Types into every kind of field, and into what must not compose; reads what came of it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_spec.input_methods.frameworks import Framework
from build_spec.input_methods.screen import Screen, wait

ROOT = Path(__file__).resolve().parents[2]
WORD = "nihao"
_SETTLED = 0.4
"""Seconds until what was typed stands in the file, or a switch was taken."""
_PATIENCE = 8.0


@dataclass(frozen=True)
class Line:
    """One line of the table: what was typed where, what should stand there, what did."""

    framework: str
    where: str
    typed: str
    wanted: object
    got: object

    @property
    def right(self) -> bool:
        return self.wanted == self.got


class FieldsWalk:
    """Over `build_spec.input_methods.fields`, on a screen on which the input method runs."""

    def __init__(self, screen: Screen, framework: Framework, pictures: Path) -> None:
        self._screen, self._framework = screen, framework
        self._pictures = pictures
        self._file = screen.home / "told.json"

    def lines(self) -> Iterator[Line]:
        """All of it."""
        module = "build_spec.input_methods.fields"
        self._running = self._screen.start(
            sys.executable, "-m", module, str(self._file), more={"PYTHONPATH": str(ROOT)}
        )
        wait(lambda: bool(self._screen.window("jyguide fields")) and self._file.exists(), module)
        time.sleep(1)  # its window is there before the window manager gives it the keys
        switch_on(self._screen, self._framework)
        yield from self._texts()
        yield from self._cells()
        yield from self._keys()
        yield from self._dialog()

    def close(self) -> None:
        """Close the window."""
        self._running.kill()
        self._running.wait()

    def told(self) -> dict[str, Any]:
        """What stands in the fields by now."""
        time.sleep(_SETTLED)  # the program writes the file when a field has changed
        told: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        return told

    def line(self, where: str, typed: str, wanted: object, *names: str) -> Line:
        """What stands in fields of these names, once a slow machine has come to it."""

        def got() -> object:
            told = self.told()
            values = [told[name] for name in names]
            return values[0] if len(values) == 1 else values

        return Line(self._framework.name, where, typed, wanted, seen(got, wanted))

    def _texts(self) -> Iterator[Line]:
        for key, name, wanted in (
            ("F2", "line", self._framework.typed),
            ("F4", "text", self._framework.typed),
            ("F3", "secret", f"{WORD} "),
            ("F9", "popup", self._framework.typed),
        ):
            self._screen.key(key)
            self._screen.type(WORD)
            if key == "F4":
                self._screen.picture(self._pictures / f"{self._framework.name}-fields.png")
            self._screen.key("space")
            yield self.line(name, "nihao␣", wanted, name)
        self._screen.key("Escape")

    def _cells(self) -> Iterator[Line]:
        for key, name in (("F5", "table"), ("F6", "entry")):
            self._screen.key(key)
            self._screen.type(WORD)
            self._screen.key("space", "Return")
            yield self.line(name, "nihao␣⏎", self._framework.typed, name)

    def _keys(self) -> Iterator[Line]:
        self._screen.key("F7")
        self._screen.type("abcd")
        yield self.line("letters", "abcd", "abcd", "letters")
        self._screen.key("F2", "ctrl+k", "F1")
        yield self.line("shortcuts", "Ctrl+K F1", [1, 1], "ctrl_k", "f1")
        if self._framework.name == "none":
            return
        self._screen.type(WORD)
        self._screen.key("ctrl+k", "F1")
        time.sleep(1)  # what must not happen is given time to
        yield self.line("composing", "nihao Ctrl+K F1", [1, 1], "ctrl_k", "f1")
        self._screen.key("Escape", "Escape")
        yield self.line("given up", "⎋", self._framework.typed, "line")

    def _dialog(self) -> Iterator[Line]:
        self._screen.key("F8")
        self._screen.type(WORD)
        if self._framework.name != "none":
            self._screen.key("Return")
            yield self.line("dialog", "nihao⏎", [WORD, True], "dialog", "open")
        self._screen.key("Return")
        yield self.line("dialog", "⏎", [WORD, 1], "dialog", "accepted")


def seen(read: Callable[[], object], wanted: object) -> object:
    """What is read, as soon as it is what is wanted, else after some patience."""
    end = time.monotonic() + _PATIENCE
    while (got := read()) != wanted and time.monotonic() < end:
        pass  # whoever reads waits before
    return got


def switch_on(screen: Screen, framework: Framework) -> None:
    """Switch to pinyin, as a user does once a session; see that it was done."""
    if not framework.switch:
        return

    def on() -> object:
        screen.run(*framework.switch, more=framework.own)
        time.sleep(_SETTLED)  # the tool returns before the input method has switched
        return screen.run(*framework.state, more=framework.own)

    seen(on, framework.on)
