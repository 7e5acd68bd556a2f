"""Training, exams and certificates of a station."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from jyguide.attachment.kind import AttachmentKind
from jyguide.bank.item import ItemKind
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.demo.simulation import Trainee
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import EndedBy, ExamState, Sitting
from jyguide.ids import AttemptId, ExamId, SessionId
from jyguide.people.row import PersonRow
from jyguide.training.feedback import Slip, read_ratings
from jyguide.training.lecturer import TeachingLine
from jyguide.training.session import (
    Attendance,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionStage,
)
from tests.jyguide.attachment.pictures import a_jpeg
from tests.soak.work import Work

_PLAN = BlueprintPlan(
    "结业考试",
    Blueprint(
        (
            BlueprintLine(ItemKind.SINGLE, 5, 10),
            BlueprintLine(ItemKind.MULTIPLE, 2, 10),
            BlueprintLine(ItemKind.TRUE_FALSE, 3, 10),
            BlueprintLine(ItemKind.SHORT_ANSWER, 1, 20),
        ),
        pass_points=60,
        minutes=30,
        shuffle_options=True,
    ),
    MarkingRule(),
)
_ONES = (SessionKind.TOPIC_LECTURE, SessionKind.STUDY_VISIT, SessionKind.QUARTERLY_FORUM)


def hold_session(work: Work) -> None:
    """Planned, enrolled, signed in, settled; sometimes with its record."""
    session, people = _enrolled(work, work.chance.choice(_ONES), 5, 14)
    _sign_in(work, session, people)
    if work.chance.random() < 0.3:
        _keep_record(work, session)


def plan_ahead(work: Work) -> None:
    """A session that is to come, then moved by some days, or called off."""
    key = work.app.training.plan(_plan(work, SessionKind.TOPIC_LECTURE, ahead=30))
    work.keep("training_session", [key])
    row = work.app.training.session(key)
    moved = row.plan.starts_on + timedelta(days=work.chance.randint(1, 9))
    called_off = work.chance.random() < 0.2
    stage = SessionStage.CANCELLED if called_off else SessionStage.FIXED
    plan = replace(row.plan, starts_on=moved, ends_on=moved, stage=stage)
    work.app.training.change(key, plan, seen=row.version)
    work.tell_head()
    if work.chance.random() < 0.3:
        work.app.training.drop(key)
        work.drop("training_session", [key])


def hold_exam(work: Work) -> None:
    """A session with its exam: sat with interruptions, marked, certified."""
    session, people = _enrolled(work, SessionKind.PRE_POST, 4, 7)
    for person in people:
        work.app.training.sign_in(session, person.id, late=False)
    work.tell_head()
    paper = work.app.papers.draw(_PLAN, f"结业考试 {work.today}", work.chance.randrange(1 << 30))
    work.keep("paper", [paper])
    exam = work.app.sittings.open_exam(paper, "结业考试", session)
    work.keep("exam", [exam])
    for person in people:
        _sit(work, exam, person)
    _mark(work, exam)
    work.app.sittings.set_state(exam, ExamState.CLOSED)
    work.tell_head()
    ready = work.app.certificates.recipients(session, CertificateKind.COMPLETION)
    keys = [one.person_id for one in ready if one.ready]
    if keys:
        kind = CertificateKind.COMPLETION
        rows = work.app.certificates.issue(session, kind, keys, work.today)
        work.keep("certificate", [row.id for row in rows])
        work.fact("certificates issued", len(rows))


def print_papers(work: Work) -> None:
    """The certificates and the sheet of a session as Word files."""
    issued = work.app.certificates.certificates()
    if issued:
        chosen = [row.id for row in work.some(issued, 1, 3)]
        written = work.app.certificates.write_word(chosen, work.room)
        assert written
    sessions = work.app.training.sessions()
    if sessions:
        sheet = work.app.training.sign_in_sheet(work.chance.choice(sessions).id)
        write_word(sheet, work.room / "签到表.docx")


def correct_key(work: Work) -> None:
    """The key of an item was wrong; everybody who sat it is marked anew."""
    results = work.app.sittings.exams()
    sat = [row for row in results if row.id in _own_exams(work)]
    if not sat:
        raise RuleError("还没有考试。")
    exam = work.chance.choice(sorted(sat, key=lambda row: str(row.id)))
    places = [
        place
        for place in work.app.papers.paper(exam.paper_id).places
        if place.content.kind is ItemKind.SINGLE
    ]
    place = work.chance.choice(places)
    work.app.corrections.correct(place.revision_id, Treatment.FULL_MARKS, [], "题目有误")
    work.count("key_change", 1)


def revoke_and_reissue(work: Work) -> None:
    """One certificate is lost and issued anew, another revoked."""
    valid = [
        row
        for row in sorted(work.app.certificates.certificates(), key=lambda row: str(row.id))
        if row.revoked is None and str(row.id) in work.ledger.rows["certificate"]
    ]
    if len(valid) < 2:
        raise RuleError("还没有证书。")
    lost, wrong = work.chance.sample(valid, 2)
    again = work.app.certificates.reissue(lost.id, work.today)
    work.keep("certificate", [again.id])
    work.app.revocations.revoke([wrong.id], RevocationCause.WRONG, work.today, "姓名有误")
    work.tell_head()


def add_attachments(work: Work) -> None:
    """Photos of a session; some of them removed again, and what nothing names is swept."""
    sessions = sorted(work.ledger.made.get(work.pc, {}).get("training_session", ()))
    if not sessions:
        raise RuleError("还没有培训。")
    session = SessionId(_key(work.chance.choice(sessions)))
    size = (200 + work.chance.randrange(100), 200)
    paths = []
    for number in range(2):
        path = work.room / f"照片{number}.jpg"
        path.write_bytes(a_jpeg((size[0] + number, size[1]), colour=_colour(work.chance)))
        paths.append(path)
    added = work.app.attachments.add(session, AttachmentKind.PHOTO, paths)
    work.keep("attachment", added.kept)
    if work.chance.random() < 0.5 and added.kept:
        work.app.attachments.remove(added.kept[:1])
        work.drop("attachment", added.kept[:1])
    work.app.attachments.sweep()


# -- parts


def _plan(work: Work, kind: SessionKind, ahead: int = 0) -> SessionPlan:
    day = work.today + timedelta(days=ahead)
    return SessionPlan(
        title=f"{day:%m月%d日}培训 {work.chance.randrange(10_000)}",
        kind=kind,
        level=SessionLevel.TOWNSHIP,
        starts_on=day,
        ends_on=day,
        place="党群服务中心二楼会议室",
        credit_hours=40,
        training_days=5,
        starts_at=9 * 60,
        ends_at=11 * 60 + 30,
    )


def _enrolled(
    work: Work, kind: SessionKind, least: int, most: int
) -> tuple[SessionId, list[PersonRow]]:
    session = work.app.training.plan(_plan(work, kind))
    work.keep("training_session", [session])
    people = work.some(work.people(), least, most)
    new = work.app.training.enrol(session, [row.id for row in people])
    assert new == len(people)
    work.count("enrolment", new)
    return session, people


def _sign_in(work: Work, session: SessionId, people: list[PersonRow]) -> None:
    *most, last = people
    for person in most:
        work.app.training.sign_in(session, person.id, late=work.chance.random() < 0.1)
    work.app.training.settle(session, [last.id], Attendance.LEAVE, "公务")
    work.app.training.settle_rest(session, Attendance.ABSENT)
    work.tell_head()
    row = work.app.training.session(session)
    assert (row.enrolled, row.attended) == (len(people), len(most)), row


def _keep_record(work: Work, session: SessionId) -> None:
    app = work.app
    app.teaching.assign(session, [TeachingLine(None, "样例讲师", "百问一口清", 240)])
    typed = ["".join(work.chance.choices("345", k=5)) for _ in range(4)]
    app.feedback.put_all(session, [Slip(at, read_ratings(one)) for at, one in enumerate(typed, 1)])
    work.count("feedback_slip", len(typed))
    app.records.write_summary(session, "学习了百问一口清，参训人员反映良好。")
    write_word(app.records.record(session), work.room / "纪实.docx")
    work.tell_head()


def _sit(work: Work, exam: ExamId, person: PersonRow) -> None:
    """He answers half, is interrupted where chance will have it, and goes on."""
    app, tail = work.app, person.id_number[-4:]
    sitting = app.sittings.begin(exam, person.id, tail)
    half = len(sitting.places) // 2
    trainee = Trainee(work.chance.uniform(0.7, 1.0))
    _answer(work, sitting, trainee, range(half))
    if work.chance.random() < 0.4:
        attempt = sitting.attempt_id
        sitting = app.sittings.begin(exam, person.id, tail)
        assert sitting.attempt_id == attempt
        work.fact("interrupted sittings")
    _answer(work, sitting, trainee, range(half, len(sitting.places)))
    app.sittings.hand_in(sitting.attempt_id, 600, EndedBy.CANDIDATE)
    work.keep("attempt", [sitting.attempt_id])


def _answer(work: Work, sitting: Sitting, trainee: Trainee, places: range) -> None:
    for at in places:
        place = sitting.places[at]
        response = trainee.answer(place.content, work.chance)
        if response is not None:
            work.app.sittings.answer(
                sitting.attempt_id, place.id, response, later=False, seconds_used=30 * at
            )


def _mark(work: Work, exam: ExamId) -> None:
    given: dict[AttemptId, dict[int, int]] = {}
    for sheet in work.app.results.sheets(exam):
        waiting = {line.place.position: line.hint for line in sheet.lines if line.waiting}
        if waiting:
            given[sheet.result.attempt_id] = waiting
    if given:
        work.app.results.mark_all(given)
        work.tell_head()


def _own_exams(work: Work) -> set[ExamId]:
    return {ExamId(_key(one)) for one in work.ledger.made.get(work.pc, {}).get("exam", ())}


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return (chance.randrange(256), chance.randrange(256), chance.randrange(256))


def _key(text: str) -> UUID:
    return UUID(text)
