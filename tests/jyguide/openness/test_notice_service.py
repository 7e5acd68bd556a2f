"""Postings in a data folder: noted down, corrected, taken out, imported, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Fate
from jyguide.openness.board import Paper
from jyguide.openness.calendar import SlotState
from jyguide.openness.item import ItemFacts, Origin
from jyguide.openness.kinds import Affairs, Period, PlaceKind
from jyguide.openness.notice import NoticeFacts
from jyguide.openness.shipped_items import read_items
from tests.jyguide.builders import DAY, a_roster, rows_kept
from tests.jyguide.openness.villages import add_villages, item_named
from tests.postgres import only_sqlite

MARCH = NoticeFacts("2026-03", text="收入 10 万元。", posted_on=date(2026, 4, 8), place="公开栏")
HEADS = ("村社区", "公开事项", "月份", "具体事项", "发生日期", "公开内容", "公开日期", "撤下日期",
         "异议日期", "异议内容", "答复日期", "答复内容")  # fmt: skip


@pytest.fixture
def villages(open_prepared):
    app, keys = open_prepared(add_villages)
    return app, keys, item_named(app, "财务收支情况")


def states(app, item, period="2026-03"):
    return {
        one.place.name: one.state
        for one in app.openness_notices.calendar(2026).of_item(item.id)
        if one.span.key == period
    }


def asked(app, item, place):
    slots = app.openness_notices.calendar(2026).of_item(item.id)
    return {one.span.key for one in slots if one.place.key == place}


@only_sqlite
def test_several_places_are_posted_at_once_and_taken_back(villages):
    app, keys, finance = villages
    notices = app.openness_notices
    made = notices.post(finance.id, [keys["红豆村"], keys["山泉村"]], MARCH)
    assert states(app, finance) == {
        "红豆村": SlotState.POSTED,
        "山泉村": SlotState.POSTED,
        "阿卜杜拉·买买提聚居村社": SlotState.OVERDUE,
        "𠮷田村": SlotState.OVERDUE,
    }
    kept = rows_kept(app)
    for places, facts, words in (
        ([keys["𠮷田村"], keys["红豆村"]], MARCH, "红豆村”的“财务收支情况”2026年3月已经登记过"),
        ([keys["华宏社区"]], MARCH, "不适用于“华宏社区”"),
        ([keys["𠮷田村"]], replace(MARCH, period="2026-Q1"), "周期不符"),
        ([], MARCH, "没有选择村"),
    ):
        with pytest.raises(RuleError) as refused:
            notices.post(finance.id, places, facts)
        assert words in refused.value.message
        assert refused.value.hint
    assert rows_kept(app) == kept
    notices.take_down(made, date(2026, 4, 20))
    assert set(states(app, finance).values()) == {SlotState.TOO_SHORT, SlotState.OVERDUE}
    notices.remove(made[:1])
    (again,) = notices.post(finance.id, [keys["红豆村"]], MARCH)
    assert again == made[0]
    assert notices.notice(again).facts == MARCH
    while (action := app.history.latest_in_force()) and app.history.name(action) != "录入村和社区":
        app.history.undo(action)
    assert not any(one.posting for one in app.openness_notices.calendar(2026).slots)


@only_sqlite
def test_an_objection_is_answered_and_a_form_left_open_writes_over_nothing(villages):
    app, keys, finance = villages
    notices = app.openness_notices
    (key,) = notices.post(finance.id, [keys["红豆村"]], MARCH)
    row = notices.notice(key)
    objected = replace(MARCH, objected_on=date(2026, 4, 12), objection="看不懂")
    notices.change(key, objected, row.version)
    assert states(app, finance)["红豆村"] is SlotState.OBJECTION
    with pytest.raises(RuleError, match="又被改动过"):
        notices.change(key, MARCH, row.version)
    with pytest.raises(RuleError, match="早于异议日期"):
        notices.change(key, replace(objected, replied_on=date(2026, 4, 11), reply="已说明"))
    notices.change(key, replace(objected, replied_on=date(2026, 4, 13), reply="已说明"))
    assert states(app, finance)["红豆村"] is SlotState.POSTED
    notices.remove([key])
    with pytest.raises(RuleError, match="已被删除"):
        notices.change(key, MARCH)
    assert "项公开到期还没有公布" in notices.due()[0]


@only_sqlite
def test_a_village_posts_quarterly_and_the_months_it_posted_stay_to_be_changed(villages, tmp_path):
    app, keys, finance = villages
    notices, here = app.openness_notices, [keys["红豆村"], keys["山泉村"]]
    (old,) = notices.post(finance.id, here[:1], MARCH)
    app.openness_rhythms.choose(finance.id, here, longer=True)
    monthly = {f"2026-{at:02}" for at in range(1, 13)}
    quarters = {f"2026-Q{at}" for at in range(1, 5)}
    assert asked(app, finance, here[0]) == {"2026-03"} | quarters
    kept = rows_kept(app)
    major, other = item_named(app, "涉及村民利益的重大事项"), keys["华宏社区"]
    for work, words in (
        (lambda: notices.post(finance.id, here, replace(MARCH, period="2026-05")), "周期不符"),
        (lambda: app.openness_rhythms.choose(major.id, here, longer=True), "都一样"),
        (lambda: app.openness_rhythms.choose(finance.id, [*here, other], longer=True), "不用公布"),
        (lambda: notices.take_down([old, old], date(2026, 4, 30)), "已登记过撤下"),
    ):
        with pytest.raises(RuleError, match=words):
            work()
    assert rows_kept(app) == kept
    quarter = replace(MARCH, period="2026-Q1")
    made = notices.post(finance.id, here, quarter)
    assert "每季度公布为法定" in str(notices.boards(made[:1])[0].blocks)
    assert "每月公布（财务往来较多的村）为法定" in str(notices.boards([old])[0].blocks)
    notices.change(old, replace(MARCH, text="更正"))
    notices.take_down([old], date(2026, 4, 30))
    rest = [""] * 5
    rows = [
        ("山泉村", "财务收支情况", "2026年第二季度", "", "", "收入", "2026-07-08", *rest),
        ("红豆村", "财务收支情况", "2026-03", "", "", "更正", "", *rest),
    ]
    counts = app.openness_notice_files.plan(a_roster(tmp_path / "季.xlsx", rows, HEADS)).counts()
    assert (counts[Fate.NEW], counts[Fate.UNCHANGED]) == (1, 1)
    app.openness_rhythms.choose(finance.id, here, longer=False)
    assert asked(app, finance, here[1]) == {"2026-Q1"} | monthly - {
        "2026-01",
        "2026-02",
        "2026-03",
    }
    app.history.undo(app.history.latest_in_force())
    assert notices.calendar(2026).rhythms.differs(finance, here[1])


@only_sqlite
def test_a_list_is_taken_in_whole_told_row_by_row_and_undone(villages, tmp_path):
    app, keys, finance = villages
    app.openness_notices.post(
        finance.id, [keys["山泉村"]], replace(MARCH, text="电话 13912345678")
    )
    name, major = "财务收支情况", "涉及村民利益的重大事项"
    rows = [
        ("周庄镇/红豆村", name, "2026年3月", "", "", "收入", "2026-04-08", "", "", "", "", ""),
        ("红豆村", name, "2026-03", "", "", "收入", "2026-04-09", "", "", "", "", ""),
        ("红豆村", major, "", "拓宽村道", "2026-11-02", "", "2026.11.3", "", "", "", "", ""),
        ("山泉村", name, "2026-03", "", "", "电话 139****5678", "", "2026-04-30", "", "", "", ""),
        ("没有村", name, "2026-03", "", "", "", "", "", "", "", "", ""),
        ("华宏社区", name, "2026-03", "", "", "", "", "", "", "", "", ""),
        ("𠮷田村", name, "五月", "", "", "", "", "", "", "", "", ""),
        ("𠮷田村", name, "2026-04", "", "", "", "2026-05-08", "2026-05-01", "", "", "", ""),
    ]
    files = app.openness_notice_files
    plan = files.plan(a_roster(tmp_path / "公开.xlsx", rows, HEADS))
    counts = plan.counts()
    assert (counts[Fate.NEW], counts[Fate.UPDATE], counts[Fate.DOUBLE]) == (2, 1, 1)
    told = {one.row: one.reason for one in plan.refused}
    assert "第 2 行" in told.pop(3)
    words = ("没有名为“没有村”", "没有适用于“华宏社区”", "看不懂所属期“五月”", "早于公布日期")
    assert all(word in reason for word, reason in zip(words, told.values(), strict=True))
    done = files.take_in(plan)
    assert states(app, finance)["红豆村"] is SlotState.POSTED
    texts = [app.openness_notices.notice(one.posting.id).facts.text
             for one in app.openness_notices.calendar(2026).slots if one.posting]  # fmt: skip
    assert "电话 13912345678" in texts  # what our own list hides is not written over it
    assert files.export(tmp_path / "出.xlsx", 2026) == 3
    cells = [cell.value for line in load_workbook(tmp_path / "出.xlsx").active for cell in line]
    assert "电话 139****5678" in cells
    again = files.plan(tmp_path / "出.xlsx").counts()
    assert (again[Fate.UNCHANGED], sum(again.values())) == (3, 3)
    app.history.undo(done.action_id)
    assert states(app, finance)["红豆村"] is SlotState.OVERDUE
    files.take_in(files.plan(tmp_path / "公开.xlsx"))
    assert states(app, finance)["红豆村"] is SlotState.POSTED


@only_sqlite
def test_boards_and_slips_are_printed_and_a_bare_one_is_not(villages, tmp_path):
    app, keys, finance = villages
    notices = app.openness_notices
    made = notices.post(finance.id, [keys["红豆村"], keys["山泉村"]], MARCH)
    documents = notices.boards(made, Paper.A3)
    assert [one.title for one in documents] == [
        "红豆村 财务收支情况 2026年3月",
        "山泉村 财务收支情况 2026年3月",
    ]
    assert notices.board_sizes(made, Paper.A3) == ["96 磅", "96 磅"]
    write_word([*documents, *notices.slips(made)], tmp_path / "栏.docx")
    bare = notices.post(finance.id, [keys["𠮷田村"]], NoticeFacts("2026-03"))
    with pytest.raises(RuleError, match="𠮷田村 财务收支情况 2026年3月还没有写公开内容"):
        notices.boards([*made, *bare])


@only_sqlite
def test_a_station_adds_its_own_and_leaves_the_law_alone(villages, open_at, new_folder):
    app, keys, finance = villages
    items = app.openness_items
    assert len(items.rows()) == len(read_items())
    with pytest.raises(RuleError, match="由市级修改"):
        items.change(finance.id, finance.facts)
    own = ItemFacts(Affairs.FINANCE, "出租公示", PlaceKind.VILLAGE, Period.YEARLY, DAY)
    key = items.add(own)
    assert items.rows()[-1].period_origin is Origin.OWN
    with pytest.raises(RuleError, match="已有名为“出租公示”"):
        items.add(own)
    app.openness_notices.post(key, [keys["红豆村"]], NoticeFacts("2026", text="一处"))
    with pytest.raises(RuleError, match="不能删除"):
        items.remove([key])
    items.end([key], DAY)
    assert not items.rows()[-1].running
    app.history.undo(app.history.latest_in_force())
    assert items.rows()[-1].running
    city = open_at(new_folder(""))
    finance = item_named(city, "财务收支情况")
    yearly = replace(finance.facts, period=Period.YEARLY)
    with pytest.raises(RuleError, match="法律规定至少每季度"):
        city.openness_items.change(finance.id, yearly)
    city.openness_items.change(
        finance.id, replace(finance.facts, period=Period.QUARTERLY, basis="改"), finance.version
    )
    changed = item_named(city, "财务收支情况")
    assert changed.facts.period is Period.QUARTERLY
    assert changed.facts.basis == finance.facts.basis
    assert changed.period_origin is Origin.LAW
