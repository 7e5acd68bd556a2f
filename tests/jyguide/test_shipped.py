"""A data folder of one release, opened by the next."""

import uuid
from dataclasses import replace

import pytest

from db.keys import fixed_key
from jyguide import shipped
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import read_former_revisions, read_regulations, read_unified_bank
from jyguide.folder import facts
from tests.jyguide.builders import a_blueprint, hold_exam, rows_kept, table
from tests.postgres import only_sqlite

BANK = read_unified_bank()
SINGLE = next(item for item in BANK if item.content.kind is ItemKind.SINGLE)
NEWER = replace(SINGLE.content, stem="改过的题干（   ）。")


@pytest.fixture
def next_release(monkeypatch):
    """Lets the program ship something else from now on: items by code, notes by code."""

    def ship(items=None, notes=None):
        items, notes = items or {}, notes or {}
        bank = tuple(items.get(item.code, item) for item in BANK)
        known = {
            code: replace(one, note=notes.get(code, one.note))
            for code, one in read_regulations().items()
        }
        monkeypatch.setattr(shipped, "read_unified_bank", lambda: bank)
        monkeypatch.setattr(shipped, "read_regulations", lambda: known)
        monkeypatch.setattr(facts, "digest", lambda: "another")

    return ship


@pytest.fixture
def reopened(city, open_at):
    """Closes the city's folder and opens it anew."""

    def open_again():
        city.close()
        return open_at(city.place.folder)

    return open_again


def item(app, code):
    return next(row for row in app.bank.items() if row.number == code)


@only_sqlite
def test_a_newer_revision_takes_its_place_and_the_old_one_stays(city, next_release, reopened):
    before = item(city, SINGLE.code)
    next_release({SINGLE.code: replace(SINGLE, content=NEWER, revision=SINGLE.revision + 1)})
    app = reopened()
    now = item(app, SINGLE.code)
    assert now.id == before.id
    assert now.content == NEWER
    assert now.revision_id == fixed_key("item_revision", SINGLE.code, SINGLE.revision + 1)
    assert app.bank.contents([before.revision_id]) == {before.revision_id: before.content}


def test_papers_of_the_old_release_ask_what_they_asked(city, next_release, reopened):
    paper = hold_exam(city, 1, a_blueprint()).paper
    before = city.papers.paper(paper)
    asked = {place.revision_id for place in before.places}
    next_release(
        {
            one.code: replace(one, content=replace(one.content, stem="改"), revision=9)
            for one in BANK
        }
    )
    app = reopened()
    assert app.papers.paper(paper) == before
    assert not asked & {row.revision_id for row in app.bank.items()}


@only_sqlite
def test_what_the_city_edited_stays(city, next_release, reopened):
    row = item(city, SINGLE.code)
    city.items.revise(
        row.id, replace(row.content, stem="市级改的（   ）。"), "改", seen=row.revision_id
    )
    newer = replace(SINGLE, content=NEWER, revision=SINGLE.revision + 1)
    next_release({SINGLE.code: newer})
    assert item(reopened(), SINGLE.code).content.stem == "市级改的（   ）。"


@only_sqlite
def test_an_item_withdrawn_here_still_gets_its_new_words(city, next_release, reopened):
    city.items.set_status([item(city, SINGLE.code).id], ItemStatus.WITHDRAWN)
    next_release({SINGLE.code: replace(SINGLE, content=NEWER, revision=SINGLE.revision + 1)})
    now = item(reopened(), SINGLE.code)
    assert (now.status, now.content) == (ItemStatus.WITHDRAWN, NEWER)


def test_the_note_of_a_regulation_follows_the_release(city, next_release, reopened):
    code = next(iter(read_regulations()))
    next_release(notes={code: "核对过了。"})
    notes = {row["code"]: row["note"] for row in table(reopened(), "regulation")}
    assert notes[code] == "核对过了。"


@only_sqlite
def test_opening_the_same_release_again_changes_nothing(city, reopened):
    before = rows_kept(city)
    assert rows_kept(reopened()) == before


@only_sqlite
def test_former_words_are_shipped_too(city):
    kept = {row["id"] for row in table(city, "item_revision")}
    keys = [
        fixed_key("item_revision", one.code, one.revision).hex for one in read_former_revisions()
    ]
    assert keys
    assert {uuid.UUID(key).hex for key in keys} <= kept


def test_former_words_are_of_items_that_have_moved_on():
    present = {item.code: item for item in BANK}
    for one in read_former_revisions():
        assert one.revision < present[one.code].revision, one.code
        assert one.content != present[one.code].content, one.code


def test_every_revision_that_was_counted_past_is_kept():
    kept = {(one.code, one.revision) for one in read_former_revisions()}
    wanted = {(one.code, count) for one in BANK for count in range(1, one.revision)}
    assert wanted <= kept
