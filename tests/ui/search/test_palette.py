"""Ctrl+K over the window, led by keys alone; and the places it knows are there."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

import ui
from tests.jyguide.builders import a_person
from ui.main import Window
from ui.page import Page
from ui.search.palette import Palette
from ui.search.places import DEEDS, PAGE_TITLES, TABS
from ui.widgets.lazy_tabs import LazyTabs


@pytest.fixture
def window(qtbot, alerts, made_folders, tmp_path):
    folder = tmp_path / "station"
    shutil.copytree(made_folders("周庄镇"), folder)
    made = Window(folder, alerts)
    qtbot.addWidget(made.shell)
    with qtbot.waitExposed(made.shell):
        made.shell.show()
    made.open(alerts.report)
    qtbot.waitUntil(lambda: made.app is not None and not made.desk.jobs.busy, timeout=20_000)
    yield made
    made.close()


def look_for(qtbot, window, words, hits=True, wait=True):
    """Ctrl+K and the words; gives the palette once its answer is there."""
    window.shell.activateWindow()
    qtbot.waitUntil(window.shell.isActiveWindow)
    qtbot.keyClick(window.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.shell.findChild(Palette)
    palette.field.insert(words)
    qtbot.waitUntil(lambda: not (wait and window.desk.jobs.busy) and not palette._delay.isActive())
    assert palette.list.isVisibleTo(palette) is hits
    return palette


def listed(palette):
    return [
        palette.list.hits.index(row).data(Qt.ItemDataRole.UserRole).title
        for row in range(palette.list.hits.rowCount())
    ]


def see_behind_a_long_job(qtbot, window):
    let_go = Event()
    window.desk.jobs.start(lambda *_: let_go.wait(20), lambda _: None, "正在核对")
    palette = look_for(qtbot, window, "人员", wait=False)
    assert palette.line.text() == "前面的任务完成后显示全部结果。"
    assert "新增人员…" in (titles := listed(palette))
    assert "单雄信" not in titles
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    marked = palette.list.chosen()
    let_go.set()
    qtbot.waitUntil(lambda: "Enter" in palette.line.text())
    assert palette.list.chosen() == marked  # the rest of the answer moves nobody
    palette.reject()


def test_a_person_a_tab_and_a_deed_by_keys_alone(qtbot, window):
    window.app.people.add(a_person("单雄信"))
    palette = look_for(qtbot, window, "sxx")
    assert palette.list.chosen().title == "单雄信"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.shell.current_page.name == "people"
    qtbot.waitUntil(lambda: not window.desk.jobs.busy)
    named = window.shell.current_page.findChildren(QLabel)
    assert any(label.text() == "单雄信" and label.isVisible() for label in named)

    palette = look_for(qtbot, window, "xueshi")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    tabs = window.shell.current_page.findChild(LazyTabs, "training_tabs")
    assert tabs.currentWidget().name == "credit"

    palette = look_for(qtbot, window, "xzry")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    people = window.shell.findChild(Page, "page_people")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in people.findChildren(QDialog)))
    next(one for one in people.findChildren(QDialog) if one.isVisible()).reject()

    see_behind_a_long_job(qtbot, window)
    palette = look_for(qtbot, window, "qqzz", hits=False)
    assert "qqzz" in palette.line.text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.shell.findChild(Palette) is None)


def test_every_place_that_is_found_is_there():
    said = {
        page: "".join(
            file.read_text("utf-8") for file in (Path(ui.__file__).parent / page).rglob("*.py")
        )
        for page in PAGE_TITLES
    }
    for place in (*TABS, *DEEDS):
        assert f'"{place.button or place.tab}"' in said[place.page], place
    assert len({place.where for place in TABS}) == len(TABS)
