import linecache
import sys
import threading
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from PySide6.QtWidgets import QLabel

from jyguide.errors import RuleError
from ui.changes import ChangeHub
from ui.page import Page, PageEntry
from ui.page_reading import PageReading
from ui.reading_ahead import MODULES, read_ahead, service_names
from ui.shell import Shell

UI = Path(__file__).parents[2] / "ui"
PLACES = ("page.py", "home.py", "tab.py", "*_tab.py")
NOT_READ = {"ui.home.page"}  # read as the folder opens


def test_every_page_and_tab_is_read_ahead():
    there = {
        ".".join(("ui", *file.relative_to(UI).with_suffix("").parts))
        for pattern in PLACES
        for file in UI.glob(f"*/**/{pattern}")
        if "widgets" not in file.parts
    }
    assert there - NOT_READ <= set(MODULES)
    assert [name for name in MODULES if find_spec(name) is None] == []


def test_services_are_made_and_what_fails_is_left_to_who_asks(qtbot, jobs):
    made = []

    class App:
        @cached_property
        def people(self):
            made.append("people")

        @cached_property
        def training(self):
            raise RuleError("没有")

        @cached_property
        def _own(self):
            made.append("own")

    assert service_names(App) == ["people", "training"]
    reading = read_ahead(jobs, App(), ["ui.brief"])
    assert linecache.getline(__file__, 1)
    with qtbot.waitSignal(jobs.idle):
        reading._begin()
    assert made == ["people"]
    assert not linecache.cache  # the source of what was read is not kept


class Late(Page):
    name = title = "late"

    def __init__(self):
        super().__init__()
        self.places = []
        self.show_place = self.places.append


def test_page_not_read_yet_comes_with_what_was_wanted_there(qtbot, jobs, alerts, monkeypatch):
    read = []

    def read_module(name):
        read.append(threading.current_thread() is threading.main_thread())
        monkeypatch.setitem(sys.modules, name, ModuleType(name))

    monkeypatch.setattr("ui.reading_ahead.import_module", read_module)
    shell = Shell("暨阳指导", "", jobs, alerts, ChangeHub())
    qtbot.addWidget(shell)
    shell.offer(PageEntry("first", "", "home", Page))
    shell.offer(PageEntry("late", "", "home", Late))
    shell.read_pages_by(PageReading(jobs, ["ui.late.page", "ui.other.page"], []))
    shell.open_pages("")
    with qtbot.waitSignal(jobs.idle):
        shell.show_page("late:tab")
        assert shell.current_page is None
        assert shell.findChild(QLabel, "page_opening") is not None
        shell.show_page("first")
    assert shell.shown_page == "first"  # whoever has gone on is not fetched back
    shell.show_page("late:tab")
    assert shell.current_page.places == ["tab"]
    sys.modules.pop("ui.late.page")
    shell.forget_pages()
    shell.read_pages_by(PageReading(jobs, ["ui.late.page"], []))
    shell.open_pages("")
    assert shell.current_page is None
    with qtbot.waitSignal(jobs.idle):
        shell.show_page("late:elsewhere")
    assert shell.current_page.places == ["elsewhere"]
    assert read == [False, False]
