"""The main job step by step on the command line, each step a command of its own."""

import json
from importlib import resources

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from jyguide.app import open_application
from jyguide.cli.entry import Given, entry
from jyguide.cli.root import cli

pytestmark = pytest.mark.flow


@pytest.fixture
def step(tmp_path):
    """Runs one command on the station; what it prints as JSON comes back read."""

    def run(*words):
        result = CliRunner().invoke(cli, ["--data", str(tmp_path / "station"), *map(str, words)])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout) if "--json" in words else result.stdout.strip()

    return run


@pytest.fixture
def sheets(tmp_path):
    """Answer sheets of the exam's paper: all right for the first people, all wrong for others."""

    def make(paper_id, people, good):
        folder = tmp_path / "station"
        app = open_application(folder, login=entry(folder, Given()))
        (row,) = [row for row in app.papers.papers() if str(row.id) == paper_id]
        places = app.papers.paper(row.id).places
        ids = {row.name: row.id_number for row in app.people.people()}
        app.close()
        return [
            {
                "person": ids[name],
                "id_tail": ids[name][-4:],
                "seconds": 900,
                "answers": {
                    str(place.position): answer(place.content) if name in good else "F"
                    for place in places
                },
            }
            for name in people
        ]

    return make


def answer(content):
    if isinstance(content.answer, tuple):
        return [blank[0] for blank in content.answer]
    return content.answer


def import_people(step, tmp_path):
    """The names on the list afterwards."""
    roster = resources.files("resources").joinpath("sample", "roster.xlsx")
    with resources.as_file(roster) as path:
        said = step("people", "import", path, "--errors", tmp_path / "错误.xlsx", "--json")
    people = [person["name"] for person in step("people", "list", "--json")]
    assert len(people) == said["imported"]
    assert load_workbook(tmp_path / "错误.xlsx").worksheets
    return people


def hold_session(step, tmp_path, names):
    """Eight enrolled, of whom six came."""
    session = step("training", "plan", "--title", "任前培训", "--from", "2026-11-20", "--hours", 8)
    step("training", "enrol", session, *names)
    step("training", "sheet", session, tmp_path / "签到表.docx")
    step("training", "sign-in", session, *names[:5])
    step("training", "sign-in", session, names[5], "--late")
    step("training", "settle", session, names[6], "--as", "leave", "--reason", "公务")
    step("training", "rest", session, "--as", "absent")
    (row,) = step("training", "list", "--json")
    assert (row["enrolled"], row["attended"]) == (8, 6)
    return session


def draw_paper(step, tmp_path):
    lines = ("true_false:10:1", "single:5:2", "fill_in:2:2", "short_answer:1:6")
    paper = step(
        *("exam", "draw", *lines, "--title", "结业考试", "--seed", 7, "--pass", 18),
        *("--minutes", 60, "--multiple", "proportional"),
    )
    step(
        *("exam", "write", paper, "--paper-file", tmp_path / "试卷.docx"),
        *("--answers", tmp_path / "答案.docx"),
    )
    return paper


def certify(step, session, tmp_path):
    issued = step("certificate", "issue", session, "--json")
    step("certificate", "write", "--word", tmp_path / "证书", "--pdf", tmp_path / "证书.pdf")
    assert len(list((tmp_path / "证书").glob("*.docx"))) == len(issued)
    assert (tmp_path / "证书.pdf").read_bytes().startswith(b"%PDF-")
    return issued


@pytest.mark.usefixtures("qapp")
def test_from_roster_to_certificate(step, sheets, tmp_path):
    step("init", "--station", "周庄镇", "--pc", "B")
    people = import_people(step, tmp_path)
    names = [name for name in people if people.count(name) == 1][:8]
    session = hold_session(step, tmp_path, names)
    paper = draw_paper(step, tmp_path)

    exam = step("exam", "arrange", paper, session, "--title", "结业考试")
    answers = tmp_path / "答卷.json"
    answers.write_text(json.dumps(sheets(paper, names[:6], names[:4])), "utf-8")
    step("exam", "hand-in", exam, answers)
    assert {row["waiting"] for row in step("exam", "results", exam, "--json")} == {1}
    step("exam", "grade", exam, "--suggested")
    step("exam", "close", exam)
    results = step("exam", "results", exam, "--json", "--xlsx", tmp_path / "成绩单.xlsx")
    assert {row["name"] for row in results if row["passed"]} == set(names[:4])

    issued = certify(step, session, tmp_path)
    assert {row["name"] for row in issued} == set(names[:4])
    assert [row["number"][-6:] for row in issued] == [f"B-{n:04d}" for n in range(1, 5)]
    for name in ("签到表.docx", "试卷.docx", "答案.docx"):
        assert Document(tmp_path / name).element is not None
    assert step("undo", "--list", "--limit", 999, "--json")[-1]["name"] == "建立数据文件夹"
