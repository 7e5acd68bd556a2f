"""What waits in the bank, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from jyguide.bank.attention import Attention, attention, needs_review
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.report import ReportedFault, ReportRow, ReportState
from jyguide.bank.row import ItemStatus
from tests.postgres import only_sqlite

TODAY = date(2026, 11, 20)
OPEN = ReportRow(
    id=uuid4(),
    item_id=uuid4(),
    revision_id=uuid4(),
    number="001-2",
    station="周庄镇",
    content=ItemContent(ItemKind.ORAL, "问"),
    changed_since=False,
    fault=ReportedFault.ANSWER,
    text="应当是B",
    reported_on=date(2026, 10, 1),
    state=ReportState.OPEN,
    answer="",
    answered_on=None,
)


def answered(day):
    return replace(OPEN, state=ReportState.DECLINED, answer="没错", answered_on=day)


def test_the_city_hears_of_what_waits_for_it():
    now = attention([OPEN, OPEN, answered(TODAY)], 0, TODAY, at_city=True)
    assert now.reports == "2 份待处理"
    assert now.sentence == "题目报错：2 份待处理。"


def test_a_station_hears_of_answers_while_they_are_new():
    old, new = answered(date(2026, 11, 5)), answered(date(2026, 11, 6))
    now = attention([OPEN, old, new], 0, TODAY, at_city=False)
    assert now.sentence == "题目报错：市级已答复 1 份。"


def test_items_to_be_reviewed_are_said_with_what_it_means():
    now = attention([], 12, TODAY, at_city=False)
    assert now.sentence == "依据的条款已修订：需复核 12 道，考试暂不抽它们。"


def test_nothing_waits():
    assert Attention().sentence == ""
    assert attention([OPEN], 0, TODAY, at_city=False).sentence == ""


@only_sqlite
def test_what_was_withdrawn_needs_no_review(app):
    row = app.bank.items()[0]
    assert not needs_review(row)
    recalled = replace(row, recalled=object())
    assert needs_review(recalled)
    assert not needs_review(replace(recalled, status=ItemStatus.WITHDRAWN))
