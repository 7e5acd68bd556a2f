"""A station reports a fault in a unified item; the city answers; both travel by file."""

from dataclasses import replace
from datetime import date

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.report import ReportedFault, ReportState
from jyguide.bank.service.reports import short_name
from jyguide.errors import RuleError
from tests.jyguide.builders import rows_kept
from tests.postgres import only_sqlite

WORDS = "这道题的依据是2014年版。"


def unified(app, at=0):
    return [row for row in app.bank.items() if row.unified][at]


def report(app, at=0, words=WORDS):
    return app.reports.report(unified(app, at).id, ReportedFault.OUTDATED, words)


def test_a_report_keeps_what_the_item_said(offices):
    key = report(offices.a)
    offices.round(["a"])
    row = unified(offices.city)
    better = replace(row.content, stem=f"{row.content.stem}（改）")
    offices.city.items.revise(row.id, better, "采纳报告", seen=row.revision_id)
    offices.city.reports.answer(key, ReportState.ACCEPTED, " 已改写。 ")
    offices.round(["a"])
    for office in (offices.city, offices.a):
        (one,) = office.reports.reports()
        assert (one.id, one.number, one.station) == (key, row.number, "周庄镇")
        assert (one.fault, one.text) == (ReportedFault.OUTDATED, WORDS)
        assert one.reported_on == one.answered_on == date(2026, 11, 20)
        assert one.content == row.content
        assert one.changed_since
        assert (one.state, one.answer) == (ReportState.ACCEPTED, "已改写。")
    assert unified(offices.a).content == better


def test_other_stations_do_not_see_it(offices):
    report(offices.a)
    offices.round(["a", "b", "c"])
    offices.round(["a", "b", "c"])
    assert len(offices.b.reports.reports()) == 1
    assert offices.c.reports.reports() == []


def test_what_waits_comes_first_then_the_newest(offices):
    keys = [report(offices.a, at) for at in range(3)]
    offices.round(["a"])
    offices.city.reports.answer(keys[2], ReportState.DECLINED, "依据仍然有效。")
    assert [row.id for row in offices.city.reports.reports()] == [keys[1], keys[0], keys[2]]
    assert [row.id for row in offices.city.reports.reports(unified(offices.city, 1).id)] == [
        keys[1]
    ]


@only_sqlite
def test_refusals_keep_nothing(app, city):
    own = app.items.create(ItemContent(ItemKind.ORAL, "甲？", answer="乙"))
    key = report(app)
    before = rows_kept(app)
    for deed, sentence in (
        (lambda: report(app), "已经报告过"),
        (lambda: report(app, words="  "), "没有写错在哪里"),
        (lambda: app.reports.report(own, ReportedFault.OTHER, "甲"), "本站自己的题"),
        (lambda: app.reports.answer(key, ReportState.ACCEPTED, "好"), "由市级答复"),
        (lambda: app.reports.find("0"), "没有编号为“0”"),
    ):
        with pytest.raises(RuleError, match=sentence):
            deed()
    assert rows_kept(app) == before
    with pytest.raises(RuleError, match="市级可以直接修改"):
        report(city)


@pytest.mark.parametrize(
    ("state", "words"), [(ReportState.ACCEPTED, " "), (ReportState.OPEN, "以后再看")]
)
def test_an_answer_has_words_and_says_which(offices, state, words):
    key = report(offices.a)
    offices.round(["a"])
    with pytest.raises(RuleError, match="没有写答复"):
        offices.city.reports.answer(key, state, words)


def test_a_report_can_be_withdrawn_until_it_is_answered(offices):
    first, second = report(offices.a), report(offices.a, 1)
    offices.a.reports.withdraw(first)
    assert [row.id for row in offices.a.reports.reports()] == [second]
    offices.round(["a"])
    offices.city.reports.answer(second, ReportState.DECLINED, "无误。")
    offices.round(["a"])
    with pytest.raises(RuleError, match="已有答复"):
        offices.a.reports.withdraw(second)


def test_a_report_is_found_by_its_short_name_and_can_be_undone(app):
    key = report(app)
    assert app.reports.find(short_name(key).upper()) == key
    app.history.undo(app.history.actions(1)[0].id)
    assert app.reports.reports() == []


def test_an_answer_can_be_undone(offices):
    key = report(offices.a)
    offices.round(["a"])
    offices.city.reports.answer(key, ReportState.DECLINED, "无误。")
    offices.city.history.undo(offices.city.history.actions(1)[0].id)
    (one,) = offices.city.reports.reports()
    assert (one.state, one.answer, one.answered_on) == (ReportState.OPEN, "", None)
