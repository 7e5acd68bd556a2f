"""Visits, talks, brands, openness, drills, scoring and reports of a station; approvals of both."""

from __future__ import annotations

from datetime import date, timedelta

from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import NominationOutcome, SubmissionKind
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import Step
from jyguide.brand.row import BrandFacts
from jyguide.drill.review import Answered, DrillMode, Grade
from jyguide.errors import RuleError
from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.visit_entry import VisitEntry
from jyguide.openness.deal import DealFacts
from jyguide.openness.kinds import DealKind, PartyCategory
from jyguide.openness.notice import NoticeFacts
from jyguide.report.kinds import ReportKind
from jyguide.report.period import Period, PeriodKind
from jyguide.report.service.reports import Wanted
from jyguide.secretary.kinds import TalkKind
from jyguide.secretary.measure import Confirmation, Finish, Plan
from jyguide.secretary.talk import Agreed, TalkFacts
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.measure_steps import Check
from jyguide.standard.measure_steps import Finish as Mended
from jyguide.standard.measure_steps import Plan as MendingPlan
from jyguide.standard.participants import of_known_kind
from jyguide.standard.round import PhasePlan, RoundFacts
from tests.flows.round_figures import CRITERIA, FULL, THRICE
from tests.soak.work import Work

_CHECKER = "赵六"


def log_visits(work: Work) -> None:
    """Households and members that are due."""
    visits = work.app.visits
    lines = [line for kind in TargetKind for line in visits.lines(kind, only_undone=True)]
    if not lines:
        raise RuleError("本期都已走访。")
    lines.sort(key=lambda line: str(line.id))
    chosen = work.some(lines, 1, 3)
    way = work.chance.choice(list(VisitWay))
    entries = [VisitEntry(line.id, work.today, way, "家里都好") for line in chosen]
    logged = work.app.visits.log(entries)
    assert logged.count == len(chosen)
    work.count("grid_visit", logged.count)


def talk(work: Work) -> None:
    """A talk, what was agreed in it, and the measure taken to its end."""
    person = work.chance.choice(work.people())
    facts = TalkFacts(
        person.id, work.today.year, TalkKind.HEART, work.today, "李书记", "班子团结、项目进度"
    )
    agreed = [Agreed("公开不及时", "每月公开", "王伟", work.today + timedelta(days=20))]
    before = {row.id for row in work.app.secretary_measures.ledger()}
    key = work.app.talks.add(facts, agreed)
    (measure,) = {row.id for row in work.app.secretary_measures.ledger()} - before
    work.keep("secretary_talk", [key])
    work.keep("secretary_measure", [measure])
    if work.chance.random() < 0.6:
        due = work.today + timedelta(days=30)
        work.app.secretary_measures.plan({measure: None}, Plan("上墙公开", "王伟", due))
        work.app.secretary_measures.finish({measure: None}, Finish(work.today, "已公开"))
        seen = Confirmation(work.today, _CHECKER)
        work.app.secretary_measures.confirm({measure: None}, seen)
        work.tell_head()


def brand(work: Work) -> None:
    """A new brand, or one that goes a stage further."""
    rows = sorted(work.app.brands.rows(), key=lambda row: str(row.id))
    step = Step(work.today, "活动记录", "王芳")
    onward = [row for row in rows if row.way.next and (row.way.since or date.max) < work.today]
    if onward and work.chance.random() < 0.6:
        row = work.chance.choice(onward)
        assert row.way.next is not None
        work.app.brands.advance(row.id, row.way.next, step)
        work.tell_head()
        return
    village = work.chance.choice(work.villages())
    facts = BrandFacts(f"红色驿站{work.chance.randrange(100_000)}", village)
    key = work.app.brands.add(facts, step)
    assert work.app.brands.row(key).stage is Stage.PRACTICE
    work.keep("brand", [key])


def deal(work: Work) -> None:
    """A deal in collective property; now and then one is removed."""
    village = work.chance.choice(work.app.property_deals.villages())
    price = work.chance.randint(1, 900) * 100_00
    facts = DealFacts(
        village.id, village.name, work.today, DealKind.LEASE, "厂房租赁", price,
        seller=PartyCategory.COLLECTIVE, buyer=PartyCategory.COMPANY,
    )  # fmt: skip
    key = work.app.property_deals.add(facts)
    work.keep("property_deal", [key])
    if work.chance.random() < 0.2:
        work.app.property_deals.remove([key])
        work.drop("property_deal", [key])


def post_notices(work: Work) -> None:
    """What is due on the boards of one item, as the first page lists it."""
    pending = [slot for slot in work.app.openness_notices.pending() if slot.span]
    if not pending:
        raise RuleError("没有到期的公开事项。")
    slot = work.chance.choice(sorted(pending, key=lambda one: str(one.key)))
    assert slot.span is not None
    facts = NoticeFacts(slot.span.key, text="本期收支情况", posted_on=work.today)
    keys = work.app.openness_notices.post(slot.item.id, [slot.place.key], facts)
    work.keep("openness_notice", keys)


