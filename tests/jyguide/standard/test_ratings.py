"""The four lists of a round kept in a database: saved, put right, published, replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import RectificationMeasure, StandardRound
from jyguide.errors import RuleError
from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from tests.postgres import on_both_databases, only_sqlite

ONE_PHASE = {Phase.CROSS_INSPECTION: 100}
LOST = {
    "B01": Score(50, (3,), finding="三月、五月、八月没有记录。"),
    "E01": Score(0, finding="没有活动记录。"),
}


def rated_round(app):
    """Three branches: the first all well, the second with 75 points, the third not looked at."""
    laid = lay_round(app)
    inspected(app, laid, 0)
    key = inspected(app, laid, 1, all_well() | LOST)
    app.ratings.save_rule(laid.round_id, RatingRule(ONE_PHASE))
    return laid, key


def rescore(app, laid, inspection, criterion, points):
    """A measure that was verified and given points again."""
    with app._store.begin("复评") as uow:
        uow.session.add(
            RectificationMeasure(
                station_id=app.place.station_id,
                round_id=laid.round_id,
                branch_key=laid.branches[1],
                branch="华宏村党支部",
                township="周庄镇",
                inspection_key=inspection,
                phase=Phase.CROSS_INSPECTION.value,
                criterion=criterion,
                asked="支部委员会每月至少开一次会",
                points=50,
                full_points=200,
                rescored_points=points,
            )
        )
        uow.commit()


@on_both_databases
def test_from_scores_to_a_publication_that_is_replaced(app):
    laid, inspection = rated_round(app)
    lists = app.ratings
    rated = lists.rate(laid.round_id)
    assert [one.points for one in rated.standings] == [1000, 750, None]
    assert [one.rating for one in rated.standings] == [Rating.MODEL, Rating.QUALIFIED, None]
    said = lists.explained(rated, rated.standings[1])
    assert said.sentences[0] == "互查 75 分 × 100% = 75 分。"
    assert said.way_said == ("差 5 分，补齐E01“每月有主题党日”即可优秀（85 分）。")

    today = app.clock().date()
    first = lists.publish(laid.round_id, "澄组[2026]12号", today)
    rescore(app, laid, inspection, "B01", 200)
    assert lists.rate(laid.round_id).standings[1].points == 900
    unrescored = replace(rated.rule, rescored=False)
    assert lists.rate(laid.round_id, unrescored).standings[1].points == 750

    assert lists.published(first).counts[Rating.QUALIFIED] == 1, "as it was then"
    second = lists.publish(laid.round_id, "", today - timedelta(1))  # the day under it is older
    rows = lists.publications(laid.round_id)
    assert [(row.id, row.replaced, row.number) for row in rows] == [
        (second, False, ""),
        (first, True, "澄组〔2026〕12号"),
    ]
    anew = lists.published(second)
    assert anew.replaces.startswith("澄组〔2026〕12号（")
    assert [(one.before, one.after, one.up) for one in anew.changes] == [
        (Rating.QUALIFIED, Rating.MODEL, True)
    ]
    kept = anew.branches[1]
    assert (kept.station_id, kept.points, anew.unrated) == (app.place.station_id, 900, 1)
    assert kept.explanation[0] == "互查 90 分 × 100% = 90 分（已计整改复评，互查原 75 分）。"
    with pytest.raises(RuleError, match="澄组〔2026〕12号 在"):
        lists.publish(laid.round_id, "澄组〔2026〕12号", today)
    assert len(lists.publications(laid.round_id)) == 2
    with pytest.raises(RuleError, match="（已公布的名单），不能撤销"):
        app.history.undo(app.history.latest())


@only_sqlite
def test_a_decision_needs_a_reason_and_can_be_taken_back(app):
    laid, _ = rated_round(app)
    lists, branch = app.ratings, laid.branches[1]
    for reason, who in ((" ", "评定小组"), ("有实名举报查实", "")):
        with pytest.raises(RuleError, match="要写明"):
            lists.override(branch, Rating.UNQUALIFIED, reason, who)
    with pytest.raises(RuleError, match="按规则就是合格"):
        lists.override(branch, Rating.QUALIFIED, "核实", "评定小组")
    with pytest.raises(RuleError, match="还没有得分"):
        lists.override(laid.branches[2], Rating.MODEL, "核实", "评定小组")

    lists.override(branch, Rating.UNQUALIFIED, "查实弄虚作假", "评定小组")
    rated = lists.rate(laid.round_id)
    assert (rated.standings[1].computed, rated.standings[1].rating) == (
        Rating.QUALIFIED,
        Rating.UNQUALIFIED,
    )
    published = lists.published(lists.publish(laid.round_id, "", app.clock().date()))
    assert published.branches[1].reason == "查实弄虚作假"
    assert any("经评定小组决定列入不合格" in one for one in published.branches[1].explanation)

    lists.take_back(branch)
    assert lists.rate(laid.round_id).standings[1].rating is Rating.QUALIFIED
    app.history.undo(app.history.latest())
    assert lists.rate(laid.round_id).standings[1].rating is Rating.UNQUALIFIED
    lists.take_back(branch)
    with pytest.raises(RuleError, match="没有人工调整"):
        lists.take_back(branch)
    lists.override(branch, Rating.EXCELLENT, "补充材料", "评定小组")
    assert lists.rate(laid.round_id).standings[1].rating is Rating.EXCELLENT


@only_sqlite
def test_what_cannot_be_is_refused_and_nothing_is_written(app):
    laid = lay_round(app)
    lists, today = app.ratings, app.clock().date()
    with pytest.raises(RuleError, match="四张名单是空的"):
        lists.publish(laid.round_id, "", today)
    inspected(app, laid)
    with pytest.raises(RuleError, match="晚于今天"):
        lists.publish(laid.round_id, "", today + timedelta(1))
    with pytest.raises(RuleError, match="早于轮次的年度 2026"):
        lists.publish(laid.round_id, "", date.min)
    before = lists.inputs(laid.round_id).round
    for rule in (RatingRule({}), RatingRule(quotas={Rating.QUALIFIED: 5})):
        with pytest.raises(RuleError, match=r"应为 100%|不会因为名额"):
            lists.save_rule(laid.round_id, rule)
        with pytest.raises(RuleError):
            lists.rate(laid.round_id, rule)
    lists.save_rule(laid.round_id, RatingRule(ONE_PHASE), before.version)
    with pytest.raises(RuleError, match="又被改过"):
        lists.save_rule(laid.round_id, RatingRule(), before.version)
    assert lists.publications(laid.round_id) == []

    with app._store.begin("换主办") as uow:
        uow.session.get(StandardRound, laid.round_id).station_id = None
        uow.commit()
    for act in (
        lambda: lists.save_rule(laid.round_id, RatingRule(ONE_PHASE)),
        lambda: lists.override(laid.branches[0], Rating.QUALIFIED, "核实", "评定小组"),
        lambda: lists.publish(laid.round_id, "", today),
        lambda: lists.draft(laid.round_id),
    ):
        with pytest.raises(RuleError, match="主办单位"):
            act()
