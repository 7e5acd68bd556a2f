"""No way out of the program shows a whole number, or runs a formula, that nobody asked for."""

import csv
import random
import re
import zipfile
from datetime import date
from functools import partial
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from db.models import Person
from jyguide.access.disclosure import DisclosureKind
from jyguide.access.role import ROLE_NAMES, Role
from jyguide.app import Application
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import SubmissionKind
from jyguide.brand.pipeline import Step
from jyguide.brand.row import BrandFacts
from jyguide.brand.stars import AwardFacts
from jyguide.certificate.kinds import CertificateKind
from jyguide.cli import session as command_session
from jyguide.cli.root import cli
from jyguide.demo.training_day import DAY, DemoClock, plan_session, sign_in, sit_exam
from jyguide.exchange.formula import begins_formula, restored
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.workbook import read_workbook
from jyguide.grid.matter import MatterFacts, Reply
from jyguide.grid.visit_entry import VisitEntry
from jyguide.people.person import PersonRole
from jyguide.quiz.oral_record import NewTurn
from jyguide.report.figure import Scope
from jyguide.report.kinds import ReportKind
from jyguide.secretary.insurance import InsuranceFacts
from jyguide.secretary.kinds import TalkKind
from jyguide.secretary.mentor import MeetingFacts, PairFacts
from jyguide.secretary.talk import Agreed, TalkFacts
from tests.flows.commands_walked import (
    ACTING,
    ASKED_FOR,
    KEYS_AND_BACKUPS,
    NO_NUMBERS,
    READS,
    SEALED,
)
from tests.jyguide.builders import a_blueprint, a_person, a_roster, a_row, an_id
from tests.jyguide.grid.visiting import lay_grid
from tests.jyguide.shut import SECRET, make_shut, opened

NAMES = ('=HYPERLINK("x")', "+86王", "阿卜杜拉·买买提", "𠮷田", "@丁", "-张三", "李四")
HOME = "13700007777"
"""A phone that somebody wrote into a remark."""


def commands(group=cli, names=()):
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from commands(one, (*names, name))
        else:
            yield " ".join((*names, name)), one


def told(text):
    return {one.strip() for line in text.strip().splitlines() for one in line.split("·")}