def drill(work: Work) -> None:
    """Somebody practises some cards, and takes one grade back."""
    person = work.chance.choice(work.people())
    cards = work.app.drills.session(person.id, DrillMode.QUEUE).cards[:5]
    if not cards:
        raise RuleError("没有要温习的题。")
    for card in cards:
        answered = Answered(
            person.id, card.item_id, card.revision_id, DrillMode.QUEUE,
            work.chance.choice(list(Grade)), 20,
        )  # fmt: skip
        review = work.app.drills.keep(answered).review_id
        work.keep("drill_review", [review])
    if work.chance.random() < 0.3:
        work.app.drills.take_back(review)
        work.drop("drill_review", [review])


def report_month(work: Work) -> None:
    """The report of the month before, drawn up, kept as printed, and as a workbook."""
    kinds = {"city": ReportKind.CITY_MONTH}
    kind = kinds.get(work.pc, ReportKind.STATION_MONTH)
    period = Period.of(PeriodKind.MONTH, work.today.replace(day=1) - timedelta(days=1))
    wanted = Wanted(kind, period)
    report = work.app.period_reports.report(wanted)
    paper = work.app.period_reports.paper(wanted, report)
    work.app.period_reports.keep(paper)
    work.app.period_reports.write_workbook(report, work.room / "月报.xlsx")
    work.tell_head()


# -- branches scored


def score_branch(work: Work) -> None:
    """A round of the month over the villages; one branch of it is scored, what it lost mended."""
    rounds = [row for row in work.app.rounds.rounds() if row.facts.name == _round_name(work)]
    found = rounds[0].id if rounds else _new_round(work)
    branches = sorted(work.app.rounds.branches(found), key=lambda row: str(row.id))
    phase = Phase.SELF_INSPECTION
    done = {task.row.branch_id for task in work.app.inspections.tasks(found)}
    fresh = [row for row in branches if row.id not in done and not _inspected(work, row.id)]
    if not fresh:
        raise RuleError("本轮都已检查。")
    branch = work.chance.choice(fresh)
    key = work.app.inspections.begin(found, branch.id, phase, _CHECKER)
    work.tell_head()
    work.app.inspections.keep(key, work.chance.choice((FULL, THRICE)))
    work.app.inspections.complete(key)
    work.tell_head()
    if work.app.measures.lost_points(found):
        _mend(work, found)


def _mend(work: Work, found):
    raised = work.app.measures.raise_measures(found).ids
    for key in raised:
        due = work.today + timedelta(days=15)
        work.app.measures.plan({key: None}, MendingPlan("补开会议", "王伟", due))
        work.app.measures.finish({key: None}, Mended(work.today, "王伟"))
        work.app.measures.verify({key: None}, Check(work.today, _CHECKER, passed=True))
        work.app.measures.rescore({key: None}, work.today, _CHECKER, {})
    work.tell_head()


def _inspected(work: Work, branch) -> bool:
    return bool(work.app.rounds.inspections(branch))


def _round_name(work: Work) -> str:
    return f"{work.today:%Y年%m月}自查"


def _new_round(work: Work):
    issued = [row for row in work.app.checklists.rows() if row.name == "本站村表"]
    if issued:
        checklist = issued[0].id
    else:
        facts = ChecklistFacts("本站村表", BranchKind.VILLAGE, CRITERIA)
        checklist = work.app.checklists.issue(work.app.checklists.create(facts)).id
    facts = RoundFacts(
        _round_name(work),
        work.today.year,
        {BranchKind.VILLAGE: checklist},
        {phase: PhasePlan() for phase in Phase},
    )
    villages = set(work.villages()[:12])
    candidates = [one for one in work.app.rounds.candidates() if one.organisation_id in villages]
    made = work.app.rounds.create(facts, of_known_kind(candidates))
    work.tell_head()
    return made


# -- to the city and back


def submit(work: Work) -> None:
    """Whoever may take post goes on a list to the city."""
    ready = [
        row.id
        for row in work.app.approvals.standings()
        if row.open_name is None and not row.lacks_for(SubmissionKind.FIRST)
    ]
    if not ready:
        raise RuleError("没有可以上报的人。")
    (key,) = work.app.submissions.draft(work.some(ready, 1, 5), SubmissionKind.FIRST)
    work.keep("submission", [key])
    work.app.submissions.submit(key, work.today)
    work.tell_head()


def decide(work: Work) -> None:
    """The city approves most of what waits, and refuses one."""
    lists = [row for row in work.app.submissions.lists() if row.waiting and not row.is_draft]
    if not lists:
        raise RuleError("没有等待批复的名单。")
    chosen = work.chance.choice(sorted(lists, key=lambda row: str(row.id)))
    names = [
        NameKey(row.submission, row.person.id)
        for row in work.app.submissions.names(chosen.id)
        if row.outcome is NominationOutcome.WAITING
    ]
    *most, last = names
    number = f"澄组〔{work.today.year}〕{work.chance.randrange(10_000)}号"
    term = work.today.replace(year=work.today.year + 3)
    decree = Decree(number, work.today, work.today, term)
    work.app.outcomes.approve(most or names, decree)
    work.tell_head()
    if most:
        work.app.outcomes.refuse([last], work.today, "材料不全")
        work.tell_head()
