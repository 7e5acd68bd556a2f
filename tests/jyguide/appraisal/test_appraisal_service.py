"""A year's appraisal kept in a database: keyed in, imported, published, replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import Workbook

from db.keys import fixed_key
from jyguide.appraisal.ballots import Count
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.lists import ListMove
from jyguide.appraisal.rows import AppraisalFacts, twice
from jyguide.appraisal.scheme import Scheme
from jyguide.errors import RuleError
from jyguide.people.merging import chosen_facts, suggested
from tests.jyguide.appraisal.year import (
    FACTS,
    SCHEME,
    TODAY,
    all_said,
    batch,
    key_in,
    lay_appraisal,
)
from tests.postgres import on_both_databases, only_sqlite


def standings(app, laid):
    """In the order of `NAMES`, whatever the list's."""
    rated = app.appraisal_lists.rate(laid.id)
    return [rated.of(one) for one in laid.subjects]


def keyed_in_and_counted(app, laid):
    """Ballots of a large and a small group; they count once they are counted in."""
    ballots = app.ballots
    thirty = Count(30, 30, 28, 2, {Grade.EXCELLENT: 20, Grade.QUALIFIED: 6})
    ballots.save(laid.id, batch(laid, "党员代表", thirty, all_said(30), all_said(30)), {})
    ballots.save(laid.id, batch(laid, "镇街干部", all_said(3), all_said(3), all_said(3)), {})
    assert [one.points for one in standings(app, laid)] == [None, None, None], "not counted in"
    assert app.appraisal_lists.inputs(laid.id).waiting == 6
    assert ballots.count_in(laid.id).ballots == 6
    found = standings(app, laid)
    merged = found[0].subject.found[Source.GRASSROOTS].ballots
    assert (merged.voters, merged.valid) == (33, 29)
    assert [one.parts[Source.GRASSROOTS] for one in found] == [959, 1000, 1000]
    assert [one.points for one in found] == [957, 950, 900]
    assert [one.grade for one in found] == [
        Grade.EXCELLENT,
        Grade.QUALIFIED,
        Grade.QUALIFIED,
    ]


@on_both_databases
def test_from_points_and_ballots_to_a_publication_that_is_replaced(app):
    laid = lay_appraisal(app)
    lists = app.appraisal_lists
    assert lists.due() == "2026 年度考核还有 3 位书记缺得分，收齐后录入即可。"
    key_in(app, laid, Source.SUPERIOR, "镇党委书记", 95, 90, 80)
    key_in(app, laid, Source.SUPERIOR, "镇纪委", 96, 90, None)
    with pytest.raises(RuleError, match="四张名单是空的"):
        lists.publish(laid.id, "", TODAY)
    keyed_in_and_counted(app, laid)
    first = lists.publish(laid.id, "澄组[2026]12号", TODAY)
    assert lists.due() == ""
    lists.override(laid.subjects[1], Grade.EXCELLENT, ("抢险立功", "考核小组"))
    assert lists.published(first).counts[Grade.QUALIFIED] == 2, "as it was then"
    second = lists.publish(laid.id, "", TODAY - timedelta(1))
    assert [(row.id, row.replaced) for row in lists.publications(laid.id)] == [
        (second, False),
        (first, True),
    ]
    anew = lists.published(second)
    assert anew.replaces.startswith("澄组〔2026〕12号（")
    assert anew.changes == [
        ListMove(laid.subjects[1], "单雄", "华宏村", "周庄镇", Grade.QUALIFIED, Grade.EXCELLENT)
    ]
    (decided,) = anew.decided
    assert "经考核小组决定列入优秀，原因：抢险立功。" in decided.explanation[-2]
    with pytest.raises(RuleError, match="澄组〔2026〕12号 在"):
        lists.publish(laid.id, "澄组〔2026〕12号", TODAY)
    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(app.history.latest())
    with pytest.raises(RuleError, match="已经公布过，不能删除"):
        app.appraisals.remove(laid.id)


