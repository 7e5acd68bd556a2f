"""What the practice station holds: a year of a station's work, of people nobody has ever met.

Names, numbers and posts come from the samples that ship; their ID numbers are of no district.
Days are reckoned back from today, so that lists of what is due look as they will in earnest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import SubmissionKind
from jyguide.bank.item import ItemKind
from jyguide.certificate.kinds import CertificateKind
from jyguide.clock import Clock
from jyguide.demo.run import sample_file
from jyguide.demo.township_year import head_villages, hold, township_plan
from jyguide.demo.training_day import DemoClock, plan_session, sign_in, sit_exam
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exchange.table.plan import Decision
from jyguide.folder import NewFolder, create_folder
from jyguide.ids import SessionId
from jyguide.people.row import PersonRow
from jyguide.progress import CancelToken, Progress
from jyguide.training.session import SessionKind

STATION = "周庄镇"
USER = "练习员"
_SEED = 20261120
_STEPS = 6
_ENROLLED = 10
_BLUEPRINT = Blueprint(
    (
        BlueprintLine(ItemKind.SINGLE, 10, 40),
        BlueprintLine(ItemKind.MULTIPLE, 5, 60),
        BlueprintLine(ItemKind.TRUE_FALSE, 5, 40),
        BlueprintLine(ItemKind.SHORT_ANSWER, 1, 100),
    ),
    pass_points=600,
    minutes=30,
    shuffle_options=True,
)
"""Short: every answer is written for good, as in earnest, and people wait for the station."""
_AGO = timedelta(days=9)
"""The day of the training, its exam and its certificates."""
_AHEAD = timedelta(days=12)
_KINDS = SessionKind
_HELD = (
    ("领头雁工作讲坛", _KINDS.QUARTERLY_FORUM, 250, 1, 5, 9),
    ("村级议事规则专题教学", _KINDS.TOPIC_LECTURE, 205, 1, 10, 10),
    ("华西片区外出考察", _KINDS.STUDY_VISIT, 140, 2, 20, 7),
    ("年轻后备人才培训班", _KINDS.RESERVE_TALENT, 75, 2, 20, 4),
    ("领头雁工作讲坛（第二期）", _KINDS.QUARTERLY_FORUM, 40, 1, 5, 8),
)
"""Title, kind, days ago, days long, tenths of a day that count, how many of them came."""


def fill_station(folder: Path, clock: Clock, progress: Progress, cancel: CancelToken) -> None:
    """Make the practice station in a folder that nobody knows of yet.

    Raises:
        FileError: it cannot be written.
        Cancelled: somebody asked to stop.
    """
    day = clock().date() - _AGO
    morning = DemoClock(day)
    create_folder(folder, NewFolder(STATION, user=USER, practice=True), morning)
    app = open_application(folder, morning)
    try:
        for done, text in enumerate(_fill(app, day)):
            cancel.check()
            progress.step(done, _STEPS, text)
    finally:
        app.close()


def _fill(app: Application, day: date) -> Iterator[str]:
    """Says what comes next before it is done; each step rests on those before."""
    yield "正在放入单位和花名册"
    _take_in_samples(app)
    yield "正在安排村和村书记"
    heads = head_villages(app)
    yield "正在补上一年的培训"
    _hold_sessions(app, heads, day)
    yield "正在办一期任前培训"
    session = _train(app, day)
    yield "正在出卷、考试、阅卷"
    _examine(app, session)
    yield "正在发证、报市级"
    _certify(app, session, day)
    _approve(app, day)
    yield "练习库好了"


def _take_in_samples(app: Application) -> None:
    """Organisations, and everybody at his own with the role that his post suggests."""
    with sample_file("organisations.csv") as path:
        app.organisation_files.take_in(app.organisation_files.plan(path))
    with sample_file("roster.xlsx") as path:
        app.rosters.take_in(app.rosters.plan(path), Decision(suggestions=True))


def _hold_sessions(app: Application, people: Sequence[PersonRow], day: date) -> None:
    """A year of them, at which some of these were; one is still to come."""
    for title, kind, ago, long, tenths, come in _HELD:
        plan = township_plan(title, kind, day - timedelta(ago), long, tenths)
        hold(app, plan, people, come)
    coming = day + _AGO + _AHEAD
    app.training.plan(township_plan("党务实务专题讲座", _KINDS.TOPIC_LECTURE, coming, 1, 10))


def _train(app: Application, day: date) -> SessionId:
    """One session with its roll, of people of all kinds."""
    chance = random.Random(_SEED)  # noqa: S311 - made-up people, not a secret
    people = sorted(chance.sample(app.people.people(), _ENROLLED), key=lambda one: one.pinyin_key)
    session = plan_session(app, people, "党建指导员任前培训", day)
    sign_in(app, session, people)
    return session


def _examine(app: Application, session: SessionId) -> None:
    """A paper drawn, sat and marked."""
    plan = BlueprintPlan("任前培训结业考试（100分）", _BLUEPRINT, MarkingRule())
    paper = app.papers.draw(plan, "任前培训结业考试", _SEED, app.papers.save_blueprint(plan))
    exam = app.sittings.open_exam(paper, "任前培训结业考试", session)
    sit_exam(app, exam, random.Random(_SEED))  # noqa: S311 - as above


def _certify(app: Application, session: SessionId, day: date) -> None:
    """Whoever came and passed gets his certificate."""
    kind = CertificateKind.COMPLETION
    ready = [one.person_id for one in app.certificates.recipients(session, kind) if one.ready]
    app.certificates.issue(session, kind, ready, day)


def _approve(app: Application, day: date) -> None:
    """Who may take post goes on a list, and most of it comes back approved."""
    first = SubmissionKind.FIRST
    ready = [row.id for row in app.approvals.standings() if not row.lacks_for(first)]
    for made in app.submissions.draft(ready, first):
        app.submissions.submit(made, day)
        keys = [NameKey(made, row.person.id) for row in app.submissions.names(made)]
        ends = date(day.year + 3, day.month, 1) - timedelta(days=1)
        decree = Decree(f"澄组〔{day.year}〕12号", day, day, ends)
        app.outcomes.approve(keys[: len(keys) * 3 // 4], decree)
