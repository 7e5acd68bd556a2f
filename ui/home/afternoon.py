"""The five steps from a roster to certificates, and how far each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jyguide.app import Application
from jyguide.certificate.kinds import CertificateKind
from jyguide.exam.row import ExamRow, ResultRow
from jyguide.training.session import SessionRow

_FRESH = timedelta(days=30)
"""How long a session that is over may still be the one at hand."""


class StepState(Enum):
    """DONE; NEXT, which is the first step not done; LATER."""

    DONE = "done"
    NEXT = "current"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the main job.

    Attributes:
        place: Where it is done, as of `Page.wanted`.
        standing: How far it is, in figures, as a sentence.
        button: What the button says.
    """

    title: str
    place: str
    standing: str
    button: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts that decide how far a session is.

    Attributes:
        waiting: Papers with answers a person has yet to mark.
        ready: People who may be given a certificate and have none.
    """

    people: int = 0
    enrolled: int = 0
    attended: int = 0
    exams: int = 0
    handed_in: int = 0
    still_sitting: int = 0
    waiting: int = 0
    passed: int = 0
    ready: int = 0
    issued: int = 0

    @property
    def unfinished(self) -> bool:
        """Whether something that was begun still has to be brought to its end.

        People may be ready for certificates nobody means to give: after a lecture without an
        exam that alone keeps no session open.
        """
        begun = self.handed_in or self.issued
        return bool(self.still_sitting or self.waiting or (self.ready and begun))


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The steps for the session at hand; none when nothing is planned."""

    session: SessionRow | None
    steps: tuple[Step, ...]


def read_afternoon(
    app: Application,
    today: date,
    people: int,
    sessions: Sequence[SessionRow],
    exams: Sequence[ExamRow],
) -> Afternoon:
    """Find the office's session at hand and count; called on the worker thread.

    It is today's, else one of the last days that is not finished, else the next, else the last.
    The city reads the sessions of all stations: theirs are not its afternoon.
    """
    sessions = [row for row in sessions if row.own]
    going_on = [row for row in sessions if row.plan.starts_on <= today <= row.plan.ends_on]
    recent = [row for row in sessions if today - _FRESH <= row.plan.ends_on < today]
    for row in (*going_on, *recent):
        tally = _tally(app, row, people, exams)
        if row in going_on or tally.unfinished:
            return Afternoon(row, steps_of(tally, row))
    session = _next_or_last(sessions, today)
    tally = Tally(people=people) if session is None else _tally(app, session, people, exams)
    return Afternoon(session, steps_of(tally, session))


def _next_or_last(sessions: Sequence[SessionRow], today: date) -> SessionRow | None:
    """`sessions` are given with the newest first."""
    ahead = [row for row in sessions if row.plan.starts_on > today]
    return ahead[-1] if ahead else next(iter(sessions), None)


def _tally(app: Application, session: SessionRow, people: int, exams: Iterable[ExamRow]) -> Tally:
    held = [row for row in exams if row.session_id == session.id]
    results = [one for row in held if row.handed_in for one in app.results.results(row.id)]
    recipients = app.certificates.recipients(session.id, CertificateKind.COMPLETION)
    return Tally(
        people=people,
        enrolled=session.enrolled,
        attended=session.attended,
        exams=len(held),
        handed_in=sum(row.handed_in for row in held),
        still_sitting=sum(row.attempts - row.handed_in for row in held),
        waiting=sum(_waits(one) for one in results),
        passed=sum(one.passed and not _waits(one) for one in results),
        ready=sum(one.ready for one in recipients) if session.attended else 0,
        issued=len(app.certificates.certificates(session.id)),
    )


def _waits(result: ResultRow) -> bool:
    return result.waiting > 0


def steps_of(tally: Tally, session: SessionRow | None = None) -> tuple[Step, ...]:
    """The five steps, for a session; what is done stays done, whatever comes before it."""
    done = (
        tally.people > 0,
        tally.attended > 0,
        tally.handed_in > 0 and not tally.still_sitting,
        tally.handed_in > 0 and not tally.waiting and not tally.still_sitting,
        tally.issued > 0 and not tally.ready,
    )
    first_open = done.index(False) if False in done else len(done)
    states = [
        StepState.DONE if is_done else StepState.NEXT if at == first_open else StepState.LATER
        for at, is_done in enumerate(done)
    ]
    standings = (_roster, _training, _exam, _marking, _certificates)
    return tuple(
        Step(title, _place(place, session), standing(tally), button, state)
        for (title, place, button), standing, state in zip(_STEPS, standings, states, strict=True)
    )


def _place(place: str, session: SessionRow | None) -> str:
    return f"{_TRAINING}:session:{session.id}" if place == _TRAINING and session else place


_TRAINING = "training"
_STEPS = (
    ("导入花名册", "people", "打开人员"),
    ("安排培训并签到", _TRAINING, "打开培训"),
    ("组卷考试", "exam:exams", "打开考试"),
    ("评阅成绩", "exam:results", "打开成绩"),
    ("发证书", "certificate", "打开证书"),
)


def _roster(tally: Tally) -> str:
    return f"在册 {tally.people:,} 人" if tally.people else "还没有人员，可从 Excel 花名册导入"


def _training(tally: Tally) -> str:
    if not tally.enrolled:
        return "还没有报名"
    return f"报名 {tally.enrolled} 人，签到 {tally.attended} 人"


def _exam(tally: Tally) -> str:
    if not tally.exams:
        return "还没有安排考试"
    said = [f"{tally.exams} 场考试", f"交卷 {tally.handed_in} 人"]
    if tally.still_sitting:
        said.append(f"正在答题 {tally.still_sitting} 人")
    return "，".join(said)


def _marking(tally: Tally) -> str:
    if not tally.handed_in:
        return "交卷后评阅简答题"
    if tally.waiting:
        return f"待评阅 {tally.waiting} 份，已合格 {tally.passed} 人"
    return f"已评完 {tally.handed_in} 份，合格 {tally.passed} 人"


def _certificates(tally: Tally) -> str:
    said = [f"已发 {tally.issued} 张"] if tally.issued else []
    if tally.ready:
        said.append(f"还可发 {tally.ready} 人" if tally.issued else f"可发 {tally.ready} 人")
    return "，".join(said) or "达到条件后可以发"
