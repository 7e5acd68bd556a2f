"""Runs the demonstration and leaves its papers in a folder."""

from __future__ import annotations

import json
import random
import secrets
import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.certificate.document import CertificateKind
from jyguide.demo.simulation import Trainee
from jyguide.documents.files import file_faults
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import CandidateRow, EndedBy, ExamState
from jyguide.folder import NewFolder, create_folder
from jyguide.ids import ExamId, PaperId, SessionId
from jyguide.people.row import PersonRow
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionPlan

WritePdf = Callable[[Sequence[Document], Path], object]
"""Draws documents into one PDF; handed in, since drawing needs Qt and this floor has none."""

STATION = "周庄镇"
_DAY = date(2026, 11, 20)
_ENROLLED = 30
_BLUEPRINT = Blueprint(
    (
        BlueprintLine(ItemKind.SINGLE, 20, 20),
        BlueprintLine(ItemKind.MULTIPLE, 10, 30),
        BlueprintLine(ItemKind.TRUE_FALSE, 10, 10),
        BlueprintLine(ItemKind.FILL_IN, 5, 20),
        BlueprintLine(ItemKind.SHORT_ANSWER, 2, 50),
    ),
    pass_points=700,
    minutes=60,
    shuffle_options=True,
)


class _DemoClock:
    """The afternoon of the sample session, a few seconds later at every look."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 8, 20, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=2)
        return self._now


def run_demo(out_dir: Path, seed: int, write_pdf: WritePdf) -> dict[str, int]:
    """Leave a sample station and everything one session prints in ``out_dir``.

    Returns the counts that also stand in ``summary.json``.

    Raises:
        RuleError: the folder holds something already.
        FileError: it cannot be written; nothing is left behind.
    """
    out_dir = out_dir.resolve()
    if out_dir.exists() and not (out_dir.is_dir() and _is_empty(out_dir)):
        raise RuleError(f"“{out_dir}”里已有内容，没有改动它。", hint="请换一个空文件夹。")
    part = out_dir.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with file_faults(out_dir):
            part.mkdir(parents=True)
            summary = _Demo(part, seed, write_pdf).run()
            text = json.dumps(summary, ensure_ascii=False, indent=1)
            (part / "summary.json").write_text(text + "\n", "utf-8")
            if out_dir.exists():
                out_dir.rmdir()
            part.replace(out_dir)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return summary


def _is_empty(folder: Path) -> bool:
    with file_faults(folder):
        return not any(folder.iterdir())


class _Demo:
    """One run, step by step in the order of the afternoon."""

    def __init__(self, folder: Path, seed: int, write_pdf: WritePdf) -> None:
        self._folder = folder
        self._seed = seed
        self._chance = random.Random(seed)  # noqa: S311 - a demonstration, not a secret
        self._write_pdf = write_pdf
        self._clock = _DemoClock()
        create_folder(folder / "station", NewFolder(STATION), self._clock)

    def run(self) -> dict[str, int]:
        app = open_application(self._folder / "station", self._clock)
        try:
            return self._afternoon(app)
        finally:
            app.close()

    def _afternoon(self, app: Application) -> dict[str, int]:
        imported, refused = self._import_roster(app)
        session_id = self._hold_session(app)
        paper_id = self._draw_paper(app)
        exam_id = app.sittings.open_exam(paper_id, "任前培训结业考试", session_id)
        self._sit_exam(app, exam_id)
        certificates = self._certify(app, session_id)
        session = app.training.session(session_id)
        results = app.results.results(exam_id)
        return {
            "people_imported": imported,
            "rows_refused": refused,
            "items_in_bank": len(app.bank.items(statuses=[ItemStatus.IN_FORCE])),
            "enrolled": session.enrolled,
            "attended": session.attended,
            "attempts": len(results),
            "passed": sum(row.passed for row in results),
            "certificates": certificates,
        }

    def _import_roster(self, app: Application) -> tuple[int, int]:
        source = resources.files("resources").joinpath("sample", "roster.xlsx")
        with resources.as_file(source) as path:
            plan = app.people.plan_roster(path)
            app.people.write_errors(plan, self._folder / "花名册错误.xlsx")
            result = app.people.import_roster(plan)
        return result.imported, plan.refused_rows

    def _hold_session(self, app: Application) -> SessionId:
        session_id = app.training.plan(
            SessionPlan(
                title="2026年第四季度党建指导员任前培训",
                kind=SessionKind.PRE_POST,
                level=SessionLevel.TOWNSHIP,
                starts_on=_DAY,
                ends_on=_DAY,
                place=f"{STATION}党群服务中心二楼会议室",
                lecturer="样例讲师",
                credit_hours=80,
                training_days=10,
            )
        )
        people = self._some(app.people.people(), _ENROLLED)
        app.training.enrol(session_id, [person.id for person in people])
        write_word(app.training.sign_in_sheet(session_id), self._folder / "签到表.docx")
        *present, late, on_leave, _absent = people
        for person in present:
            app.training.sign_in(session_id, person.id)
        app.training.sign_in(session_id, late.id, late=True)
        app.training.settle(session_id, [on_leave.id], Attendance.LEAVE, "公务")
        app.training.settle_rest(session_id, Attendance.ABSENT)
        return session_id

    def _draw_paper(self, app: Application) -> PaperId:
        plan = BlueprintPlan("任前培训结业考试（100分）", _BLUEPRINT, MarkingRule())
        blueprint_id = app.papers.save_blueprint(plan)
        paper_id = app.papers.draw(plan, "任前培训结业考试", self._seed, blueprint_id)
        write_word(app.papers.paper_document(paper_id), self._folder / "试卷.docx")
        write_word(app.papers.key_document(paper_id), self._folder / "答案.docx")
        return paper_id

    def _sit_exam(self, app: Application, exam_id: ExamId) -> None:
        people = {row.id: row for row in app.people.people()}
        for candidate in app.sittings.candidates(exam_id):
            self._sit(app, exam_id, candidate, people[candidate.person_id].id_number[-4:])
        for sheet in app.results.sheets(exam_id):
            given = {line.place.position: line.hint for line in sheet.lines if line.waiting}
            if given:
                app.results.mark_by_hand(sheet.result.attempt_id, given)
        app.sittings.set_state(exam_id, ExamState.CLOSED)
        app.results.write_workbook(exam_id, self._folder / "成绩单.xlsx")

    def _sit(
        self, app: Application, exam_id: ExamId, candidate: CandidateRow, id_tail: str
    ) -> None:
        trainee = Trainee(self._chance.uniform(0.62, 1.0))
        sitting = app.sittings.begin(exam_id, candidate.person_id, id_tail)
        seconds = 0
        for place in sitting.places:
            seconds += self._chance.randrange(10, 70)
            response = trainee.answer(place.content, self._chance)
            if response is not None:
                app.sittings.answer(
                    sitting.attempt_id, place.id, response, later=False, seconds_used=seconds
                )
        app.sittings.hand_in(sitting.attempt_id, seconds, EndedBy.CANDIDATE)

    def _certify(self, app: Application, session_id: SessionId) -> int:
        people = app.certificates.recipients(session_id, CertificateKind.COMPLETION)
        ready = [one.person_id for one in people if one.ready]
        rows = app.certificates.issue(session_id, CertificateKind.COMPLETION, ready, _DAY)
        keys = [row.id for row in rows]
        folder = self._folder / "证书"
        folder.mkdir()
        app.certificates.write_word(keys, folder)
        self._write_pdf(app.certificates.documents(keys), self._folder / "证书.pdf")
        return len(rows)

    def _some(self, people: list[PersonRow], count: int) -> list[PersonRow]:
        chosen = self._chance.sample(people, count)
        return sorted(chosen, key=lambda person: person.pinyin_key)
