"""The page of the bank over a fresh office, as the shell would hold it."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace

import pytest

from db.models import ClauseChange, Regulation
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.place import DATABASE
from tests.ui.bank.files import MIXED, another, as_text
from tests.ui.bank.hands import IN_FORCE, REVIEW, SINGLE, Hands
from tests.ui.bank.import_wizard import Wizard
from tests.ui.bank.item_editor import editor_of
from ui.bank.page import BankPage

_KEPT = "number GLOB '[0-9][0-9]1*' OR number GLOB '008*' OR number GLOB '012*'"
"""Items of every kind, of several categories and of regulations in force, some of them drafts."""


@pytest.fixture(scope="session")
def made_folders(made_folders, tmp_path_factory):
    """As everywhere, with every tenth question of the unified bank and the items built on it.

    A page shows a hundred items as it shows eight hundred, and in a third less time. All of them
    are in those that ``made_folders.whole`` gives.
    """
    made = {}

    def folder(station):
        if station not in made:
            made[station] = tmp_path_factory.mktemp("thin") / "folder"
            shutil.copytree(made_folders(station), made[station])
            _thin_out(made[station] / DATABASE)
        return made[station]

    folder.whole = made_folders
    return folder


def _thin_out(database):
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(f"DELETE FROM item WHERE NOT ({_KEPT})")
    connection.close()


@pytest.fixture(scope="session")
def read_before():
    """Tells an office what another has read of the unified bank, which is the same everywhere.

    Reading five hundred items and folding their text for the search takes longer than most of
    what a test does with them; items of the office's own are read as ever.
    """
    held = {}

    def tell(app):
        if not held:
            held.update(rows={row.revision_id: row.content for row in app.bank.items()})
            held.update(index=app.bank._fresh_index())
        app.bank._held.update(held["rows"])
        if app.bank._indexed_at < 0:
            app.bank._index = held["index"]

    return tell


@pytest.fixture
def page(qtbot, app, desk, read_before):
    """The page at a station: the unified bank is not its own."""
    read_before(app)
    yield from _shown(qtbot, app, desk)


@pytest.fixture
def city_page(qtbot, city, desk, read_before):
    """The page at the city's, which may change everything."""
    read_before(city)
    yield from _shown(qtbot, city, desk)


@pytest.fixture
def hands(qtbot, page, app, desk, alerts):
    """Works the page at a station; see `Hands`."""
    return Hands(qtbot, page, app, desk, alerts)


@pytest.fixture
def city_hands(qtbot, city_page, city, desk, alerts):
    """As `hands`, at the city's."""
    return Hands(qtbot, city_page, city, desk, alerts)


def _shown(qtbot, app, desk):
    shown = BankPage(desk, app)
    desk.changes.changed.connect(shown.note_change)
    qtbot.addWidget(shown)
    for button in shown.head_buttons():  # which the shell would put into its title line
        button.setParent(shown)
    shown.resize(1180, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: bool(shown.table.rows()))
    yield shown
    qtbot.waitUntil(lambda: not desk.jobs.busy)


@pytest.fixture
def new(hands):
    hands.press("new_item")
    return editor_of(hands)


@pytest.fixture
def own(hands):
    return hands.own()


@pytest.fixture
def wizard(qtbot, app, desk, alerts):
    return Wizard(qtbot, app, desk, alerts)


@pytest.fixture
def mixed(tmp_path):
    file = tmp_path / "混合题.txt"
    file.write_text(MIXED, "utf-8")
    return file


@pytest.fixture
def singles(app):
    """Single choices of the unified bank that are in force."""
    rows = app.bank.items(kinds=[ItemKind.SINGLE], statuses=[ItemStatus.IN_FORCE])
    return [row.content for row in rows]


@pytest.fixture
def alike(tmp_path, singles):
    """One item of the unified bank, one of it with another key, and one that is new."""
    same, other = singles[0], singles[4]
    file = tmp_path / "相似题.txt"
    texts = (
        as_text(1, same, stem=f"按照规定，{same.stem}"),
        as_text(2, other, answer=another(other)),
        MIXED.split("2. ", maxsplit=1)[0].replace("1. ", "3. ", 1),
    )
    file.write_text("\n".join(texts), "utf-8")
    return file


@pytest.fixture
def recalled(hands):
    """An item of the station's whose clause has changed; the unified ones cite none of it."""
    content = replace(SINGLE, regulation="样例条例", edition="旧版", article="第三条")
    key = hands.own(content, REVIEW, IN_FORCE)
    with hands.app._store.begin("修订") as uow:  # as it would come from the city
        old = Regulation(code="old", title="样例条例", edition="旧版", in_force_from=None)
        new = Regulation(code="new", title="样例条例", edition="新版", in_force_from=None)
        uow.session.add_all([old, new])
        uow.session.flush()
        old.replaced_by_id = new.id
        day = hands.app.clock().date()
        uow.session.add(
            ClauseChange(
                regulation_id=old.id,
                article="第三条",
                new_article="第四条",
                note="次数改了",
                marked_on=day,
            )
        )
        uow.commit()
    hands.page.refresh()
    hands.settle()
    return key
