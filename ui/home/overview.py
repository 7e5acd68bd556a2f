"""What the first page shows at once: its figures, and where the main job stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jyguide.app import Application
from jyguide.report.figure import Figure, Scope
from ui.home.afternoon import Afternoon, read_afternoon

YEAR_KEYS = (
    "people",
    "instructors_full_time",
    "instructors_part_time",
    "items_in_force",
    "sessions",
    "person_times",
    "people_trained",
    "exams",
    "papers",
    "passes",
    "certificates",
    "certificates_revoked",
)
"""Of the year so far; see `jyguide.report.figure`."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page shows at once.

    Attributes:
        figures: By their keys.
    """

    today: date
    figures: Mapping[str, Figure]
    afternoon: Afternoon


@dataclass(frozen=True, slots=True)
class TileText:
    """One tile: the figure that it opens, and the others told under it.

    Attributes:
        what: Of its object name, ``tile_<what>``.
        note: With the keys of figures to be filled in.
    """

    what: str
    label: str
    key: str
    note: str


TILES = (
    TileText(
        "people", "人员", "people", "专职 {instructors_full_time}，兼职 {instructors_part_time}"
    ),
    TileText("items", "题库在用", "items_in_force", "可以出题和练习"),
    TileText("sessions", "本年培训", "person_times", "{sessions}培训，{people_trained}参加"),
    TileText("exams", "本年考试", "papers", "{exams}考试，合格 {passes}"),
    TileText("certificates", "本年发证", "certificates", "作废 {certificates_revoked}"),
)
"""From left to right."""


def tile_note(text: TileText, figures: Mapping[str, Figure]) -> str:
    """The remark under a tile."""
    return text.note.format_map({key: one.text for key, one in figures.items()})


def year_of(day: date) -> Scope:
    """The year so far, of everything this folder holds."""
    return Scope(date(day.year, 1, 1), day)


def read_overview(app: Application) -> Overview:
    """Read and count; called on the worker thread."""
    today = app.clock().date()
    figures = {one.what.key: one for one in app.report_figures.figures(year_of(today), YEAR_KEYS)}
    people = figures["people"].value
    sessions, exams = app.training.sessions(), app.sittings.exams()
    return Overview(today, figures, read_afternoon(app, today, people, sessions, exams))
