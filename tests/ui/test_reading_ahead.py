from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from jyguide.errors import RuleError
from ui.reading_ahead import MODULES, read_ahead, service_names

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
    with qtbot.waitSignal(jobs.idle):
        reading._begin()
    assert made == ["people"]
