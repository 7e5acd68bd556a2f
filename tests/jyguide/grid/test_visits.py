"""月联季访 and 民情台账 over a database: what SQL counts is what the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import ContactTarget, VanguardMember
from jyguide.errors import Cancelled, RuleError
from jyguide.exchange.table.plan import Fate
from jyguide.grid.kinds import Acceptance, MatterCategory, TargetKind, VisitWay
from jyguide.grid.matter import MatterFacts, MatterState, Reply
from jyguide.grid.service.matters import MatterFilter
from jyguide.grid.service.visit_cards import CardOrder, quarter_of
from jyguide.grid.service.visit_reading import visitables
from jyguide.grid.visit_due import Contacted, Standing, Watched, standing
from jyguide.grid.visit_entry import VisitEntry
from jyguide.progress import CancelToken
from tests.jyguide.builders import a_roster
from tests.jyguide.grid.visiting import hand_over, lay_grid
from tests.postgres import on_both_databases, only_sqlite

TODAY = date(2026, 11, 20)
AUTUMN = quarter_of(TODAY)


def by_rule(app, made, kind, day):
    """How every target stands in a stretch by the pure rule."""
    rule = app.visits.rule()
    period = rule.period(kind, day)
    ids = made.members if kind is TargetKind.MEMBER else made.households
    with app._store.read() as session:
        targets = visitables(session, ids)
    visits = app.visits.visits(targets=ids)
    return {
        key: standing(
            Watched(kind, target.held, target.left_on),
            [Contacted(one.on, one.way) for one in visits if one.target_id == key],
            period,
            rule,
            TODAY,
        )
        for key, target in targets.items()
    }


@on_both_databases
def test_the_database_counts_what_the_rules_say(app):
    made = lay_grid(app)
    one, two, three, four = made.households[:4]
    app.visits.log(
        [
            VisitEntry(one, date(2026, 8, 3)),
            VisitEntry(two, date(2026, 9, 30), VisitWay.PHONE),
            VisitEntry(two, date(2026, 10, 1)),
            VisitEntry(made.members[0], TODAY, VisitWay.PHONE, "问候"),
        ]
    )
    hand_over(app, three, made.vanguards[2], date(2026, 9, 30))
    hand_over(app, three, None, date(2026, 10, 5))
    hand_over(app, four, made.vanguards[2], date(2026, 10, 1))
    hand_over(app, two, made.vanguards[1], date(2026, 11, 1))
    with app._store.begin("离任") as uow:
        uow.session.get(VanguardMember, made.vanguards[1]).left_on = date(2026, 11, 15)
        uow.commit()
    for kind in TargetKind:
        for day in (date(2026, 8, 1), date(2026, 10, 31), TODAY, date(2025, 12, 1)):
            expected = by_rule(app, made, kind, day)
            lines = app.visits.lines(kind, day)
            assert {line.id: line.standing for line in lines} == expected
            told = app.visits.overview(kind, day)
            assert told.done == sum(state is Standing.DONE for state in expected.values())
            assert told.left == sum(line.undone for line in lines)
    summer = app.visits.overview(TargetKind.HOUSEHOLD, date(2026, 8, 1))
    assert {share.name: share.asked for share in summer.by_holder}["陈明"] == 1
    assert summer.sentence.endswith("7 户逾期未走访。")
    autumn = app.visits.overview(TargetKind.HOUSEHOLD)
    assert autumn.unheld_text == "另有 5 户没有人联系"  # one handed to nobody, four of who left
    (kept,) = app.visits.visits(targets=[two], span=(date(2026, 10, 1), TODAY))
    assert kept.holder == "王建国"  # handed over since, and still his visit
    assert app.visits.year_sections(2026)[0].rows[-1] == ("合计", 1, 3, 2)


@only_sqlite
def test_contacts_are_kept_corrected_taken_out_and_undone(app):
    made = lay_grid(app)
    one, two = made.households[:2]
    with pytest.raises(RuleError, match="在今天之后"):
        app.visits.log([VisitEntry(one, TODAY), VisitEntry(two, date(2026, 11, 21))])
    assert app.visits.visits(targets=[one]) == []
    raised = MatterFacts("路灯不亮", TODAY, MatterCategory.SAFETY, target_id=one)
    logged = app.visits.log([VisitEntry(one, TODAY), VisitEntry(two, TODAY)], [raised])
    (matter,) = app.matters.matters()
    assert (logged.count, matter.target, matter.place.village) == (2, "户主11", "江南村")
    again = app.visits.log([VisitEntry(one, TODAY), VisitEntry(two, date(2026, 11, 2))])
    assert (again.count, again.told) == (1, "户主11当天已经登记过，没有重复登记。")
    row = app.visits.visits(targets=[one])[0]
    assert matter.facts.visit_id == row.id
    app.visits.change(
        row.id, row.version, VisitEntry(one, date(2026, 11, 3), VisitWay.OTHER, "补")
    )
    with pytest.raises(RuleError, match="又被改动过"):
        app.visits.remove({row.id: row.version})
    moved = app.visits.visits(targets=[one])[0]
    assert (moved.on, moved.way, moved.note) == (date(2026, 11, 3), VisitWay.OTHER, "补")
    app.visits.log([VisitEntry(one, TODAY)])
    with pytest.raises(RuleError, match="已经登记过一次"):
        app.visits.change(row.id, None, VisitEntry(one, TODAY))
    app.visits.remove({one.id: one.version for one in app.visits.visits(targets=[one])})
    assert app.visits.visits(targets=[one]) == []
    app.history.undo(app.history.latest())
    assert len(app.visits.visits(targets=[one])) == 2
    correct_what_was_handed_over(app, two, made.vanguards[2])


def correct_what_was_handed_over(app, two, to):
    """On the day itself it stays whose it was; a target taken off the list has its record."""
    hand_over(app, two, to, TODAY)
    kept = app.visits.visits(targets=[two])[0]
    app.visits.change(kept.id, kept.version, VisitEntry(two, TODAY, note="改"))
    assert app.visits.visits(targets=[two])[0].holder == kept.holder
    with app._store.begin("删除") as uow:
        uow.session.get(ContactTarget, two).deleted = True
        uow.commit()
    with pytest.raises(RuleError, match="已不在名单里"):
        app.visits.change(kept.id, None, VisitEntry(two, TODAY))


@only_sqlite
def test_cards_are_numbered_once_and_found_by_their_code(app):
    made = lay_grid(app, households=9)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        app.visit_cards.print_cards(CardOrder(AUTUMN), cancel=cancel)
    with pytest.raises(RuleError, match="没有打印过编号 A1"):
        app.visit_cards.find("1-1")
    printed = app.visit_cards.print_cards(CardOrder(AUTUMN))
    assert printed.sentence == "走访卡 22 张，4 页，2 名先锋党员。"
    again = app.visit_cards.print_cards(CardOrder(AUTUMN))
    assert again.document == printed.document
    only = CardOrder(AUTUMN, holder=made.vanguards[1], kinds=(TargetKind.HOUSEHOLD,))
    assert app.visit_cards.print_cards(only).sheets == 2
    found = app.visit_cards.find("a1-3")
    assert (found.name, found.holder, found.state) == ("户主11", "王建国", "还没有走访")
    assert app.visit_cards.find("A6 1").name == "户主29"
    with pytest.raises(RuleError, match="没有第 4 张"):
        app.visit_cards.find("A2-4")
    app.visits.log([VisitEntry(found.target_id, TODAY)])
    assert app.visit_cards.find("a13").state == "走访过"
    text = "".join(
        part.text
        for table in printed.document.blocks
        if hasattr(table, "rows")
        for row in table.rows
        for cell in row.cells
        for part in cell.blocks
    )
    assert "13900004321" not in text
    for said in ("139****4321", "2026年第四季度（12月31日前）入户走访一次", "10月　日期"):
        assert said in text


@only_sqlite
def test_matters_are_raised_replied_to_and_told(app, tmp_path):
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    made = lay_grid(app)
    facts = MatterFacts(
        "=路灯不亮，电话13912345678", date(2026, 10, 8), target_id=made.households[0], owner="王芳"
    )
    key = app.matters.raise_(facts)
    app.matters.raise_(MatterFacts("垃圾清运", date(2026, 11, 10), raised_by="阿卜杜拉·买买提"))
    assert app.matters.due() == ("民情事项 1 件已过答复期限。", "民情事项 1 件一周内要答复。")
    told = app.visits.month_paper()
    words = "".join(block.text for block in told.blocks if hasattr(block, "text"))
    assert "江南村：4户未走访，2名党员未联系，1件民情未答复。" in words
    late = app.matters.matters(MatterFilter(2026, state=MatterState.OVERDUE))
    with pytest.raises(RuleError, match="还没有答复"):
        app.matters.accept(key, None, Acceptance.CONTENT)
    app.matters.reply(key, late[0].version, Reply(TODAY, "已修好。"))
    with pytest.raises(RuleError, match="又被改动过"):
        app.matters.change(key, late[0].version, facts)
    app.matters.accept(key, None, Acceptance.NOT)
    (row,) = app.matters.matters(MatterFilter(village="江南村"))
    assert (row.state, row.facts.due_on) == (MatterState.REFUSED, date(2026, 10, 23))
    app.matters.export(tmp_path / "matters.xlsx", MatterFilter(2026))
    book = load_workbook(tmp_path / "matters.xlsx")
    cells = [str(cell.value) for line in book["民情台账"] for cell in line if cell.value]
    assert not any("13912345678" in cell for cell in cells)
    assert [cell.value for cell in book["汇总"][book["汇总"].max_row]] == ["合计", 2, 1, 0, 0, 1]
    assert len(app.matters.slips([key])) == 1
    assert app.matters.year_sections(2026)[0].rows[-1] == ("合计", 2, 1)
    app.matters.remove(key, None)
    assert [one.facts.raised_by for one in app.matters.matters()] == ["阿卜杜拉·买买提"]


@only_sqlite
def test_a_station_sets_its_rule_unless_the_city_has(app):
    from dataclasses import replace  # noqa: PLC0415 - only here

    rule = app.visits.rule()
    app.visits.set_rule(replace(rule, household_months=6), rule.version)
    assert app.visits.rule().household_months == 6
    with pytest.raises(RuleError, match="又被改动过"):
        app.visits.set_rule(rule, rule.version)


@only_sqlite
def test_contacts_are_taken_in_from_a_workbook(app, tmp_path):
    made = lay_grid(app)
    app.visit_cards.print_cards(CardOrder(AUTUMN))
    app.visits.log([VisitEntry(made.households[3], TODAY)])
    rows = (
        ("A1-3", None, None, "2026-11-05", "入户", "独居"),
        (None, "户主12", None, "2026-11-06", None, None),
        (None, "户主12", "1002", "2026-11-06", 2, "同一天"),
        (None, "户主14", None, "2026-11-20", "电话", None),
        (None, "查无此人", None, "2026-11-05", None, None),
        (None, None, None, "2026-11-05", None, None),
        ("A9-1", None, None, "2026-11-05", None, None),
        (None, "户主13", None, "2026-12-05", None, None),
        (None, "户主13", None, "2025-12-05", None, None),
        (None, "户主13", None, "2026-11-05", "飞信", None),
    )
    file = a_roster(
        tmp_path / "走访.xlsx", rows, ("卡号", "户主", "户号", "走访日期", "走访方式", "情况")
    )
    plan = app.visit_files.plan(file)
    counts = plan.counts()
    assert (counts[Fate.NEW], counts[Fate.UNCHANGED], counts[Fate.DOUBLE]) == (2, 1, 1)
    reasons = {fault.row: fault.reason for fault in plan.refused}
    assert sorted(reasons) == [4, 6, 7, 8, 9, 10, 11]
    for row, said in (
        (6, "联系对象里没有“查无此人”"),
        (7, "没有填卡号，也没有填姓名"),
        (8, "没有打印过卡号 A9-1"),
        (9, "在今天之后"),
        (10, "才有人联系"),
        (11, "没有“飞信”这种方式"),
    ):
        assert said in reasons[row]
    app.visit_files.take_in(plan)
    kept = {(one.target, one.on.day, one.way) for one in app.visits.visits(span=(TODAY, TODAY))}
    assert kept == {("户主14", 20, VisitWay.HOME)}
    assert len(app.visits.visits(holder=made.vanguards[0])) == 3
    with pytest.raises(RuleError, match="没有导入任何记录"):
        app.visit_files.take_in(plan)
    app.history.undo(app.history.latest())
    assert len(app.visits.visits(holder=made.vanguards[0])) == 1