@only_sqlite
def test_ballots_are_refused_merged_and_never_shown_apart(app):
    laid = lay_appraisal(app)
    ballots = app.ballots
    wrong = Count(30, 31, 30, 0, {Grade.EXCELLENT: 30})
    with pytest.raises(RuleError, match=r"(?s)票数对不上.*陈明：发出 31 张，多于应到 30 人"):
        ballots.save(laid.id, batch(laid, "党员代表", wrong), {})
    assert ballots.batches(laid.id) == [], "nothing half-written"
    ballots.save(laid.id, batch(laid, "镇街干部", all_said(3)), {})
    with pytest.raises(RuleError, match="少于 5 人，单独计入就看得出"):
        ballots.count_in(laid.id)
    with pytest.raises(RuleError, match="已经有一批叫“镇街干部”"):
        ballots.save(laid.id, batch(laid, "镇街干部", all_said(4)), {})
    (small,) = ballots.batches(laid.id)
    ballots.save(laid.id, batch(laid, "镇街干部", all_said(4)), small.versions)
    with pytest.raises(RuleError, match="又被改过"):
        ballots.save(laid.id, batch(laid, "镇街干部", all_said(3)), small.versions)
    ballots.save(laid.id, batch(laid, "党员代表", all_said(30)), {})
    ballots.count_in(laid.id)
    large, small = ballots.batches(laid.id)
    assert (large.name, large.waiting, small.waiting, small.voters) == ("党员代表", 0, 0, 4)
    assert not any(hasattr(one, "counts") for one in (large, small))
    key = fixed_key("ballot_batch", laid.subjects[0], "grassroots", "镇街干部")
    said = [str(one) for one in app.history.record("ballot_batch", key)]
    assert any("有效 4 票" in one for one in said)
    assert not any("优秀" in one for one in said), "a history shows no small group either"
    corrected_by_whole_pools(app, laid, large)


def corrected_by_whole_pools(app, laid, large):
    """Whoever takes out, corrects or takes back a part of a pool would see the rest of it."""
    ballots = app.ballots
    with pytest.raises(RuleError, match=r"不能撤销：.*前后一比"):
        app.history.undo(app.history.latest())
    known = all_said(30, Grade.UNQUALIFIED)
    with pytest.raises(RuleError, match="与“镇街干部”合并计入得分，单独更正"):
        ballots.save(laid.id, batch(laid, "党员代表", known), large.versions)
    assert ballots.remove(laid.id, large.source, large.name, large.versions) == ["镇街干部"]
    assert standings(app, laid)[0].subject.found == {}, "whole pools come and go"
    app.history.undo(app.history.latest())
    assert standings(app, laid)[0].subject.found[Source.GRASSROOTS].ballots.voters == 34
    large, _ = ballots.batches(laid.id)
    ballots.remove(laid.id, large.source, large.name, large.versions)
    ballots.save(laid.id, batch(laid, "党员代表", known), {})
    ballots.count_in(laid.id)
    (alone,) = ballots.batches(laid.id)
    with pytest.raises(RuleError, match="不能改到 5 人以下"):
        ballots.save(laid.id, batch(laid, "党员代表", all_said(3)), alone.versions)
    ballots.save(laid.id, batch(laid, "党员代表", all_said(30, Grade.BASIC)), alone.versions)
    found = standings(app, laid)[0].subject.found[Source.GRASSROOTS].ballots
    assert found.counts[Grade.BASIC] == 30, "a pool of one batch may be corrected"
    with pytest.raises(RuleError, match=r"不能撤销：.*前后一比"):
        app.history.undo(app.history.latest())


@only_sqlite
def test_who_takes_part_is_decided_with_reasons_and_can_be_taken_back(app):
    laid = lay_appraisal(app)
    service, lists = app.appraisals, app.appraisal_lists
    assert service.candidates(laid.id) == []
    with pytest.raises(RuleError, match="没有写明退出原因"):
        service.leave(laid.subjects[:1], TODAY, " ")
    service.leave(laid.subjects[:1], TODAY, "年中卸任")
    assert standings(app, laid)[0] is None
    app.history.undo(app.history.latest())
    assert standings(app, laid)[0] is not None

    with pytest.raises(RuleError, match="还没有考核结果"):
        lists.override(laid.subjects[0], Grade.BASIC, ("核实", "考核小组"))
    with pytest.raises(RuleError, match="没有这种一票否决情形"):
        lists.veto(laid.subjects[0], {"V9": "处分"})
    lists.veto(laid.subjects[0], {"V1": "2026年8月受党内警告处分"})
    with pytest.raises(RuleError, match="“陈明”登记着要去掉或改写的一票否决情形"):
        service.change(laid.id, replace(FACTS, scheme=replace(SCHEME, vetoes=())))
    one = standings(app, laid)[0]
    assert (one.points, one.grade) == (None, Grade.UNQUALIFIED)
    with pytest.raises(RuleError, match="要写明原因"):
        lists.override(laid.subjects[0], Grade.BASIC, (" ", "考核小组"))
    lists.override(laid.subjects[0], Grade.BASIC, ("处分影响期已过", "考核小组"))
    assert standings(app, laid)[0].grade is Grade.BASIC
    seen = one.subject.version
    with pytest.raises(RuleError, match="又被改过"):
        lists.take_back(laid.subjects[0], seen)
    lists.take_back(laid.subjects[0])
    assert standings(app, laid)[0].grade is Grade.UNQUALIFIED
    seen_lists = {one.subject.id: one.grade for one in standings(app, laid)}
    merged_later(app, laid, seen_lists)


