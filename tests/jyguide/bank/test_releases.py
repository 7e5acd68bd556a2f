"""Versions of the unified bank: proposed, issued, and recognised on every PC."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.release import difference, digest_of, next_version, order_of
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from tests.jyguide.builders import rows_kept, run_sql
from tests.postgres import on_both_databases

NEW = ItemContent(ItemKind.TRUE_FALSE, "市级新出的一道判断题。", answer="T")
keys = st.uuids()
banks = st.dictionaries(keys, keys, max_size=8)


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def add(city, content=NEW):
    key = city.items.create(content)
    city.items.set_status([key], ItemStatus.REVIEW)
    city.items.set_status([key], ItemStatus.IN_FORCE)
    return key


def withdraw(city, at=0):
    row = [r for r in city.bank.items() if r.unified and r.status is ItemStatus.IN_FORCE][at]
    city.items.set_status([row.id], ItemStatus.WITHDRAWN)
    return row.id


def change(city, at=5):
    row = [r for r in city.bank.items() if r.unified and r.status is ItemStatus.IN_FORCE][at]
    told = replace(row.content, explanation=f"{row.content.explanation}另见解释。")
    city.items.revise(row.id, told, "补充", seen=row.revision_id)


@given(st.lists(keys, unique=True), st.randoms())
def test_a_digest_is_of_the_set(revisions, chance):
    mixed = list(revisions)
    chance.shuffle(mixed)
    assert digest_of(mixed) == digest_of(revisions)
    assert digest_of([*revisions, uuid.uuid4()]) != digest_of(revisions)


@given(banks, banks)
def test_a_difference_counts_every_item_once(before, now):
    found = difference(before, now, questions=list(now)[:2])
    came = found.new_questions + found.new_items
    assert len(before) - found.withdrawn + came == len(now)
    assert found.is_empty == (before == now)


@pytest.mark.parametrize(
    ("issued", "version"),
    [
        ([], "2026.1"),
        (["2026.1"], "2026.2"),
        (["2026.9", "2026.10"], "2026.11"),
        (["2025.7"], "2026.1"),
        (["第一版"], "2026.1"),
    ],
)
def test_versions_count_on_inside_a_year(issued, version):
    assert next_version(2026, issued) == version


def test_ten_comes_after_nine():
    assert order_of("2026.10") > order_of("2026.9") > order_of("2025.12") > order_of("旧")


def test_the_city_issues_what_is_in_force(city):
    assert "还没有发布过版本" in city.releases.standing().sentence()
    assert city.releases.version_here() == ""
    proposal = city.releases.proposal()
    assert (proposal.version, proposal.note) == ("2026.1", "第一次发布。")
    made = city.releases.issue()
    rows = [r for r in city.bank.items(statuses=[ItemStatus.IN_FORCE]) if r.unified]
    aloud = [r for r in rows if r.content.kind is ItemKind.ORAL]
    assert (made.questions, made.items) == (len(aloud), len(rows) - len(aloud))
    assert (made.version, made.issued_on) == ("2026.1", date(2026, 11, 20))
    assert city.releases.version_here() == "2026.1"
    assert city.releases.standing().sentence() == (
        f"统一题库 2026.1 版（2026年11月20日发布，{made.questions} 问、{made.items} 题），"
        "就是现在的内容。"
    )


def test_the_next_version_says_what_changed_since(city):
    first = city.releases.issue()
    add(city)
    add(city, replace(NEW, stem="又一道。"))
    add(city, ItemContent(ItemKind.ORAL, "新的一问？", answer="答。"))
    change(city)
    withdraw(city)
    said = "新增 1 问、2 题，修改 1 题，停用 1 题"
    assert city.releases.standing().sentence().endswith(f"之后{said}，还没有发布。")
    assert city.releases.version_here() == ""
    assert city.releases.proposal().note == f"{said}。"
    second = city.releases.issue(note="含新修订的条款。")
    assert (second.version, second.note) == ("2026.2", "含新修订的条款。")
    assert second.items == first.items + 2 or second.questions == first.questions
    assert [row.version for row in city.releases.releases()] == ["2026.2", "2026.1"]
    add(city, replace(NEW, stem="第三道。"))
    assert city.releases.proposal().note == "新增 1 题。"


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("2026.1", "不是更新的版本"), ("2025.9", "不是更新的版本"), ("新版", "版本号“新版”不对")],
)
def test_versions_only_go_up(city, version, sentence):
    city.releases.issue("2026.1")
    add(city)
    before = rows_kept(city)
    with pytest.raises(RuleError, match=sentence):
        city.releases.issue(version)
    assert rows_kept(city) == before


def test_nothing_is_issued_twice_nor_by_a_station(city, app):
    city.releases.issue()
    with pytest.raises(RuleError, match="之后没有改动"):
        city.releases.issue()
    with pytest.raises(RuleError, match="由市级发布"):
        app.releases.issue()


@on_both_databases
def test_an_issue_can_be_undone(city):
    city.releases.issue()
    city.history.undo(city.history.actions(1)[0].id)
    assert city.releases.releases() == []


def test_what_the_program_changed_is_told_where_the_journal_knows_nothing(city):
    city.releases.issue()
    row = next(r for r in city.bank.items() if r.unified)
    run_sql(city, f"UPDATE item SET status = 'withdrawn' WHERE number = '{row.number}'")
    assert city.releases.standing().sentence().endswith("之后部分内容随程序更新，还没有发布。")
    assert city.releases.issue().note == "部分内容随程序更新。"


# -- between offices


def test_a_station_has_what_came_with_the_citys_file(offices):
    add(offices.city)
    made = offices.city.releases.issue()
    assert "还没有发布过版本" in offices.a.releases.standing().sentence()
    offices.round(["a"])
    assert offices.a.releases.standing().sentence() == (
        f"统一题库 2026.1 版（2026年11月20日发布，{made.questions} 问、{made.items} 题），已收齐。"
    )
    assert offices.a.releases.version_here() == "2026.1"


def test_a_stations_own_items_are_no_part_of_it(offices):
    offices.city.releases.issue()
    offices.round(["a"])
    add(offices.a, replace(NEW, stem="本站的题。"))
    offices.round(["a"])
    assert offices.a.releases.version_here() == "2026.1"
    assert offices.city.releases.version_here() == "2026.1"


def test_what_the_city_changed_later_is_told_apart_from_what_is_missing(offices):
    offices.city.releases.issue()
    add(offices.city)
    withdraw(offices.city)
    offices.round(["a"])
    assert (
        offices.a.releases.standing()
        .sentence()
        .endswith("已收齐，之后市级又新增 1 题，停用 1 题，还没有发布新版。")
    )
    assert offices.a.releases.version_here() == ""
    offices.city.releases.issue()
    offices.round(["a"])
    assert offices.a.releases.version_here() == "2026.2"


def test_what_is_missing_is_counted(offices):
    for at in range(3):
        add(offices.city, replace(NEW, stem=f"第 {at} 道。"))
    offices.city.releases.issue()
    offices.round(["a"])
    ids = ", ".join(
        f"'{row.id.hex}'" for row in offices.a.bank.items() if row.content.stem.startswith("第 ")
    )
    run_sql(offices.a, f"DELETE FROM journal WHERE row_id IN ({ids})")
    run_sql(offices.a, f"UPDATE item SET deleted = 1 WHERE id IN ({ids})")
    assert offices.a.releases.standing().sentence().endswith("还缺 3 题，请导入市级的下一个文件。")


def test_a_station_with_other_content_is_told_so(offices):
    offices.city.releases.issue()
    offices.round(["a"])
    row = next(r for r in offices.a.bank.items() if r.unified)
    other = next(r for r in offices.a.bank.items() if r.id != row.id)
    run_sql(
        offices.a,
        f"UPDATE item SET revision_id = '{other.revision_id.hex}' WHERE id = '{row.id.hex}'",
    )
    assert "本机的内容与这一版不同" in offices.a.releases.standing().sentence()


def test_a_station_counts_the_unified_bank_alone(app):
    before = app.releases.standing().here
    for content in (NEW, replace(NEW, kind=ItemKind.ORAL, answer="是")):
        add(app, content)
    standing = app.releases.standing()
    assert standing.here == before
    assert (standing.since.new_questions, standing.since.new_items) == (
        before.questions,
        before.items,
    )


@on_both_databases
def test_counts_are_those_of_the_transaction(city, monkeypatch):
    proposal = city.releases.proposal

    def stale():
        made = proposal()
        add(city)
        return made

    monkeypatch.setattr(city.releases, "proposal", stale)
    row = city.releases.issue()
    here = city.releases.standing().here
    assert (row.questions, row.items) == (here.questions, here.items)
