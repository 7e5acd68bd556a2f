"""What an installer and the end of a session find of the running program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ui.system_calls import MUTEX, SessionEnd, be_noticed

SCRIPT = Path(__file__).parents[2] / "build_spec/windows/jyguide.iss"


class Session:
    cancelled = False

    def cancel(self):
        self.cancelled = True


class Window(QWidget):
    stays = False

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(not self.stays)


class Kernel:
    def __init__(self):
        self.made = []

    def CreateMutexW(self, security, owned, name):  # noqa: N802 - Windows' name
        assert (security, owned) == (None, False), "nobody waits for it: it is only there"
        self.made.append(name)
        return len(self.made)


def test_an_installer_finds_the_program_by_the_names_it_asks_for():
    kernel = Kernel()
    assert be_noticed(kernel) == [1, 2]
    assert kernel.made == [MUTEX, f"Global\\{MUTEX}"]
    assert f"AppMutex={','.join(kernel.made)}" in SCRIPT.read_text("utf-8-sig")
    assert be_noticed() == [], "there is no such thing here"


@pytest.mark.parametrize("stays", [False, True])
def test_the_end_of_a_session_closes_as_ever_or_is_kept_off(qtbot, stays):
    window, session = Window(), Session()
    qtbot.addWidget(window)
    window.stays = stays
    window.show()
    end = SessionEnd(window)
    end.close_or_stay(session)
    assert session.cancelled is stays
    assert window.isVisible() is stays
    window.stays = False
