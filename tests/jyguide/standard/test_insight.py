"""What a round shows in figures: rules for any round, and readings from a data folder."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from db.models import RectificationMeasure, RoundBranch, StandardRound
from jyguide.ids import ChecklistId, OrganisationId, RoundBranchId, RoundId
from jyguide.standard.insight import (
    TOTAL_COLUMN,
    BranchFigures,
    Found,
    Grouping,
    RoundFigures,
    Scope,
    heat,
    mean_of,
    radar,
    share_at,
    sorted_by,
    within,
)
from jyguide.standard.insight_failed import Answered, beside_before, failed, versions_text
from jyguide.standard.insight_final import final_of, published_shares
from jyguide.standard.insight_trend import change_text, trend
from jyguide.standard.kinds import Aspect, BranchKind, Phase
from jyguide.standard.rating import aspect_share, rate, weighed
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.scoring import Score
from jyguide.standard.service.insights import EVERYBODY
from jyguide.weighing import half_up
from tests.jyguide.standard.rating_cases import branches as rated_branches
from tests.jyguide.standard.rating_cases import rules
from tests.jyguide.standard.visiting import CRITERIA, all_well, inspected, lay_round
from tests.postgres import on_both_databases, only_sqlite

CROSS, SELF = Phase.CROSS_INSPECTION, Phase.SELF_INSPECTION
TOWNSHIPS = ("周庄镇", "华士镇", "新桥镇")


def row(number, township="周庄镇", kind=BranchKind.VILLAGE):
    return RoundBranchRow(
        id=RoundBranchId(uuid.UUID(int=number)),
        round_id=RoundId(uuid.UUID(int=1)),
        station_id=None,
        station=f"{township}站",
        organisation_id=OrganisationId(uuid.UUID(int=1000 + number)),
        checklist_id=ChecklistId(uuid.UUID(int=kind.value.__len__())),
        name=f"第{number}党支部",
        township=township,
        kind=kind,
        position=number,
    )


def figures(branches, year=2026, name="标准化建设"):
    facts = RoundFacts(name, year, {}, {})
    key = RoundId(uuid.UUID(int=year))
    return RoundFigures(RoundRow(key, None, "", facts, {}, len(branches)), tuple(branches))


SHARE = st.one_of(st.none(), st.integers(0, 1000))
FOUND = st.builds(Found, st.integers(0, 1000), st.lists(SHARE, min_size=6, max_size=6).map(tuple))


@st.composite
def some_branches(draw):
    """Branches of three townships and all kinds, some without a score."""
    return [
        BranchFigures(
            row(at, draw(st.sampled_from(TOWNSHIPS)), draw(st.sampled_from(BranchKind))),
            {CROSS: draw(FOUND)} if draw(st.booleans()) else {},
        )
        for at in range(draw(st.integers(0, 12)))
    ]


@given(some_branches(), st.sampled_from(Grouping), st.integers(0, TOTAL_COLUMN))
def test_each_branch_lies_in_one_row_whose_mean_lies_between_its_members(found, by, column):
    rows = heat(found, CROSS, by)
    assert sorted(one.branch.position for each in rows for one in each.branches) == list(
        range(len(found))
    )
    for each in rows:
        scored = [one.found[CROSS] for one in each.branches if CROSS in one.found]
        assert each.mean.branches == len(scored)
        for at in range(6):
            known = [one.shares[at] for one in scored if one.shares[at] is not None]
            share = each.mean.shares[at]
            assert (share is None) == (not known)
            assert share is None or min(known) <= share <= max(known)
            assert share is None or abs(Fraction(sum(known), len(known)) - share) <= Fraction(1, 2)
    if by is Grouping.TOWNSHIP:
        order = list(dict.fromkeys(one.branch.township for one in found))
        assert [each.name for each in rows] == order, "the order of the branches, not a ranking"
    helped = sorted_by(rows, column)
    shares = [share_at(each, column) for each in helped]
    known = [share for share in shares if share is not None]
    assert shares == sorted(known) + [None] * (len(shares) - len(known))


@given(rated_branches(), rules())
def test_the_final_points_are_those_of_the_four_lists(found, rule):
    for one, standing in zip(found, rate(found, rule).standings, strict=True):
        tallies = {phase: each.counted(final=rule.rescored) for phase, each in one.phases.items()}
        final = final_of(tallies, rule)
        assert (None if final is None else final.total) == standing.points
        if final is not None:
            parts = [(weight, each) for _, weight, each in weighed(one, rule)]
            exact = [aspect_share((w, each.aspects[a]) for w, each in parts) for a in Aspect]
            assert final.shares == tuple(half_up(share * 1000) for share in exact)


def test_a_published_place_tells_its_shares_and_an_aspect_that_did_not_apply_none():
    kept = {Aspect.MEMBERS: (150, 200), Aspect.SUPPORT: (0, 0)}
    assert published_shares(kept) == (None, None, None, 750, None, None)


def test_radar_and_years_follow_one_branch_beside_its_township():
    def found(total):
        return Found(total, (total,) * 6)

    def year(number, *totals):
        return figures(
            [
                BranchFigures(
                    row(at, TOWNSHIPS[at // 2]), {CROSS: found(total), None: found(total)}
                )
                for at, total in enumerate(totals)
            ],
            number,
        )

    before, now = year(2025, 800, 900, 700), year(2026, 850, 950, 701)
    lines = radar(now, now.branches[1], CROSS)
    assert [(one.name, one.total) for one in lines] == [
        ("交叉互查", 950),
        ("周庄镇平均（2 个支部）", 900),
    ]
    one = now.branches[1].branch.organisation_id
    points = trend([before, now], CROSS, EVERYBODY, one)
    assert [(point.label, point.mean.total) for point in points] == [
        ("2025年", 900),
        ("2026年", 950),
    ]
    assert change_text(points) == "2026年比2025年提高 5 分。"
    town = trend([before, now], None, Scope(township="华士镇"))
    assert [point.mean.total for point in town] == [700, 701]
    assert trend([before, now], SELF, EVERYBODY) == []
    twice = [before, replace(before, row=now.row), now]
    assert [point.label for point in trend(twice, None, EVERYBODY)][1:] == [
        "2026年 标准化建设"
    ] * 2


def test_criteria_count_what_applies_and_are_compared_by_code():
    lost = Score(100, finding="无联系记录。")
    answers = [
        Answered(row(0), row(0).checklist_id, {"D01": lost, "A01": Score(200)}),
        Answered(row(1), row(1).checklist_id, {"D01": Score(0, finding=" 无联系记录。 ")}),
        Answered(row(2), row(2).checklist_id, {"D01": Score(applies=False), "C01": Score()}),
        Answered(row(3), row(3).checklist_id, {"D01": Score(200)}),
    ]
    found = failed(answers, {row(0).checklist_id: CRITERIA})
    worst = found[0]
    assert [one.code for one in found] == ["D01", "A01"]
    assert (worst.asked, len(worst.misses), worst.share, worst.mean_loss) == (3, 2, 667, 100)
    assert worst.findings == [("无联系记录。", 2)]
    reworded = [replace(worst, text="对流动党员有登记。", misses=())]
    (line,) = beside_before(found, reworded)
    assert (line.before, line.reworded) == (reworded[0], True)
    assert not beside_before(found, found)[0].reworded
    now = (
        replace(CRITERIA[0], text="换届有批复。"),
        *CRITERIA[2:],
        replace(CRITERIA[0], code="A09"),
    )
    assert versions_text(now, CRITERIA) == "新增 1 条、取消 1 条、改动 1 条"
    assert versions_text(CRITERIA, CRITERIA) == ""


def two_years(app):
    """The round of 2025 and that of 2026 over the same three branches."""
    before, now = lay_round(app), lay_round(app)
    with app._store.begin("去年的轮次") as uow:
        uow.session.get(StandardRound, before.round_id).year = 2025
        for old, new in zip(before.branches, now.branches, strict=True):
            organisation = uow.session.get(RoundBranch, new).organisation_key
            uow.session.get(RoundBranch, old).organisation_key = organisation
        uow.commit()
    lost = {"B01": Score(50, (3,), finding="缺三次记录。"), "E01": Score(0, finding="没有活动。")}
    inspected(app, before, 1, all_well() | {"B01": Score(100, (2,), finding="缺两次记录。")})
    inspected(app, now, 0)
    return now, inspected(app, now, 1, all_well() | lost)


def rescore(app, laid, inspection):
    with app._store.begin("复评") as uow:
        uow.session.add(
            RectificationMeasure(
                station_id=app.place.station_id, round_id=laid.round_id,
                branch_key=laid.branches[1], branch="华宏村党支部", township="周庄镇",
                inspection_key=inspection, phase=CROSS.value, criterion="B01", asked="每月开会",
                points=50, full_points=200, rescored_points=200, due_on=date(2026, 5, 1),
            )
        )  # fmt: skip
        uow.commit()


@on_both_databases
def test_figures_follow_rectification_and_then_what_was_published(app):
    laid, inspection = two_years(app)
    insights, key = app.insights, laid.round_id
    found = insights.figures(key)
    assert [one.found[None].total for one in found.branches[:2]] == [1000, 750]
    assert found.branches[2].found == {}
    lines = insights.failed(key, None).lines
    assert [(line.now.code, line.before and line.before.share) for line in lines] == [
        ("B01", 1000),
        ("E01", 0),
    ]

    rescore(app, laid, inspection)
    one = insights.figures(key).branches[1].found
    assert (one[None].total, one[None].shares[1]) == (900, 1000)
    assert (one[CROSS].total, one[CROSS].shares[1]) == (750, 250), "what was given stands"
    assert [line.now.code for line in insights.failed(key, None).lines] == ["E01"]
    assert len(insights.failed(key, CROSS, Scope(township="周庄镇")).lines) == 2
    assert not insights.failed(key, CROSS, Scope(kind=BranchKind.OFFICE)).lines

    app.ratings.publish(key, "", app.clock().date())
    years = insights.years(key)
    assert [(each.row.facts.year, each.published) for each in years] == [
        (2025, False),
        (2026, True),
    ]
    assert years[1].branches[1].found[None].total == 900
    assert [one.mean.total for one in trend(years, None, EVERYBODY)] == [900, 950]


@only_sqlite
def test_the_report_says_the_same_on_paper_and_in_a_workbook(app, tmp_path):
    from openpyxl import load_workbook  # noqa: PLC0415 - slow

    laid, inspection = two_years(app)
    rescore(app, laid, inspection)
    app.ratings.publish(laid.round_id, "澄组〔2026〕9号", app.clock().date())
    said = app.insights.report(laid.round_id, None, EVERYBODY, Grouping.BRANCH)
    document = app.insights.document(said)
    words = "".join(block.text for block in document.blocks if hasattr(block, "text"))
    assert document.title == "2026年标准化建设情况"
    for part in (
        "已完成交叉互查 2 个",
        "提高 5 分",
        "整改措施共 1 项",
        "〔2026〕9号",
        "山泉村党支部",
    ):
        assert part in words
    app.insights.write_workbook(said, tmp_path / "数字.xlsx")
    book = load_workbook(tmp_path / "数字.xlsx")
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    assert cells["分组得分率"][2] == ("华宏村党支部", 1, 100, 100, 100, 100, 0, 100, 90)
    assert cells["历年"][1][:3] == ("2025年", 1, 90)
    assert [line[0] for line in cells["失分项"][1:]] == ["E01"]
    assert mean_of(one.found[None] for one in within(said.branches, EVERYBODY)[:2]).total == 950