COMMANDS = dict(commands())
WALKED = {
    next(" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in COMMANDS): words
    for words in map(str.split, READS.strip().splitlines())
}


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    """A day of training with everything that comes of it, of people with awkward names."""
    folder, out = make_shut(tmp_path_factory.mktemp("shut") / "s"), tmp_path_factory.mktemp("out")
    app = opened(folder, clock=DemoClock())
    for role in (Role.INSTRUCTOR, Role.READ_ONLY, Role.INVIGILATOR):
        app.users.add(ROLE_NAMES[role], role, SECRET)
    remark = {"note": f"家里 {HOME}", "post": "=1+1", "organisation": "＝某村"}
    remark["role"] = PersonRole.VILLAGE_SECRETARY
    for at, name in enumerate(NAMES):
        key = app.people.add(a_person("王芳", at, **remark))
        with app.people._store.begin("收到") as uow:  # no form of ours takes such a name
            uow.session.get(Person, key).name = name
            uow.commit()
    people = app.people.people()
    session = plan_session(app, people, "任前培训")
    sign_in(app, session, people)
    paper = app.papers.draw(a_blueprint(), "结业考试", 7)
    exam = app.sittings.open_exam(paper, "结业考试", session)
    sit_exam(app, exam, random.Random(7))
    ready = [
        one.person_id
        for one in app.certificates.recipients(session, CertificateKind.COMPLETION)
        if one.ready
    ]
    held = app.certificates.issue(session, CertificateKind.COMPLETION, ready, DAY)[0]
    (submission,) = app.submissions.draft([people[0].id], SubmissionKind.FIRST)
    app.submissions.submit(submission, DAY)
    decree = Decree("澄组〔2026〕1号", DAY, DAY, None)
    app.outcomes.approve([NameKey(submission, people[0].id)], decree)
    oral, speaker = app.orals.questions()[0], app.orals.present(session)[0]
    heard = ((True,) * len(oral.content.key_points),)
    app.orals.judge(NewTurn(session, speaker.id, oral.item_id, oral.revision_id, 30, heard))
    app.approvals.recognise(
        [people[1].id], Decree("", date(2025, 1, 1), date(2025, 1, 1), None), "补记"
    )
    talk = _with_ledgers(app, people[0].id)
    bad = a_roster(out / "错.xlsx", [a_row("王芳", 20, 性别="？", 手机号码="1390000002０x")])
    yield SimpleNamespace(
        app=app, out=out, session=session, paper=paper, exam=exam, submission=submission,
        person=people[0].id, bad=bad, folder=folder, talk=talk,
        brand=_with_a_brand(app), matter=_with_visits(app), number=held.number, mark=held.mark,
        printed=_with_a_print(app),
    )  # fmt: skip
    app.close()


def _with_ledgers(app, person):
    told = TalkFacts(person, 2026, TalkKind.HEART, DAY, "王五", f"电话 {HOME}", reply=HOME)
    talk = app.talks.add(told, [Agreed(f"=SUM(1) {HOME}", "公开")])
    app.insurance.save(InsuranceFacts(person, 2026, 500_000, note=HOME))
    app.selections.add(2026, [person])
    goals = (f"走访 {HOME}",)
    term = date(2026, 1, 5), date(2026, 12, 31)
    pair = app.mentors.add(PairFacts(person, None, "=老王", f"书记 {HOME}", *term, goals))
    app.mentors.meet(pair, MeetingFacts(DAY, f"村部 {HOME}", f"看账 {HOME}", f"约定 {HOME}"))
    return talk


def _with_a_brand(app):
    (town,) = [row.id for row in app.organisations.rows() if row.name == app.place.station_name]
    shown = Step(date(2026, 1, 5), f"问 {HOME}", f"王芳 {HOME}")
    app.stars.award(town, AwardFacts(1, date(2026, 1, 5), f"问 {HOME}", "周组〔2026〕1号"))
    return app.brands.add(BrandFacts("红色驿站", town, idea=HOME, owner=HOME, note=HOME), shown)


def _with_visits(app):
    made = lay_grid(app, 1, 1, said=HOME)
    told = MatterFacts(f"=1+1 {HOME}", DAY, raised_by=HOME, owner=HOME, target_id=made.members[0])
    visit = VisitEntry(made.members[0], DAY, note=HOME)
    (matter,) = app.visits.log([visit], [told]).matters
    app.matters.reply(matter, None, Reply(DAY, HOME))
    return matter


def _with_a_print(app):
    scope = Scope(date(2026, 1, 1), date(2026, 12, 31))
    figures = app.report_figures.figures(scope, ["person_times", "talks", "brands"])
    return app.report_prints.record(ReportKind.STATION_YEAR, "年报", scope, figures).code


@pytest.fixture(scope="module")
def run(station):
    """Run a command in the station that is open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command_session, "entry", lambda *_: None)
        patch.setattr(command_session, "open_application", lambda *_, **__: station.app)
        patch.setattr(Application, "close", lambda _: None)
        yield partial(_run, station)


def _run(station, words):
    line = [str(word).format(**vars(station)) for word in words]
    ran = CliRunner().invoke(cli, ["--data", str(station.folder), *line])
    return ran.exit_code, ran.output


SECRETS = [*map(an_id, (*range(len(NAMES)), 20)), *(f"1390000{at:04d}" for at in range(7)), HOME]
WHOLE = re.compile("|".join(SECRETS))


def content(path):
    """All text in a file: of a workbook and a document what they hold packed."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    return path.read_bytes().decode("utf-8", "replace")


def test_every_command_is_accounted_for():
    """Failing here: say above whether a new command speaks of people, and run it if so."""
    changing = {
        name
        for name, one in COMMANDS.items()
        if name not in WALKED and (_only_acts(one) or name.split()[0] in KEYS_AND_BACKUPS)
    }
    named = told(NO_NUMBERS) | told(ACTING) | told(SEALED)
    assert not named & WALKED.keys()
    assert COMMANDS.keys() - WALKED.keys() - named - changing == set()
    assert {name for name, one in COMMANDS.items() if _option(one, "--full")} == {
        *(name for name, how in ASKED_FOR.items() if how == "--full"),
        "sync export",  # of a bundle: all of it again
    }


def _option(command, name):
    return any(name in one.opts for one in command.params)


def _only_acts(command):
    """Neither lists anything nor writes a file: says in a sentence what it did."""
    paths = [one for one in command.params if isinstance(one.type, click.Path)]
    return not paths and not _option(command, "--json")


@pytest.fixture(scope="module")
def walked(station, run):
    """What every command said, by its name; what they wrote lies in `station.out`."""
    said = {}
    for name, words in WALKED.items():
        ways = [["--json"]] if _option(COMMANDS[name], "--json") else [[]]
        if ways != [[]] and not any(word.startswith("{out}") for word in words):
            ways.append([])  # what is written is the same either way
        for more in ways:
            status, text = run([*words, *more])
            assert status == 0, (name, text)
            said[name] = said.get(name, "") + text
    return said


def test_no_command_shows_a_number_in_any_byte(station, walked):
    leaks = [name for name, text in walked.items() if WHOLE.search(text)]
    files = [file for file in station.out.rglob("*") if file.is_file() and file != station.bad]
    assert len(files) > 20
    leaks += [
        file.name for file in files if WHOLE.search(file.name) or WHOLE.search(content(file))
    ]
    assert leaks == []
    assert "320281********" in content(station.out / "people.xlsx") + walked["people list"]
    assert not station.app.disclosures.rows()


def test_no_cell_can_be_taken_for_a_formula(station, walked):
    met = 0
    for file in station.out.glob("*.xlsx"):
        for cell in (c for page in load_workbook(file) for row in page.iter_rows() for c in row):
            assert cell.data_type != "f", (file.name, cell.coordinate)
            if isinstance(cell.value, str) and begins_formula(cell.value):
                assert cell.quotePrefix, (file.name, cell.value)
                met += 1
    assert met > len(NAMES)
    (sheet,) = [one for one in read_workbook(station.out / "people.xlsx") if not one.hidden]
    assert {row[0] for row in sheet.rows[1:]} == set(NAMES)
    with (station.out / "year.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert not any(map(begins_formula, cells))
    hostile = {"+86王", "-张三"}  # of those who came
    assert hostile <= {restored(cell) for cell in cells}
    rows = {row for sheet in TableSource(station.out / "year.csv").sheets() for row in sheet.rows}
    assert hostile <= {cell for row in rows for cell in row}


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.READ_ONLY, Role.INVIGILATOR])
def test_numbers_in_full_are_for_whoever_may_and_written_down(
    station, run, role, monkeypatch, tmp_path
):
    app = opened(station.folder, ROLE_NAMES[role])
    monkeypatch.setattr(command_session, "open_application", lambda *_, **__: app)
    sees = role is Role.INSTRUCTOR  # he may look, and take nothing out
    for name, words in (
        ("person show", ["person", "show", "{person}", "--full"]),
        ("history", ["history", "person", "{person}", "--full"]),
        ("people list", ["people", "list", "--full"]),
        ("people export", ["people", "export", tmp_path / "p.xlsx", "--full"]),
        ("approval roster", ["approval", "roster", tmp_path / "r.docx", "--full"]),
    ):
        before = len(app.disclosures.rows())
        status, text = run(words)
        shown = sees and name in {"person show", "history"}
        assert (status == 0) is shown, (name, text)
        assert bool(WHOLE.search(text)) is shown
        assert len(app.disclosures.rows()) - before == shown
        assert shown or f"的身份是“{ROLE_NAMES[role]}”" in text
    assert not list(tmp_path.iterdir())
    target = tmp_path / "错误.xlsx"
    run(["people", "import", "{bad}", "--dry-run", "--errors", target])
    assert (an_id(20) in content(target)) is sees
    assert sees or "2０x" not in content(target)
    told = app.disclosures.rows()[: 3 * sees]
    assert [row.kind for row in told] == ([*_KINDS] if sees else [])
    assert {row.user for row in told} <= {ROLE_NAMES[role]}
    REAL_CLOSE(app)


_KINDS = (DisclosureKind.ERRORS, DisclosureKind.SEEN, DisclosureKind.SEEN)
REAL_CLOSE = Application.close
