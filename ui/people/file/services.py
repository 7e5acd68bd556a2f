"""What a person's file is read from and written through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyguide.clock import Clock
from jyguide.history.service import HistoryService
from jyguide.people.service import PeopleService
from jyguide.place import Place

if TYPE_CHECKING:
    from jyguide.app import Application


@dataclass(frozen=True, slots=True)
class FileServices:
    """The application as a file needs it; what it seldom needs is asked of `app` on the worker."""

    place: Place
    clock: Clock
    people: PeopleService
    history: HistoryService
    app: Application


def file_services(app: Application) -> FileServices:
    """The services of an open data folder."""
    return FileServices(app.place, app.clock, app.people, app.history, app)
