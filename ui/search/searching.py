"""What the search is asked among, who answers it, and where a hit leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Slot

from jyguide.app import Application
from jyguide.search.hit import MOST, Hit, HitKind, Spoken, found_as_written
from ui.access.allowed import is_offered
from ui.desk import Desk
from ui.jobs import Job
from ui.search.palette import Palette
from ui.search.places import DEEDS, PAGE_TITLES, TABS, Place
from ui.shell import Shell

_USUAL = ("new_person", "import_roster", "new_session")
_COMMAND = "command"
_PRESS = "press"
_SEARCH = "search"


class Searching(QObject):
    """One opening of the search; gone with it."""

    def __init__(self, shell: Shell, desk: Desk, app: Application) -> None:
        super().__init__(shell)
        self._shell = shell
        self._desk = desk
        self._app = app
        self._asked: Job | None = None
        deeds = [deed for deed in DEEDS if is_offered(deed.button, app.permits)]
        self._deeds = [*_commands(shell), *map(_begin, deeds), *_pages(), *map(_tab, TABS)]
        usual = [_begin(deed).hit for deed in deeds if deed.button in _USUAL]
        self._palette = Palette([*usual, *(one.hit for one in _pages())], shell)
        self._palette.words_changed.connect(self._look)
        self._palette.picked.connect(self._go)
        self._palette.finished.connect(self.deleteLater)

    def open(self) -> None:
        """Ask."""
        self._palette.open()
        self._palette.field.setFocus()

    @Slot(str)
    def _look(self, words: str) -> None:
        """What the window can do is shown at once where others are served first."""
        jobs = self._desk.jobs
        if self._asked is not None and self._asked.outcome is None:
            self._asked.cancel()  # other words are typed by now
        if jobs.busy:
            deeds = found_as_written(self._deeds, words, MOST)
            self._palette.show_at_once(words, deeds, waiting=jobs.asked_for)
        work = partial(self._app.search.find, words, self._deeds)
        show = partial(self._palette.show_hits, words)
        self._asked = self._desk.load(self._palette, work, show)

    @Slot(object)
    def _go(self, hit: Hit) -> None:
        how, _, what = hit.place.partition("!")
        if how == _COMMAND:
            self._shell.commands.action(what).trigger()
        elif how == _PRESS:
            self._shell.press(*what.split("/"))
        else:
            self._shell.show_page(hit.place)


def _commands(shell: Shell) -> Iterator[Spoken]:
    for command, action in shell.commands:
        if action.isEnabled() and command.name != _SEARCH:
            title, _, named = action.text().partition("\t")
            keys = named or action.shortcut().toString()
            hit = Hit(HitKind.DEED, title, keys, f"{_COMMAND}!{command.name}")
            yield Spoken(hit, command.words)


def _pages() -> Iterator[Spoken]:
    for name, title in PAGE_TITLES.items():
        yield Spoken(Hit(HitKind.DEED, title, "", name))


def _tab(place: Place) -> Spoken:
    return Spoken(
        Hit(HitKind.DEED, place.title, PAGE_TITLES[place.page], place.where), place.words
    )


def _begin(place: Place) -> Spoken:
    where = f"{_PRESS}!{place.page}/{place.button}"
    return Spoken(Hit(HitKind.DEED, place.title, PAGE_TITLES[place.page], where), place.words)
