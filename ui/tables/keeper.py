"""Tables remembered: how each was left, and the views of it, for whoever is at work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from jyguide.errors import EXPLAINED
from ui.desk import Desk
from ui.tables.place import place_of
from ui.tables.views import KeptView, views_from, views_text
from ui.widgets.heads.state import HeadState
from ui.widgets.toast import Notice

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.settings.service import KeptService
    from ui.shell import Shell

_REST_MS = 1_000
HEADS, VIEWS, EXPORT = "table/", "views/", "table-export"
"""Under which names they are kept; behind the first two comes the table, see `place_of`."""
Kept = Mapping[str, str]


def read_kept(app: Application) -> Kept:
    """What is kept of tables for whoever is at work; called on the worker."""
    from jyguide.settings.service import Whose  # noqa: PLC0415 - the data layer

    return {**app.kept.read(Whose.USER, "table"), **app.kept.read(Whose.USER, VIEWS)}


class WindowTables(QObject):
    """What the tables of a window ask for; see `TableKeeper`.

    What somebody changes is written a second after he came to rest, and when the window closes;
    as long as nobody changes anything, nothing is.
    """

    def __init__(self, shell: Shell, desk: Desk, app: Application, kept: Kept) -> None:
        """`kept` is what `read_kept` gave."""
        super().__init__()  # it outlives the shell: what was changed last is written after it
        self._shell = shell
        self.desk = desk
        self.app = app
        self._kept = dict(kept)
        self._unsaved: dict[str, str | None] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.save)

    def attend(self, table: Any) -> None:
        """Arrange a table as it was left, and offer its views."""
        Attended(self, table)

    def export(self, table: Any) -> None:
        """Ask what of a table is to be written, and write it."""
        from ui.tables.exporting import Exporting  # noqa: PLC0415 - seldom wanted

        Exporting(self, table).ask()

    def heads_of(self, place: str) -> HeadState | None:
        """How a table was left; None where it never was arranged, or cannot be read."""
        text = self._kept.get(HEADS + place)
        return None if text is None else HeadState.from_json(text)

    def keep_heads(self, place: str, state: HeadState) -> None:
        """Remember how a table is arranged; filters are for today."""
        plain = replace(state, filters={})
        self.keep(HEADS + place, None if plain == HeadState() else plain.to_json())

    def views_of(self, place: str) -> list[KeptView]:
        """The views of a table by their names."""
        return views_from(self._kept.get(VIEWS + place, ""))

    def keep_views(self, place: str, views: Sequence[KeptView]) -> None:
        """Keep these views of a table and no others."""
        named = sorted(views, key=lambda view: view.name)
        self.keep(VIEWS + place, views_text(named))

    def kept(self, name: str) -> str:
        """Something else kept, or nothing."""
        return self._kept.get(name, "")

    def keep(self, name: str, text: str | None) -> None:
        """Keep a text under its name, with whatever else changes in the next second."""
        if text == self._kept.get(name):
            return
        if text is None:
            del self._kept[name]
        else:
            self._kept[name] = text
        self._unsaved[name] = text
        self._rest.start()

    def say(self, table: QWidget, notice: Notice) -> None:
        """Tell in passing; over a dialog, which would cover it, so that it is read."""
        if table.window() is self._shell:
            self._shell.toast.tell(notice)
        else:
            self.desk.alerts.inform(notice.sentence)

    @Slot()
    def save(self) -> None:
        """Write what was changed, on the worker."""
        if write := self._writing():
            self.desk.load(self, write, lambda _: None)

    def finish(self) -> None:
        """Write what was changed, here and now: the worker is gone."""
        if write := self._writing():
            write()

    def _writing(self) -> Callable[[], None] | None:
        self._rest.stop()
        texts, self._unsaved = self._unsaved, {}
        return partial(_write, self.app.kept, texts) if texts else None


class Attended(QObject):
    """A table that is on screen for the first time, and what becomes of it."""

    def __init__(self, tables: WindowTables, table: Any) -> None:
        super().__init__(table)
        self._tables = tables
        self._table = table
        self._place = place_of(table)
        heads = tables.heads_of(self._place)
        if heads is not None:
            table.view.show_head_state(heads)
        table.view.heads.changed.connect(self._note)
        self._offer_views()

    def _offer_views(self) -> None:
        from ui.tables.views_button import ViewsButton  # noqa: PLC0415 - not with the window

        self._table.bar.add_beside(ViewsButton(self._tables, self._table, self._place))

    @Slot()
    def _note(self) -> None:
        self._tables.keep_heads(self._place, self._table.view.head_state())


def _write(kept: KeptService, texts: Mapping[str, str | None]) -> None:
    """A full disk or a folder that is gone costs what was arranged, and stops nobody."""
    from jyguide.settings.service import Whose  # noqa: PLC0415 - as above

    with suppress(*EXPLAINED):
        kept.keep(Whose.USER, texts)
