"""The tabs that list what other areas keep of a person."""

from __future__ import annotations

from functools import partial

from jyguide.approval.gate import GATE_NAMES, GateView
from jyguide.certificate.kinds import TITLES
from jyguide.certificate.row import CertificateRow
from jyguide.documents.dates import span_text, tenths_text
from jyguide.exam.taken import ExamTaken, TrainingTaken
from jyguide.ids import PersonId
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
)
from ui.desk import Desk
from ui.people.file.facts import PersonFacts
from ui.people.file.services import FileServices
from ui.people.file.tab import FileTab, ListTab
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Adds, Column, EmptyText, RowTable

_TRAININGS: tuple[Column[TrainingTaken], ...] = (
    Column(
        "时间",
        lambda row: span_text(row.starts_on, row.ends_on),
        lambda row: row.starts_on,
        width=210,
    ),
    Column("培训", lambda row: row.title, width=300),
    Column("类型", lambda row: SESSION_KIND_NAMES[row.kind], width=130),
    Column("级别", lambda row: SESSION_LEVEL_NAMES[row.level], align=CENTRE, width=64),
    Column(
        "考勤",
        lambda row: ATTENDANCE_NAMES[row.attendance] if row.attendance is not None else "已登记",
        align=CENTRE,
        width=80,
        tone=lambda row: Tone.GOOD if row.attended else Tone.NEUTRAL,
    ),
    Column(
        "学时",
        lambda row: tenths_text(row.hours) if row.attended and row.hours else "—",
        lambda row: row.hours,
        align=RIGHT,
        width=64,
        adds=Adds.SUM,
    ),
    Column(
        "天数",
        lambda row: tenths_text(row.days) if row.attended and row.days else "—",
        lambda row: row.days,
        align=RIGHT,
        width=64,
        adds=Adds.SUM,
    ),
    Column("举办单位", lambda row: row.organiser, width=140),
)

_EXAMS: tuple[Column[ExamTaken], ...] = (
    Column("日期", lambda row: row.on.isoformat(), lambda row: row.on, width=110),
    Column("考试", lambda row: row.title, width=280),
    Column("得分", lambda row: row.mark_text, align=RIGHT, width=100),
    Column(
        "结果",
        lambda row: row.outcome,
        align=CENTRE,
        width=84,
        tone=lambda row: Tone.GOOD if row.outcome == "合格" else Tone.NEUTRAL,
    ),
    Column("所属培训", lambda row: row.session, width=240),
)

_CERTIFICATES: tuple[Column[CertificateRow], ...] = (
    Column("编号", lambda row: row.number, width=240, mono=True),
    Column("证书", lambda row: TITLES[row.kind], width=110),
    Column("发证日期", lambda row: row.issued_on.isoformat(), width=110),
    Column(
        "状态",
        lambda row: f"已换发为 {row.replaced_by}" if row.replaced_by else "有效",
        width=200,
        tone=lambda row: Tone.NEUTRAL if row.replaced_by else Tone.GOOD,
    ),
    Column("培训或考试", lambda row: row.subject, width=240),
)

_GATES: tuple[Column[GateView], ...] = (
    Column("步骤", lambda row: GATE_NAMES[row.gate], width=130),
    Column(
        "",
        lambda row: "已具备" if row.met else "还缺",
        align=CENTRE,
        width=84,
        tone=lambda row: Tone.GOOD if row.met else Tone.WARN,
    ),
    Column("日期", lambda row: row.on.isoformat() if row.on else "", width=110),
    Column("依据或所缺", lambda row: row.source if row.met else _lack(row), width=400),
)


def _lack(row: GateView) -> str:
    return "；".join(filter(None, (row.missing, row.way)))


def trainings_tab(desk: Desk, services: FileServices) -> FileTab:
    """培训: sessions and trainings entered."""
    read = partial(_trainings, services)
    empty = EmptyText("还没有培训", "报名参加培训后，这里列出每一期。", icon_name="training")
    return ListTab("file_trainings", desk, read, _TRAININGS, empty)


def exams_tab(desk: Desk, services: FileServices) -> FileTab:
    """考试: attempts with marks and outcome."""
    read = partial(_exams, services)
    empty = EmptyText("还没有考试", "参加考试后，这里列出成绩。", icon_name="exam")
    return ListTab("file_exams", desk, read, _EXAMS, empty)


def certificates_tab(desk: Desk, services: FileServices) -> FileTab:
    """证书: all of them, replaced ones too."""
    read = partial(_certificates, services)
    empty = EmptyText("还没有证书", "发放证书后，这里列出编号。", icon_name="certificate")
    return ListTab("file_certificates", desk, read, _CERTIFICATES, empty)


def _trainings(services: FileServices, person_id: PersonId) -> list[TrainingTaken]:
    return services.app.person_records.trainings(person_id)


def _exams(services: FileServices, person_id: PersonId) -> list[ExamTaken]:
    return services.app.person_records.exams(person_id)


def _certificates(services: FileServices, person_id: PersonId) -> list[CertificateRow]:
    return services.app.certificates.certificates(person_id=person_id)


class GatesTab(FileTab):
    """上岗: each step of the way with what it rests on or what is missing."""

    def __init__(self) -> None:
        super().__init__("file_gates")
        empty = EmptyText(
            "不是指导员", "列入指导员名单后，这里逐项显示上岗条件。", icon_name="check"
        )
        self.table: RowTable[GateView] = RowTable(_GATES, unit="项", empty=empty)
        self.table.setObjectName("file_gates_list")
        self.layout_.addWidget(self.table)

    def fetch(self, facts: PersonFacts) -> None:
        self.table.set_rows(facts.gates)
