"""What the sample stations lack of things that are printed: a quiz, turns, a vote, deals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from jyguide.app import Application
from jyguide.bank.regulation import ClauseMark, NewEdition
from jyguide.brand.scheme import usual_scheme
from jyguide.brand.service.votes import Closing
from jyguide.brand.sheet import Sheet
from jyguide.brand.stars import AwardFacts
from jyguide.brand.vote import VoteFacts
from jyguide.grid.matter import MatterFacts, Reply
from jyguide.ids import RoundBranchId
from jyguide.openness.asset import AssetChange, AssetFacts
from jyguide.openness.cooperative import CooperativeFacts, YearFigures
from jyguide.openness.deal import DealFacts
from jyguide.openness.kinds import (
    AssetChangeKind,
    AssetKind,
    CooperativeKind,
    DealKind,
    PartyCategory,
)
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from jyguide.quiz.oral_record import NewTurn
from jyguide.quiz.picking import Picked
from jyguide.quiz.plan import QuizPlan, QuizRules, Side
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.quiz.scoring import Entry, Round
from jyguide.standard.kinds import Phase
from jyguide.standard.rows import InspectionRow

TURNS = 3
SHAPES = (("A01", (1600, 1200)), ("B03", (1200, 1600)), ("C02", (1600, 900)))
"""Criteria that have a photo, and its pixels."""
COLOURS = ("#b9c8d8", "#d8c9b9", "#c2d3bd")


def fill(
    demo: Application, standard: Application, ledgers: Application, city: Application
) -> None:
    """Add it."""
    _revise(city)
    _notice(standard)
    _photos(standard)
    _say_aloud(demo)
    _quiz(demo)
    villages = [
        one for one in ledgers.organisations.rows() if one.kind is OrganisationKind.VILLAGE
    ]
    today = ledgers.clock().date()
    people = [row.person_id for row in ledgers.secretaries.everybody()[:TURNS]]
    ledgers.selections.add(today.year, people)
    _matters(ledgers, today)
    _vote(ledgers, today)
    _assets(ledgers, villages, today)
    _star(ledgers, villages, today)


def _notice(app: Application) -> None:
    """For the measures of one branch that wait for it."""
    rows = [one.row for one in app.measures.ledger() if one.mine and not one.row.notice_number]
    seen = {row.id: row.version for row in rows if row.branch_id == rows[0].branch_id}
    app.notices.issue(seen, app.notices.suggestion(), app.clock().date())


def _revise(app: Application) -> None:
    """A new edition of what most questions rest on, with two clauses that changed."""
    old = max(
        (row for row in app.regulations.regulations() if row.in_force), key=lambda row: row.items
    )
    marks = [
        ClauseMark("第十一条", "第十二条", "党员大会的次数有变化"),
        ClauseMark("第四条", "", "正式党员人数的规定有变化"),
    ]
    today = app.clock().date()
    new = NewEdition(old.title, f"{today.year}年修订", today.replace(day=1))
    app.regulations.revise(old.id, new, marks)


def fullest(app: Application) -> RoundBranchId:
    """The branch of which most has been scored."""
    rows = app.rounds.branches(app.rounds.rounds()[0].id)
    return max((row.id for row in rows), key=lambda key: len(completed(app, key)))


def completed(app: Application, branch: RoundBranchId) -> list[InspectionRow]:
    """Its inspections that are through, phase by phase."""
    rows = [row for row in app.rounds.inspections(branch) if row.tally is not None]
    return sorted(rows, key=lambda row: list(Phase).index(row.phase))


def _photos(app: Application) -> None:
    """With an inspection of the branch that most is kept of."""
    inspection = completed(app, fullest(app))[-1].id
    with TemporaryDirectory() as folder:
        for place, (code, size) in enumerate(SHAPES):
            path = Path(folder) / f"IMG_{place + 1:04d}.jpg"
            picture = Image.new("RGB", size, COLOURS[place])
            wide, high = size
            ImageDraw.Draw(picture).rectangle(
                (wide // 5, high // 4, wide * 4 // 5, high), fill="#f4f1ea", outline="#5d7089"
            )
            picture.save(path, quality=90)
            app.attachments.add_to_inspection(inspection, code, [path])


def _say_aloud(app: Application) -> None:
    session = max(app.training.sessions(), key=lambda row: row.attended).id
    people, questions = app.orals.present(session), app.orals.questions()
    for place in range(TURNS):
        asked = questions[place]
        ticks = tuple(point % 3 != place for point in range(len(asked.content.key_points)))
        app.orals.judge(
            NewTurn(session, people[place].id, asked.item_id, asked.revision_id, 75, (ticks,))
        )


def _quiz(app: Application) -> None:
    asked = tuple(row.revision_id for row in app.quizzes.offered()[:TURNS])
    items = app.quizzes.choose(Picked(asked), 1).items
    sides = (Side("红旗队"), Side("先锋队"))
    quiz = app.quizzes.begin(QuizPlan("课堂竞答", QuizMode.TEAM, sides, items, QuizRules()))
    for place, revision in enumerate(asked, 1):
        app.quizzes.keep(
            quiz.id,
            place,
            Round(RoundKind.ASK, revision, (Entry(place % 2, "A", right=True, points=100),)),
        )
    app.quizzes.end(quiz.id)


def _matters(app: Application, today: date) -> None:
    raised = today - timedelta(days=12)
    key = app.matters.raise_(
        MatterFacts("村口路灯有三盏不亮，晚上出行不便。", raised, raised_by="承小妹")
    )
    app.matters.raise_(MatterFacts("希望老年活动室周末也开放。", raised, owner="包国梁"))
    seen = next(row for row in app.matters.matters() if row.id == key)
    app.matters.reply(key, seen.version, Reply(today, "已联系供电所，三盏路灯修复亮灯。"))


def _vote(app: Application, today: date) -> None:
    vote = app.brand_votes.add(
        VoteFacts(f"{today.year}年度党建品牌评选", today.year, replace(usual_scheme(), top=1))
    )
    chosen = app.brand_votes.book(vote)
    brands, _ = app.brand_votes.may_stand(chosen.row.facts.scheme)
    app.brand_votes.set_candidates(vote, [one.id for one in brands])
    book = app.brand_votes.book(vote)
    sheets = [
        Sheet(
            f"评委{number}",
            group.code,
            points={
                one.key: 850 + 13 * (number + place)
                for place, one in enumerate(book.row.candidates)
            },
        )
        for number, group in enumerate(book.row.facts.scheme.groups, 1)
    ]
    app.brand_votes.save_sheets(vote, sheets)
    app.brand_votes.close(vote, Closing(today, f"澄组〔{today.year}〕31号"))


def _assets(app: Application, villages: list[OrganisationRow], today: date) -> None:
    year_began = date(today.year, 1, 1)
    for place, village in enumerate(villages[:3], 1):
        first = AssetChange(year_began, AssetChangeKind.OPENING, place * 12_345_600, "上年结转")
        key = app.collective_assets.add(
            AssetFacts(village.id, AssetKind.ASSET, "标准厂房", "元", place="村东工业小区"), first
        )
        more = AssetChange(today, AssetChangeKind.INCREASE, 800_000, "新建仓库", "村发〔2026〕3号")
        app.collective_assets.add_change(key, more)
        made = app.cooperatives.add(
            CooperativeFacts(
                village.id,
                village.name,
                f"{village.name}社区股份合作社",
                CooperativeKind.COMMUNITY_SHARES,
                founded_on=date(2010, 5, 1),
                head=f"{village.name}书记",
            )
        )
        app.cooperatives.set_year(made, YearFigures(today.year, 1_020 + place, 102_000))
        app.property_deals.add(
            DealFacts(
                village.id,
                village.name,
                today - timedelta(days=place),
                DealKind.LEASE,
                "标准厂房出租",
                36_000_000,
                f"JY{today.year}-{place:04d}",
                seller=PartyCategory.COLLECTIVE,
                buyer=PartyCategory.COMPANY,
            )
        )


def _star(app: Application, villages: list[OrganisationRow], today: date) -> None:
    app.stars.award(
        villages[0].id, AwardFacts(1, today, "年度考核优秀，阵地达标", f"澄组〔{today.year}〕40号")
    )