def merged_later(app, laid, seen):
    """Two who turn out to be one stand twice until one row leaves; nothing else is published."""
    service, lists = app.appraisals, app.appraisal_lists
    rows = [one for one in service.subjects(laid.id) if one.name != "阿卜杜拉·买买提"]
    first, second = (app.people.person(one.person_id) for one in rows)
    facts = chosen_facts(first, second, suggested(first, second))
    app.doubles.merge(first.id, second.id, facts)
    (extra,) = twice(service.subjects(laid.id))
    assert service.candidates(laid.id) == []
    service.take_in(laid.id, [min(first.id, second.id)])
    assert len(service.subjects(laid.id)) == len(laid.subjects)
    with pytest.raises(RuleError, match="合并以后在考核里有两行"):
        lists.publish(laid.id, "", TODAY)
    service.leave([extra.id], TODAY, "与另一行是同一人")
    with pytest.raises(RuleError, match="名单在您打开之后又变了"):
        lists.publish(laid.id, "", TODAY, seen)


@only_sqlite
def test_a_scheme_is_laid_down_and_changed_by_one_at_a_time(app):
    laid = lay_appraisal(app)
    service = app.appraisals
    row = service.appraisal(laid.id)
    with pytest.raises(RuleError, match="合计 90%"):
        service.change(laid.id, replace(FACTS, scheme=Scheme({Source.SUPERIOR: 90})))
    service.change(laid.id, replace(FACTS, scheme=replace(SCHEME, smallest_group=8)), row.version)
    with pytest.raises(RuleError, match="又被改过"):
        service.change(laid.id, FACTS, row.version)
    with pytest.raises(RuleError, match="已经有“2026年度村（社区）书记考核”"):
        service.lay_down(FACTS)
    with pytest.raises(RuleError, match="请填写考核名称"):
        service.lay_down(AppraisalFacts(" ", 2026))
    service.remove(laid.id)
    assert service.appraisals() == []


@only_sqlite
def test_points_are_imported_and_every_bad_row_is_named(app, tmp_path):
    laid = lay_appraisal(app)
    key_in(app, laid, Source.SUPERIOR, "镇党委书记", 60)
    book = Workbook()
    rows = [
        ("书记姓名", "所在村", "评价类别", "评价人", "分数"),
        ("陈明", "红豆村", "上级评", "镇党委书记", 92.5),
        ("单雄", "", "", "", "88分"),
        ("单雄", "华宏村", "村级综合考核", "", 80),
        ("李四", "红豆村", "上级评价", "镇纪委", 90),
        ("陈明", "华宏村", "上级评价", "镇纪委", 90),
        ("陈明", "红豆村", "上级评价", "镇纪委", 101),
        ("陈明", "红豆村", "上级评价", "", 90),
        ("陈明", "红豆村", "群众评价", "镇纪委", 90),
        ("阿卜杜拉·买买提", "金庄村", "基层评价", "村民代表", 88.55),
    ]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "得分.xlsx")
    files = app.score_files(laid.id)
    plan = files.plan(tmp_path / "得分.xlsx")
    reasons = {one.row: one.reason for one in plan.refused}
    assert {
        row: part in reasons.get(row, "")
        for row, part in {
            4: "第 3 行是同一人",
            5: "没有“李四”",
            6: "“华宏村”没有叫“陈明”的书记，这次考核里是：陈明（周庄镇 红豆村）",
            7: "不在 0 到 100 分之间",
            8: "要写明评价人",
            9: "没有“群众评价”这种来源",
            10: "最多写一位小数",
        }.items()
    } == dict.fromkeys(range(4, 11), True), reasons
    result = files.take_in(plan)
    assert (result.imported, result.updated) == (1, 1)
    found = [one.subject.found for one in standings(app, laid)]
    assert found[0][Source.SUPERIOR].raters[0].points == 925
    assert found[1][Source.COMPOSITE].raters[0].points == 880
    app.history.undo(app.history.latest())
    assert standings(app, laid)[0].subject.found[Source.SUPERIOR].raters[0].points == 600
    sheet = app.appraisal_scores.sheet(laid.id, Source.SUPERIOR, "镇党委书记")
    key_in(app, laid, Source.SUPERIOR, "镇党委书记", None)
    with pytest.raises(RuleError, match="又被改过"):
        app.appraisal_scores.save(laid.id, sheet, {laid.subjects[0]: 700})
    assert app.appraisal_scores.raters(laid.id) == []
