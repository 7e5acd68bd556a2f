"""Every page, every tab, and the form of a new one: named, reached by keys, no key twice."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget

from tests.ui.keyboard.controls import faults, keys_of
from ui.main import Window
from ui.page_keys import PageKeys
from ui.pages import PAGES

_CTRL_N = "Ctrl+N"


@pytest.fixture
def window(qtbot, alerts, tmp_path, made_folders):
    main = Window(shutil.copytree(made_folders("周庄镇"), tmp_path / "station"), alerts)
    qtbot.addWidget(main.shell)
    main.shell.resize(1366, 768)
    main.shell.show()
    main.open(alerts.report)
    qtbot.waitUntil(lambda: main.app is not None, timeout=20_000)
    yield main
    main.shell.close()
    main.close()


def test_everything_is_named_and_reached_by_keys(window, qtbot):
    found, seen, opened = [*faults(window.shell, set())], set(), set()
    around = list(keys_of(window.shell))

    def look(root):
        qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=20_000)
        found.extend(faults(root, seen, () if root.isWindow() else around))

    def look_at_new():
        window.shell.findChild(PageKeys).press(_CTRL_N)
        qtbot.waitUntil(lambda: not window.desk.jobs.busy)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            opened.add(dialog.objectName())
            look(dialog)
            dialog.reject()

    for name, *_ in PAGES:
        window.shell.show_page(name)
        frame = window.shell.current_page.parentWidget()
        look(frame)
        for tabs in window.shell.current_page.findChildren(QTabWidget):
            for at in range(tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(at)
                look(frame)
            tabs.setCurrentIndex(0)
        look_at_new()
    assert not set(found), "\n".join(sorted(set(found)))
    assert {"person_dialog", "session_dialog", "blueprint_dialog", "round_dialog"} <= opened
