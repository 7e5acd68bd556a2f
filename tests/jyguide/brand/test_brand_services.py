"""Brands, votes and stars written, refused whole, taken back, taken in and brought together."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook

from jyguide.brand.explaining import TieDecision
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import STAGES, Step
from jyguide.brand.row import BrandFacts
from jyguide.brand.scheme import JuryGroup, VoteScheme
from jyguide.brand.service.votes import Closing
from jyguide.brand.sheet import Sheet
from jyguide.brand.stars import AwardFacts, Withdrawal
from jyguide.brand.vote import VoteFacts
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from tests.jyguide.builders import DAY, rows_kept

SCHEME = VoteScheme((JuryGroup("a", "专家", 60), JuryGroup("b", "代表", 40)), top=1)


@pytest.fixture
def dialect():
    """Nothing here says SQL that a server would read otherwise."""
    return "sqlite"


def villages(app, *names):
    (town,) = [row for row in app.organisations.rows() if row.name == app.place.station_name]
    facts = [OrganisationFacts(name, OrganisationKind.VILLAGE, town.id) for name in names]
    return [app.organisations.add(one) for one in facts]


def step(month, evidence="材料"):
    return Step(date(2026, month, 1), evidence, "王芳")


def grown(app, name, village, until=Stage.SETTING):
    key = app.brands.add(BrandFacts(name, village), step(1))
    for at, stage in enumerate(STAGES[1 : STAGES.index(until) + 1], 2):
        app.brands.advance(key, stage, step(at))
    return key


def test_a_brand_goes_its_way_and_back(new_folder, open_at, clock):
    app = open_at(new_folder())
    (village,) = villages(app, "山泉村")
    key = grown(app, "红色驿站", village, Stage.STANDARD)
    before = rows_kept(app)
    for refused in (
        lambda: app.brands.advance(key, Stage.SETTING, step(9)),
        lambda: app.brands.advance(key, Stage.IMPROVEMENT, step(2)),
        lambda: app.brands.advance(key, Stage.IMPROVEMENT, step(9, " ")),
        lambda: app.brands.advance(key, Stage.IMPROVEMENT, Step(DAY + timedelta(1), "x")),
        lambda: app.brands.back(key, Stage.SUMMARY, "录错"),
        lambda: app.brands.back(key, Stage.STANDARD, " "),
        lambda: app.brands.add(BrandFacts("红色 驿站", village), step(1)),
        lambda: app.brands.change(key, BrandFacts("", village)),
        lambda: app.brands.change(key, BrandFacts("新名", village), "旧版本"),
        lambda: app.brands.resume(key),
        lambda: app.brands.add(BrandFacts("新", app.organisations.rows()[0].id), step(1)),
    ):
        with pytest.raises(RuleError):
            refused()
    assert rows_kept(app) == before
    app.brands.back(key, Stage.STANDARD, "材料不全")
    assert app.brands.row(key).stage is Stage.SUMMARY
    assert "材料不全" in app.history.actions()[0].name
    app.history.undo(app.history.latest())
    row = app.brands.row(key)
    assert (row.stage, row.days(DAY)) == (Stage.STANDARD, 264)
    (early,) = [one for one in app.history.actions() if one.name == "品牌进入“总结”阶段"]
    app.history.undo(early.id)
    row = app.brands.row(key)
    assert (row.stage, row.way.faults[0][:8]) == (Stage.PRACTICE, "缺少“总结”阶段")
    app.history.undo(app.history.latest())
    row = app.brands.row(key)
    app.brands.stop(key, DAY, "合并到别的品牌")
    with pytest.raises(RuleError, match="已经停止"):
        app.brands.advance(key, Stage.IMPROVEMENT, step(9))
    app.brands.resume(key)
    app.brands.correct(key, Stage.SUMMARY, step(3, "改过"), row.way.of(Stage.SUMMARY).version)
    assert app.brands.row(key).way.of(Stage.SUMMARY).step == step(3, "改过")
    assert app.brands.due() == ""
    clock.advance(400 * 86400)
    assert app.brands.due().startswith("“红色驿站”在同一阶段超过一年")


def brand_list(target, *rows):
    book = Workbook()
    heads = [
        "品牌名称",
        "所属党组织",
        *("实践", "总结", "规范时间", "提高", "定型", "推广"),
        "佐证材料",
    ]
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target


def test_a_list_of_brands_is_taken_in_without_a_stage_skipped(new_folder, open_at, tmp_path):
    app = open_at(new_folder())
    village, bean = villages(app, "山泉村", "红豆村")
    grown(app, "红色驿站", village, Stage.PRACTICE)
    app.brands.stop(grown(app, "歇了", bean, Stage.PRACTICE), DAY, "无人负责")
    file = brand_list(
        tmp_path / "品牌.xlsx",
        ("红色驿站", "山泉村", "2026-01-01", "2026.2.1", "2026年3月1日", None, None, None, "照片"),
        ("红豆先锋", "周庄镇/红豆村", "2026-05-01", None, None, None, None, None, "照片"),
        ("跳级", "山泉村", "2026-01-01", None, "2026-03-01", None, None, None, "照片"),
        ("倒退", "山泉村", "2026-05-01", "2026-03-01", None, None, None, None, "照片"),
        ("没依据", "山泉村", "2026-05-01", None, None, None, None, None, None),
        ("未来", "山泉村", "2027-05-01", None, None, None, None, None, "照片"),
        ("没有村", "不存在村", "2026-05-01", None, None, None, None, None, "照片"),
        ("红豆先锋", "红豆村", "2026-05-01", None, None, None, None, None, "照片"),
        ("未起步", "山泉村", None, None, None, None, None, None, "照片"),
        ("歇了", "红豆村", "2026-01-01", "2026-02-01", None, None, None, None, "照片"),
        ("别家", "江阴市", "2026-01-01", None, None, None, None, None, "照片"),
    )
    before = rows_kept(app)
    plan = app.brand_files.plan(file)
    assert {fate: n for fate, n in plan.counts().items() if n} == {
        Fate.NEW: 1, Fate.UPDATE: 1, Fate.REFUSED: 8, Fate.DOUBLE: 1,
    }  # fmt: skip
    reasons = {one.row: (one.column, one.reason) for one in plan.refused}
    assert reasons[4] == ("总结日期", "缺少“总结”阶段，已登记的“规范”暂不计")
    assert "早于" in reasons[5][1]
    assert reasons[6][0] == "实践依据"
    assert "今天之后" in reasons[7][1]
    assert "组织树里没有" in reasons[8][1]
    assert "已经停止" in reasons[11][1]
    assert "不属于本站" in reasons[12][1]
    assert rows_kept(app) == before
    result = app.brand_files.take_in(plan, Decision(Policy.UPDATE))
    stages = {row.facts.name: row.stage for row in app.brands.rows() if not row.ended_on}
    assert stages == {"红色驿站": Stage.STANDARD, "红豆先锋": Stage.PRACTICE}
    assert app.brand_files.export(tmp_path / "出.xlsx") == 3
    again = app.brand_files.plan(tmp_path / "出.xlsx")
    assert again.counts()[Fate.UNCHANGED] == 3
    app.history.undo(result.action_id)
    assert [row.stage for row in app.brands.rows()] == [Stage.PRACTICE] * 2


@pytest.fixture
def vote(new_folder, open_at):
    """Two brands stand; two jurors gave points, the one from 山泉村 to the other brand alone."""
    app = open_at(new_folder())
    keys = villages(app, "山泉村", "红豆村", "三房巷村")
    one, two = grown(app, "红色驿站", keys[0]), grown(app, "红豆先锋", keys[1])
    young = grown(app, "新苗", keys[2], Stage.SUMMARY)
    key = app.brand_votes.add(VoteFacts("2026年十佳品牌评选", 2026, SCHEME))
    app.brand_votes.set_candidates(key, [one, two])
    expert = Sheet("张明", "a", points={one: 900, two: 800})
    local = Sheet("李强", "b", "山泉村", {two: 900})
    app.brand_votes.save_sheets(key, [expert, local, Sheet("王芳", "b", "", {one: 700})])
    return SimpleNamespace(app=app, key=key, one=one, two=two, young=young)


def test_what_a_vote_refuses_leaves_nothing_behind(vote):
    votes, key, one = vote.app.brand_votes, vote.key, vote.one
    before = rows_kept(vote.app)
    lone = VoteScheme((JuryGroup("a", "专家", 100),), top=1)
    for refused, why in (
        (
            lambda: votes.add(VoteFacts("x", 2026, replace(SCHEME, groups=SCHEME.groups[:1]))),
            "60%",
        ),
        (
            lambda: votes.set_candidates(key, [one, vote.young]),
            "“新苗”现在是“总结”阶段，还没有达到参评要求的“定型”",
        ),
        (lambda: votes.set_candidates(key, [one, one]), "列了两次"),
        (
            lambda: votes.save_sheets(key, [Sheet("赵伟", "b", "山泉村", {one: 900})]),
            "应当回避“红色驿站”",
        ),
        (lambda: votes.save_sheets(key, [Sheet("张 明", "b")]), "已经有一张"),
        (lambda: votes.close(key, Closing(DAY)), "“王芳”还没有评“红豆先锋”"),
        (lambda: votes.change(key, VoteFacts("x", 2026, lone)), "“代表”组已经有评分表"),
        (lambda: votes.change(key, VoteFacts("x", 2026, SCHEME), "旧版本"), "改动过"),
    ):
        with pytest.raises(RuleError, match=why):
            refused()
    assert rows_kept(vote.app) == before
    assert "还有 1 张评分表没有录完" in votes.due()


def test_sheets_go_out_to_a_table_and_come_in_again(vote, tmp_path):
    files = vote.app.jury_sheet_files(vote.key)
    file = tmp_path / "评分.xlsx"
    assert files.export(file) == 3
    book = load_workbook(file)
    page = book.active
    cells = {page.cell(at, 1).value: at for at in (2, 3, 4)}
    assert page.cell(cells["李强"], 4).value == "回避"
    page.cell(cells["王芳"], 5, "70")
    page.append(["赵伟", "专家", "红豆村", 90, 90])
    page.append(["周明", "专家", "", 90, 200])
    book.save(file)
    plan = files.plan(file)
    found = {fate: n for fate, n in plan.counts().items() if n}
    assert found == {Fate.UPDATE: 1, Fate.UNCHANGED: 2, Fate.REFUSED: 2}
    assert any("应当回避" in fault.reason for fault in plan.refused)
    assert any("不是 0 到 100 之间" in fault.reason for fault in plan.refused)
    files.take_in(plan)
    counted = vote.app.brand_votes.book(vote.key).count
    found = [(one.candidate.name, one.points) for one in counted.standings]
    assert found == [("红色驿站", 820), ("红豆先锋", 800)]


def test_a_vote_is_closed_and_closed_again(vote, tmp_path):
    app, key, one, two = vote.app, vote.key, vote.one, vote.two
    mine = {sheet.juror: sheet for sheet in app.brand_votes.book(key).sheets}
    left_out = replace(mine["王芳"], points={one: 700, two: None})
    app.brand_votes.save_sheets(key, [left_out])
    app.brand_votes.close(key, Closing(DAY, "澄组〔2026〕9号"))
    assert [row.name for row in app.brand_votes.rows()[0].result.winners] == ["红豆先锋"]
    assert app.brand_votes.due() == ""
    equal = [
        replace(mine["张明"], points={one: 800, two: 800}),
        replace(mine["李强"], points={two: 700}),
    ]
    app.brand_votes.save_sheets(key, equal)
    for stale in ([mine["张明"]], {}), ([], {mine["张明"].key: mine["张明"].version}):
        with pytest.raises(RuleError, match="改动过"):
            app.brand_votes.save_sheets(key, *stale)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="请从中选定 1 个"):
        app.brand_votes.close(key, Closing(DAY))
    assert rows_kept(app) == before
    chosen = TieDecision(frozenset([one]), "受益面更广", "部务会")
    app.brand_votes.close(key, Closing(DAY, "", chosen))
    (row,) = app.brand_votes.rows()
    assert [(one.replaces, one.replaced) for one in row.results] == [(True, False), (False, True)]
    assert [one.name for one in row.result.winners] == ["红色驿站"]
    with pytest.raises(RuleError, match="已经有结果"):
        app.brand_votes.remove(key)
    app.brand_papers.write_result(key, tmp_path / "结果.xlsx")
    assert load_workbook(tmp_path / "结果.xlsx")["名次"].cell(2, 2).value == "红色驿站"
    letter = app.brand_papers.result(key)
    assert "本通报代替此前公布的结果。" in [getattr(b, "text", "") for b in letter.blocks]
    assert len(app.brand_papers.explanations(key)) == 2


def test_stars_and_the_figures_of_the_year(new_folder, open_at):
    app = open_at(new_folder())
    village, other = villages(app, "山泉村", "红豆村")
    grown(app, "红色驿站", village, Stage.SUMMARY)
    for star in (1, 2):
        app.stars.award(village, AwardFacts(star, date(2026, star, 1), "现场", "组发〔2026〕1号"))
    for refused in (
        lambda: app.stars.award(village, AwardFacts(4, DAY, "现场", "文")),
        lambda: app.stars.award(other, AwardFacts(2, DAY, "现场", "文")),
        lambda: app.stars.withdraw(village, 1, Withdrawal(DAY, "原因", "文")),
        lambda: app.stars.withdraw(village, 2, Withdrawal(DAY, "", "文")),
        lambda: app.stars.remove(village, 1),
        lambda: app.stars.set_names([*"甲乙丙丁戊"]),
    ):
        with pytest.raises(RuleError):
            refused()
    app.stars.withdraw(village, 2, Withdrawal(DAY, "不再符合", "组〔2026〕2号"))
    app.stars.award(village, AwardFacts(2, DAY, "复评", "组发〔2026〕3号"))
    (row,) = app.stars.rows()
    assert (row.state.stars, len(row.state.past)) == (2, 1)
    _corrected(app, village, row.state.held[0])
    sections = {one.name: one for one in app.brand_year.year_sections(2026)}
    assert sections["品牌阶段"].rows[-1][1:4] == (0, 1, 0)
    assert [line[1:] for line in sections["5A雁阵"].rows[:2]] == [(0, 1, 0), (1, 2, 1)]
    assert sections["5A雁阵名单"].rows == (("2A 二星", "周庄镇", "山泉村", DAY),)


def _corrected(app, village, first):
    better = replace(first.facts, evidence="现场查看", on=date(2026, 1, 20))
    for wrong, seen in (
        (replace(better, on=DAY + timedelta(1)), None),
        (replace(better, star=2), None),
        (better, "旧版本"),
    ):
        with pytest.raises(RuleError):
            app.stars.correct(village, first.key, wrong, seen)
    app.stars.correct(village, first.key, better, first.version)
    assert app.stars.row(village).state.held[0].facts == better


def test_brands_and_stars_live_on_where_their_organisation_was_merged(new_folder, open_at):
    app = open_at(new_folder())
    gone, kept = villages(app, "山泉一村", "山泉村")
    key = grown(app, "红色驿站", gone, Stage.PRACTICE)
    app.stars.award(gone, AwardFacts(1, DAY, "现场", "文"))
    app.organisations.change(
        kept, OrganisationFacts("新山泉村", OrganisationKind.VILLAGE, _town(app))
    )
    with pytest.raises(RuleError, match="已经合并或删除"):
        app.stars.move(gone, kept)
    app.organisations.merge(kept, gone)
    row = app.brands.row(key)
    assert (row.placed, row.advice) == (False, "请重新选择所属组织")
    assert [one.placed for one in app.stars.rows()] == [False]
    app.brands.change(key, replace(row.facts, organisation_id=kept), row.version)
    assert app.brands.row(key).facts.organisation == "新山泉村"
    app.stars.move(gone, kept)
    assert [(one.organisation, one.state.stars) for one in app.stars.rows()] == [("新山泉村", 1)]
    app.stars.award(kept, AwardFacts(2, DAY, "现场", "文"))


def _town(app):
    return next(row.id for row in app.organisations.rows() if row.name == app.place.station_name)


def test_the_city_names_the_stars_and_writes_for_stations(city):
    city.stars.set_names(["组织强", "队伍强", "活动强", "制度强", "保障强"])
    assert city.stars.names().of(5) == "5A 保障强"
    assert city.stars.names().note == ""


def test_a_gap_that_comes_together_from_two_pcs_is_said(offices):
    """One goes back a stage while the other goes on; filling the gap mends the way."""
    city, a, b = offices.city, offices.a, offices.b
    (village,) = villages(a, "山泉村")
    key = grown(a, "红色驿站", village, Stage.SUMMARY)
    offices.settle_down(["a", "b"])
    a.brands.back(key, Stage.SUMMARY, "材料不全")
    b.brands.advance(key, Stage.STANDARD, step(3))
    offices.settle_down(["a", "b"])
    for app in (a, b, city):
        row = app.brands.row(key)
        assert row.stage is Stage.PRACTICE
        assert row.way.faults == ("缺少“总结”阶段，已登记的“规范”暂不计。",)
    b.brands.advance(key, Stage.SUMMARY, step(2))
    assert b.brands.row(key).stage is Stage.STANDARD
