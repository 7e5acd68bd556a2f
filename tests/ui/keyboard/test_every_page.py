"""Every page, every tab, and the form of a new one, in large type: named, reached, not cut off."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTabWidget

from tests.ui.cut_off import cut_off
from tests.ui.keyboard.controls import faults, keys_of, tab_goes_back
from ui.main import Window
from ui.page_keys import PageKeys
from ui.pages import PAGES
from ui.theme import LARGE_TYPE, apply_theme

_CTRL_N = "Ctrl+N"


@pytest.fixture
def window(qapp, qtbot, alerts, tmp_path, made_folders):
    """On the PC of somebody who sees less well."""
    apply_theme(qapp, LARGE_TYPE)
    main = Window(shutil.copytree(made_folders("周庄镇"), tmp_path / "station"), alerts)
    qtbot.addWidget(main.shell)
    main.shell.resize(1366, 768)
    main.shell.setUpdatesEnabled(False)  # everything is laid out, and nothing painted
    main.shell.show()
    main.open(alerts.report)
    qtbot.waitUntil(lambda: main.app is not None, timeout=20_000)
    yield main
    main.shell.close()
    main.close()
    apply_theme(qapp)


class Walk:
    """Goes to every page by its button, made when it is first wanted, and looks at all of it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.opened, self._seen = set(), set()
        self._around = list(keys_of(window.shell))
        self.found = {*faults(window.shell, set())}

    def go(self, name):
        button = self.window.shell.findChild(QPushButton, f"nav_{name}")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        page = self.window.shell.current_page
        assert page.name == name
        return page

    def look(self, root):
        self.qtbot.waitUntil(lambda: not self.window.desk.jobs.busy, timeout=20_000)
        self.found |= {*faults(root, self._seen, () if root.isWindow() else self._around)}
        self.found |= {*tab_goes_back(root), *cut_off(root)}

    def look_at_tabs(self, page):
        for tabs in page.findChildren(QTabWidget):
            for at in range(1, tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(at)
                self.look(page.parentWidget())
            tabs.setCurrentIndex(0)

    def look_at_new(self):
        self.window.shell.findChild(PageKeys).press(_CTRL_N)
        self.qtbot.waitUntil(lambda: not self.window.desk.jobs.busy)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.opened.add(dialog.objectName())
            self.look(dialog)
            dialog.reject()


def test_everything_is_named_reached_by_keys_in_order_and_not_cut_off(window, qtbot):
    walk = Walk(window, qtbot)
    for name, text, *_ in PAGES:
        page = walk.go(name)
        walk.look(page.parentWidget())
        titles = page.parentWidget().findChildren(QLabel, "page_title")
        assert text in [one.text() for one in titles if one.isVisible()]
        walk.look_at_tabs(page)
        walk.look_at_new()
    walk.go("home")
    assert walk.go(name) is page, "kept once it was made"
    qtbot.waitUntil(lambda: not window.desk.jobs.busy)
    walk.found |= {*cut_off(window.shell)}
    assert not walk.found, "\n".join(sorted(walk.found))
    assert {"person_dialog", "session_dialog", "blueprint_dialog", "round_dialog"} <= walk.opened
