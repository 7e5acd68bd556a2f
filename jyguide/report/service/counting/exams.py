"""Numbers of the bank, of exams, certificates and approvals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, or_, select

from db.models import (
    Appointment,
    Attempt,
    Certificate,
    CertificateRevocation,
    Exam,
    Item,
    ItemRevision,
    Marking,
    Person,
    Station,
)
from jyguide.approval.step import APPOINTMENT_KIND_NAMES, AppointmentKind
from jyguide.bank.row import KIND_NAMES, ItemStatus
from jyguide.certificate.kinds import REVOCATION_CAUSE_NAMES, TITLES
from jyguide.exam.service.attempt_events import is_void
from jyguide.exam.service.markings import latest_markings
from jyguide.report.figure import FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    with_station,
    words,
)

_EXAM = (
    Cell("考试", Exam.title),
    Cell("姓名", Person.name),
    Cell("单位", Person.organisation),
    Cell("交卷", Attempt.handed_in_at),
    STATION,
)
_HOME = "按站统计时归组织考试的指导站。"


def _items(statement: Any, asked: Asked) -> Any:
    joined = statement.join(ItemRevision, ItemRevision.id == Item.revision_id).outerjoin(
        Station, Station.id == Item.station_id
    )
    joined = joined.where(Item.status == ItemStatus.IN_FORCE.value)
    if not asked.scope.station:
        return joined
    return joined.where(or_(Item.station_id.is_(None), asked.at_home(Item.station_id)))


def _exams(statement: Any, asked: Asked) -> Any:
    papers = (
        select(Attempt.exam_id)
        .where(
            Attempt.deleted.is_(False),
            asked.moment_within(Attempt.handed_in_at),
            ~is_void(Attempt.id),
        )
        .subquery()
    )
    held = with_station(statement, asked, Exam.station_id)
    return held.where(Exam.id.in_(select(papers.c.exam_id)))


def _papers(statement: Any, asked: Asked) -> Any:
    joined = statement.join(Exam, Exam.id == Attempt.exam_id).outerjoin(
        Person, Person.id == Attempt.person_id
    )
    return with_station(joined, asked, Exam.station_id).where(
        Exam.deleted.is_(False), asked.moment_within(Attempt.handed_in_at), ~is_void(Attempt.id)
    )


def _passes(statement: Any, asked: Asked) -> Any:
    passed = latest_markings().where(Marking.passed.is_(True)).with_only_columns(Attempt.id)
    return _papers(statement, asked).where(Attempt.id.in_(select(passed.subquery().c.id)))


def _certificates(statement: Any, asked: Asked) -> Any:
    joined = statement.outerjoin(Person, Person.id == Certificate.person_id)
    return with_station(joined, asked, Certificate.station_id).where(
        asked.within(Certificate.issued_on)
    )


def _revoked(statement: Any, asked: Asked) -> Any:
    """The city keeps a copy for everybody beside the station's own row: one of the two counts."""
    place = func.row_number().over(
        partition_by=CertificateRevocation.certificate_key,
        order_by=(CertificateRevocation.station_id.is_(None), CertificateRevocation.id),
    )
    ranked = (
        select(CertificateRevocation.id.label("id"), place.label("place"))
        .where(CertificateRevocation.deleted.is_(False))
        .subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place == 1)
    return with_station(statement, asked, CertificateRevocation.station_id).where(
        asked.within(CertificateRevocation.revoked_on), CertificateRevocation.id.in_(first)
    )


def _approved(statement: Any, asked: Asked) -> Any:
    joined = statement.outerjoin(Person, Person.id == Appointment.person_id)
    return with_station(joined, asked, Person.station_id).where(
        asked.within(Appointment.approved_on),
        Appointment.kind != AppointmentKind.HISTORIC.value,
    )


def _exam(key: str, name: str, unit: str, counting: str) -> FigureName:
    return FigureName(key, name, unit, "题库和考试", counting, "exam", home=_HOME)


EXAMS = (
    Counting(
        FigureName(
            "items_in_force",
            "题库试题",
            "题",
            "题库和考试",
            "在用的试题，统一题库和自编的都计。",
            "bank",
            standing=True,
            present=True,
            home="按站统计时计统一题库和该站自编的，各站之和大于全市。",
        ),
        Item,
        (
            Cell("题号", Item.number),
            Cell("题型", ItemRevision.kind, words(KIND_NAMES)),
            Cell("题目", ItemRevision.stem),
            Cell("分类", ItemRevision.category),
            STATION,
        ),
        _items,
    ),
    Counting(
        _exam("exams", "组织考试", "场", "本期有人交卷的考试。"),
        Exam,
        (Cell("考试", Exam.title), STATION),
        _exams,
    ),
    Counting(
        _exam("papers", "参加考试", "人次", "本期交的答卷，每份计一；宣布作废的不计。"),
        Attempt,
        _EXAM,
        _papers,
    ),
    Counting(
        _exam(
            "passes", "考试合格", "人次", "本期交的答卷中，现行评阅结果合格的；宣布作废的不计。"
        ),
        Attempt,
        _EXAM,
        _passes,
    ),
    Counting(
        FigureName(
            "certificates",
            "发放证书",
            "份",
            "证书和批复",
            "本期签发的证书，换发的也计。",
            "certificate",
            home="按站统计时归发证的指导站。",
        ),
        Certificate,
        (
            Cell("签发日期", Certificate.issued_on),
            Cell("证书", Certificate.kind, words(TITLES)),
            Cell("证书序号", Certificate.sequence),
            Cell("姓名", Person.name),
            Cell("单位", Person.organisation),
            STATION,
        ),
        _certificates,
    ),
    Counting(
        FigureName(
            "certificates_revoked",
            "作废证书",
            "份",
            "证书和批复",
            "本期作废的证书，换发时作废的旧证也计。",
            "certificate",
        ),
        CertificateRevocation,
        (
            Cell("作废日期", CertificateRevocation.revoked_on),
            Cell("证书编号", CertificateRevocation.number),
            Cell("原因", CertificateRevocation.cause, words(REVOCATION_CAUSE_NAMES)),
            STATION,
        ),
        _revoked,
    ),
    Counting(
        FigureName(
            "posts_approved",
            "批复上岗",
            "人次",
            "证书和批复",
            "本期批复上岗和续聘的，每次批复计一；历史认定的不计。",
            "approval",
            home="按站统计时归本人所在的指导站。",
        ),
        Appointment,
        (
            Cell("批复日期", Appointment.approved_on),
            Cell("姓名", Person.name),
            Cell("单位", Person.organisation),
            Cell("类别", Appointment.kind, words(APPOINTMENT_KIND_NAMES)),
            Cell("文号", Appointment.number),
            STATION,
        ),
        _approved,
    ),
)
"""What was asked and what was earned."""
