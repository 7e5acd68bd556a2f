"""The demonstration: every file it promises is there, opens, and agrees with its database."""

import json
import re

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from jyguide.app import open_application
from jyguide.bank.row import ItemStatus
from jyguide.cli.root import cli
from jyguide.cli.session import write_pdf
from jyguide.demo.run import run_demo
from jyguide.errors import FileError, RuleError
from jyguide.people.person import PersonRole

FILES = {
    *("station", "花名册错误.xlsx", "签到表.docx", "试卷.docx", "答案.docx", "成绩单.xlsx"),
    *("证书", "证书.pdf", "上岗请示.docx", "summary.json"),
}
COUNTS = {
    *("organisations", "people_imported", "rows_refused", "people_placed", "village_secretaries"),
    *("items_in_bank", "sessions", "enrolled", "attended", "attempts", "passed", "certificates"),
    "submitted",
}
ENROLLED = 10
"""A third of those whom users see: each of them answers 47 questions, one by one."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory, qapp):
    """The folder the command leaves, and what it said."""
    out = tmp_path_factory.mktemp("demo") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jyguide.demo.run._ENROLLED", ENROLLED)
        result = CliRunner().invoke(cli, ["demo", str(out)])
    assert (result.exit_code, result.stderr) == (0, "")
    return out, result.stdout.splitlines()


@pytest.fixture(scope="module")
def out(demo):
    return demo[0]


@pytest.fixture(scope="module")
def counts(out):
    return json.loads((out / "summary.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def app(out):
    application = open_application(out / "station")
    yield application
    application.close()


def words(path):
    return "".join(node.text or "" for node in Document(path).element.iter())


def rows(path, sheet=0):
    return list(load_workbook(path).worksheets[sheet].iter_rows(values_only=True))


def the_session(app):
    """The one whose papers lie in the folder: it has an exam."""
    (exam,) = app.sittings.exams()
    return app.training.session(exam.session_id)


def test_the_folder_holds_what_is_promised_and_nothing_else(out):
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_counts_are_told_twice_alike(demo, counts):
    first, *lines = demo[1]
    assert "未加密" in first
    assert lines == [f"{name}\t{count}" for name, count in counts.items()]
    assert set(counts) == COUNTS
    assert counts["enrolled"] == ENROLLED
    assert 0 < counts["passed"] < counts["attempts"] <= counts["attended"] < ENROLLED
    assert counts["rows_refused"] > 0
    assert (counts["organisations"], counts["sessions"]) == (12, 3)
    assert 0 < counts["village_secretaries"] < counts["people_placed"]


def test_the_counts_agree_with_the_station(app, counts):
    session = the_session(app)
    (exam,) = app.sittings.exams()
    results = app.results.results(exam.id)
    people = app.people.people()
    (submission,) = app.submissions.lists()
    assert counts == {
        "organisations": counts["organisations"],
        "people_imported": len(people),
        "rows_refused": counts["rows_refused"],
        "people_placed": len(people),
        "village_secretaries": len(app.enrolling.in_role(PersonRole.VILLAGE_SECRETARY)),
        "sessions": len(app.training.sessions()),
        "items_in_bank": len(app.bank.items(statuses=[ItemStatus.IN_FORCE])),
        "enrolled": session.enrolled,
        "attended": session.attended,
        "attempts": exam.handed_in,
        "passed": sum(row.passed for row in results),
        "certificates": len(app.certificates.certificates(session.id)),
        "submitted": submission.waiting,
    }
    assert exam.attempts == exam.handed_in
    assert not any(row.waiting for row in results)


def test_the_people_are_plainly_made_up(app):
    assert all(row.id_number[14:17] in {"996", "997", "998", "999"} for row in app.people.people())
    assert all("0000" in row.phone for row in app.people.people())


def test_refused_rows_are_there_to_be_corrected(app, out, counts):
    heads, *refused = rows(out / "花名册错误.xlsx")
    assert heads[-2:] == ("错误原因", "原行号")
    assert len(refused) == counts["rows_refused"]
    assert all(row[-2] for row in refused)
    plan = app.rosters.plan(out / "花名册错误.xlsx")
    assert len(plan.rows) == len(refused)


def test_the_sign_in_sheet_names_everybody(app, out):
    session = the_session(app)
    text = words(out / "签到表.docx")
    assert all(row.name in text for row in app.training.enrolments(session.id))


def test_those_who_passed_are_submitted_by_name(app, out, counts):
    (exam,) = app.sittings.exams()
    passed = {row.name for row in app.results.results(exam.id) if row.passed}
    assert len(passed) == counts["submitted"]
    text = words(out / "上岗请示.docx").replace("\u3000", "")
    assert all(name in text for name in passed)


def test_the_year_is_counted_for_the_secretaries(app, counts):
    """Half a day of the forum, and a day of the session for those who came."""
    required = app.credit.year(2026).required()
    assert len(required) == counts["village_secretaries"]
    assert {line.gained.days for line in required} <= {5, 15}


def test_paper_and_key_are_those_of_the_exam(app, out):
    (exam,) = app.sittings.exams()
    paper, key = words(out / "试卷.docx"), words(out / "答案.docx")
    contents = [place.content for place in app.papers.paper(exam.paper_id).places]
    for content in contents:
        for option in content.options:
            assert option in paper
        if content.explanation:
            assert content.explanation in key
            assert content.explanation not in paper


def test_the_results_are_those_of_the_exam(app, out):
    (exam,) = app.sittings.exams()
    listed = {row[1]: row[3:5] for row in rows(out / "成绩单.xlsx") if isinstance(row[0], int)}
    assert listed == {
        row.name: (row.points / 10, "合格" if row.passed else "不合格")
        for row in app.results.results(exam.id)
    }


def test_everybody_who_passed_holds_one_certificate(app, out, counts):
    (exam,) = app.sittings.exams()
    issued = app.certificates.certificates()
    passed = {row.person_id for row in app.results.results(exam.id) if row.passed}
    assert {row.person_id for row in issued} == passed
    assert {path.name for path in (out / "证书").iterdir()} == {
        f"{row.number} {row.name}.docx" for row in issued
    }
    assert len({row.number for row in issued}) == len(issued) == counts["certificates"]
    for row in issued:
        text = words(out / "证书" / f"{row.number} {row.name}.docx")
        assert row.name in text
        assert row.number in text


def test_the_pdf_has_a_page_for_each_certificate(out, counts):
    data = (out / "证书.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == counts["certificates"]


def test_a_folder_in_use_is_left_alone(out, tmp_path):
    before = sorted(path.name for path in out.iterdir())
    with pytest.raises(RuleError, match="已有内容"):
        run_demo(out, 1, write_pdf)
    assert sorted(path.name for path in out.iterdir()) == before
    (tmp_path / "file").write_text("a file")
    with pytest.raises(RuleError, match="已有内容"):
        run_demo(tmp_path / "file", 1, write_pdf)
    assert (tmp_path / "file").read_text() == "a file"


@pytest.mark.parametrize("there", [True, False])
def test_what_fails_in_the_middle_leaves_nothing(tmp_path, monkeypatch, there):
    out = tmp_path / "out"
    if there:
        out.mkdir()
    (tmp_path / "out.part").mkdir()

    def full(_demo, app, _people):
        assert app.people.people()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jyguide.demo.run._Demo._hold_session", full)
    with pytest.raises(FileError, match="磁盘空间不够"):
        run_demo(out, 1, write_pdf)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == (["out", "out.part"] if there else ["out.part"])
    assert not there or list(out.iterdir()) == []
