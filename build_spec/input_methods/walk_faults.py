"""An input method that hangs, dies and comes back: what is typed meanwhile is not lost."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator

from build_spec.input_methods.frameworks import Framework
from build_spec.input_methods.screen import Screen, wait
from build_spec.input_methods.walk_fields import WORD, FieldsWalk, Line, switch_on

_HANGING = 4.0
"""Seconds: three keys at a second each before it is taken for dead, and some."""
_BACK = 2.0
"""Seconds in which one that was started anew has read its words."""


def faults(
    screen: Screen,
    framework: Framework,
    walk: FieldsWalk,
    running: subprocess.Popen[bytes],
    again: Callable[[], object],
) -> Iterator[Line]:
    """After `FieldsWalk.lines`, on the same screen.

    Args:
        screen: Where it all is.
        framework: The input method.
        walk: Reads what stands in the fields.
        running: Its process.
        again: Starts it anew.
    """

    def anew() -> None:
        screen.key("F2", "ctrl+a", "Delete")

    anew()
    running.send_signal(signal.SIGSTOP)
    screen.type("ab")
    time.sleep(_HANGING)  # the time itself is what is tried: keys must come through within it
    yield walk.line("hangs", "ab", "ab", "line")
    running.send_signal(signal.SIGCONT)
    time.sleep(1)  # what was sent while it hung is answered first
    anew()
    screen.type(WORD)
    screen.key("space")
    yield walk.line("goes on", "nihao␣", framework.typed, "line")
    anew()
    screen.type(WORD)
    running.kill()
    running.wait()
    time.sleep(1)  # the bus tells the program that the name has gone
    screen.type("cd")
    yield walk.line("dies composing", "nihao†cd", "cd", "line")
    again()
    wait(lambda: bool(walk.told()["bridge"]), "bridge")
    time.sleep(_BACK)  # it has its name on the bus before it can compose
    anew()
    switch_on(screen, framework)
    screen.type(WORD)
    screen.key("space")
    yield walk.line("is back", "nihao␣", framework.typed, "line")
