"""Every place that the day's list leads to is there."""

from __future__ import annotations

from datetime import date

from jyguide.exam.due import ExamsDue
from jyguide.report import day_due
from jyguide.training.due import TrainingDue
from jyguide.wiring.day import _SAYING
from ui.brand.tabs import TABS as BRAND
from ui.exam.page import PLACES as EXAM
from ui.grid.tabs import TABS as GRID
from ui.home.afternoon import Tally, steps_of
from ui.openness.tabs import TABS as OPENNESS
from ui.pages import PAGES
from ui.report.tabs import TABS as REPORT
from ui.secretary.tabs import TABS as SECRETARY
from ui.standard.tabs import TABS as STANDARD
from ui.training.tabs import TABS as TRAINING

TODAY = date(2026, 11, 20)
TABS = {
    "brand": BRAND,
    "grid": GRID,
    "openness": OPENNESS,
    "report": REPORT,
    "secretary": SECRETARY,
    "standard": STANDARD,
    "training": TRAINING,
}


def test_every_line_leads_to_a_page_and_a_tab_that_are_there():
    places = [f"{area}:{tab}" for area, _key, tab, _say in _SAYING]
    dues = [
        *day_due.rectification_dues(1, 1, 1),
        *day_due.exam_work_dues(ExamsDue(1, ("a",), ("b",))),
        day_due.marking_due(1),
        *day_due.training_dues(TrainingDue("c", 1, "d", 1)),
        day_due.exchange_due(30),
        day_due.expiring_due([1]),
        day_due.silent_due(["周庄镇"], 14),
    ]
    places += [*(one.place for one in dues), *(step.place for step in steps_of(Tally()))]
    pages = {name for name, *_ in PAGES}
    for place in places:
        page, _, tab = place.partition(":")
        assert page in pages
        if tab:
            assert tab in (EXAM if page == "exam" else {entry.name for entry in TABS[page]})
