"""Runs the demonstration and leaves its papers in a folder."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.approval.step import SubmissionKind
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.certificate.kinds import CertificateKind
from jyguide.demo.fresh import filled_folder
from jyguide.demo.training_day import DAY, DemoClock, plan_session, sign_in, sit_exam
from jyguide.demo.training_year import fill_year, secretaries
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exchange.table.plan import Decision
from jyguide.folder import NewFolder, create_folder
from jyguide.ids import ExamId, PaperId, SessionId
from jyguide.people.row import PersonRow

WritePdf = Callable[[Sequence[Document], Path], object]
"""Draws documents into one PDF; handed in, since drawing needs Qt and this floor has none."""

STATION = "周庄镇"
_ENROLLED = 30
_FIRST = SubmissionKind.FIRST
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


def run_demo(out_dir: Path, seed: int, write_pdf: WritePdf) -> dict[str, int]:
    """Leave a sample station and everything one session prints in ``out_dir``.

    Returns the counts that also stand in ``summary.json``.

    Raises:
        RuleError: the folder holds something already.
        FileError: it cannot be written; nothing is left behind.
    """
    with filled_folder(out_dir) as part:
        summary = _Demo(part, seed, write_pdf).run()
        text = json.dumps(summary, ensure_ascii=False, indent=1)
        (part / "summary.json").write_text(text + "\n", "utf-8")
    return summary


class _Demo:
    """One run, step by step in the order of the afternoon."""

    def __init__(self, folder: Path, seed: int, write_pdf: WritePdf) -> None:
        self._folder = folder
        self._seed = seed
        self._chance = random.Random(seed)  # noqa: S311 - a demonstration, not a secret
        self._write_pdf = write_pdf
        self._clock = DemoClock()
        create_folder(folder / "station", NewFolder(STATION), self._clock)

    def run(self) -> dict[str, int]:
        app = open_application(self._folder / "station", self._clock)
        try:
            return self._afternoon(app)
        finally:
            app.close()

    def _afternoon(self, app: Application) -> dict[str, int]:
        organisations = self._import_organisations(app)
        imported, refused = self._import_roster(app)
        people = app.people.people()
        fill_year(app)
        session_id = self._hold_session(app, people)
        paper_id = self._draw_paper(app)
        exam_id = app.sittings.open_exam(paper_id, "任前培训结业考试", session_id)
        self._sit_exam(app, exam_id)
        certificates = self._certify(app, session_id)
        submitted = self._submit(app)
        session = app.training.session(session_id)
        results = app.results.results(exam_id)
        return {
            "organisations": organisations,
            "people_imported": imported,
            "rows_refused": refused,
            "people_placed": sum(row.organisation_id is not None for row in people),
            "village_secretaries": len(secretaries(people)),
            "sessions": len(app.training.sessions()),
            "items_in_bank": len(app.bank.items(statuses=[ItemStatus.IN_FORCE])),
            "enrolled": session.enrolled,
            "attended": session.attended,
            "attempts": len(results),
            "passed": sum(row.passed for row in results),
            "certificates": certificates,
            "submitted": submitted,
        }

    def _import_organisations(self, app: Application) -> int:
        with sample_file("organisations.csv") as path:
            plan = app.organisation_files.plan(path)
            return app.organisation_files.take_in(plan).imported

    def _import_roster(self, app: Application) -> tuple[int, int]:
        """Everybody at his organisation, with the role that his post suggests."""
        with sample_file("roster.xlsx") as path:
            plan = app.rosters.plan(path)
            app.rosters.write_errors(plan, self._folder / "花名册错误.xlsx")
            result = app.rosters.take_in(plan, Decision(suggestions=True))
        return result.imported, plan.refused_rows

    def _hold_session(self, app: Application, everybody: list[PersonRow]) -> SessionId:
        people = self._some(everybody, _ENROLLED)
        session_id = plan_session(app, people, "2026年第四季度党建指导员任前培训")
        write_word(app.training.sign_in_sheet(session_id), self._folder / "签到表.docx")
        sign_in(app, session_id, people)
        return session_id

    def _draw_paper(self, app: Application) -> PaperId:
        plan = BlueprintPlan("任前培训结业考试（100分）", _BLUEPRINT, MarkingRule())
        blueprint_id = app.papers.save_blueprint(plan)
        paper_id = app.papers.draw(plan, "任前培训结业考试", self._seed, blueprint_id)
        write_word(app.papers.paper_document(paper_id), self._folder / "试卷.docx")
        write_word(app.papers.key_document(paper_id), self._folder / "答案.docx")
        return paper_id

    def _sit_exam(self, app: Application, exam_id: ExamId) -> None:
        sit_exam(app, exam_id, self._chance)
        app.results.write_workbook(exam_id, self._folder / "成绩单.xlsx")

    def _certify(self, app: Application, session_id: SessionId) -> int:
        people = app.certificates.recipients(session_id, CertificateKind.COMPLETION)
        ready = [one.person_id for one in people if one.ready]
        rows = app.certificates.issue(session_id, CertificateKind.COMPLETION, ready, DAY)
        keys = [row.id for row in rows]
        folder = self._folder / "证书"
        folder.mkdir()
        app.certificates.write_word(keys, folder)
        self._write_pdf(app.certificates.documents(keys), self._folder / "证书.pdf")
        return len(rows)

    def _submit(self, app: Application) -> int:
        """Everybody who may take post goes on one list to the city."""
        ready = [row.id for row in app.approvals.standings() if not row.lacks_for(_FIRST)]
        (list_id,) = app.submissions.draft(ready, _FIRST)
        app.submissions.submit(list_id, DAY)
        write_word(app.approval_papers.request(list_id), self._folder / "上岗请示.docx")
        return len(app.submissions.names(list_id))

    def _some(self, people: list[PersonRow], count: int) -> list[PersonRow]:
        chosen = self._chance.sample(people, count)
        return sorted(chosen, key=lambda person: person.pinyin_key)


def sample_file(name: str) -> AbstractContextManager[Path]:
    """A file that ships as a sample, for as long as it is read."""
    return resources.as_file(resources.files("resources").joinpath("sample", name))
