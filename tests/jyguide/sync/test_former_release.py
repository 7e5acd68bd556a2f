"""A bundle of the release before this one, which knew less of the bank."""

from dataclasses import replace

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from tests.jyguide.builders import run_sql, table
from tests.jyguide.sync.offices import doctor, ops

ADDED = {
    "item": ("merged_into_id",),
    "item_revision": ("point_rules", "reason"),
    "regulation": ("replaced_by_id",),
}
"""Columns which that release did not have."""

OWN = ItemContent(
    ItemKind.SHORT_ANSWER, "怎么做？", answer="先问，再答。", key_points=(KeyPoint("先问"),)
)


def as_before(acts):
    """What the segment would say, had the former release written it."""
    stripped = 0
    for name, columns in ADDED.items():
        for op in ops(acts, name):
            stripped += sum(op[5].pop(column, None) is not None for column in columns)
            stripped += sum(column not in op[5] for column in columns)
    assert stripped


def from_former(offices, sender, reader):
    """A file of the sender's, as the former release would have written it."""
    return doctor(offices, offices.export(sender, reader), sender, reader, as_before)


def items_of(app):
    return [row for row in app.bank.items() if row.source == "自编"]


def test_new_items_arrive_with_what_this_release_adds(offices):
    key = offices.a.items.create(OWN)
    offices.a.items.set_status([key], ItemStatus.REVIEW)
    report = offices.city.sync.take_in(from_former(offices, "a", "city"))
    assert not report.conflicts
    assert not report.refused
    assert not report.waiting
    (row,) = items_of(offices.city)
    assert (row.id, row.content, row.status) == (key, OWN, ItemStatus.REVIEW)
    kept = next(one for one in table(offices.city, "item_revision") if one["item_id"] == key.hex)
    assert (kept["point_rules"], kept["reason"]) == ([], "")


def test_an_item_that_is_here_keeps_what_the_former_release_could_not_say(offices):
    key = offices.a.items.create(replace(OWN, key_points=(KeyPoint("先问", 2, required=True),)))
    offices.round(["a"])
    offices.a.items.set_status([key], ItemStatus.REVIEW)
    offices.city.sync.take_in(from_former(offices, "a", "city"))
    (row,) = items_of(offices.city)
    assert row.status is ItemStatus.REVIEW
    assert row.content.key_points == (KeyPoint("先问", 2, required=True),)


def test_both_releases_agree_in_the_end(offices):
    key = offices.a.items.create(OWN)
    offices.city.sync.take_in(from_former(offices, "a", "city"))
    offices.settle_down(["a", "b"])
    said = [[(row.id, row.content) for row in items_of(offices[name])] for name in ("a", "b")]
    assert said == [[(key, OWN)]] * 2


def test_shipped_words_of_two_releases_are_no_conflict(offices):
    """A baseline carries whole rows: what nobody edited in them is each release's own."""
    (row, *_) = offices.city.bank.items()
    offices.city.items.set_status([row.id], ItemStatus.WITHDRAWN)
    offices.clock.advance(86_400)
    offices.city.upkeep.archive(keep_days=0)
    new = offices.make("new", "周庄镇", "C")
    offices.let_in("new")
    run_sql(new, f"UPDATE item SET position = 999 WHERE id = '{row.id.hex}'")
    report = offices.send("city", "new")
    assert not report.conflicts
    now = next(one for one in table(new, "item") if one["id"] == row.id.hex)
    assert (now["status"], now["position"]) == ("withdrawn", 999)
