"""Filings and dossiers over a real folder, and the same from the command line."""

import json
import zipfile
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from jyguide.attachment.kind import AttachmentKind
from jyguide.cli.root import cli
from jyguide.errors import Cancelled, RuleError
from jyguide.people.merging import chosen_facts, suggested
from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts
from jyguide.progress import CancelToken
from jyguide.secretary.dossier import EntryFacts
from jyguide.secretary.filing import FilingState, Proposal, Steps
from jyguide.secretary.kinds import DossierKind, FilingDecision, FilingKind
from jyguide.secretary.timeline import LineKind, timeline
from jyguide.training.credit import RecordFacts
from jyguide.training.session import Attendance, SessionKind, SessionLevel
from tests.jyguide.builders import DAY, a_person, a_plan, run_sql
from tests.postgres import only_sqlite

LATER = DAY + timedelta(days=1)
VILLAGE = PersonRole.VILLAGE_SECRETARY
APPOINT = Proposal(
    FilingKind.APPOINT, "倪家巷村", "党总支书记", DAY - timedelta(days=50), "镇党委"
)


@pytest.fixture
def secretary(app):
    facts = a_person("陈明", 1, role=VILLAGE, organisation="倪家巷村", post="党总支书记")
    return app.people.add(facts)


@only_sqlite
def test_a_filing_goes_its_way_with_its_documents(app, secretary, tmp_path):
    filings = app.filings
    key = filings.propose(secretary, APPOINT)
    with pytest.raises(RuleError, match="正在办理"):
        filings.propose(secretary, APPOINT)
    paper = tmp_path / "请示.txt"
    paper.write_text("请示", encoding="utf-8")
    app.attachments.add_to_subject(key, AttachmentKind.MATERIAL, [paper])
    assert [one.name for one in app.attachments.of_subject(key)] == ["请示.txt"]
    (row,) = filings.rows()
    assert (row.name, row.files, row.state) == ("陈明", 1, FilingState.PROPOSED)
    assert filings.due().startswith("事前备案有 1 件待备案")
    assert [line.filing for line in app.dossiers.lines()] == ["待备案"]
    filings.file(key, DAY - timedelta(days=40), "备〔2026〕3 号", row.version)
    with pytest.raises(RuleError, match="又被改动过"):
        filings.file(key, DAY, "备〔2026〕4 号", row.version)
    returned = Steps(decision=FilingDecision.RETURNED, decided_on=DAY, decision_note="材料不全")
    filings.decide(key, returned)
    again = filings.propose(secretary, Proposal(FilingKind.APPOINT, "倪家巷村", "党总支书记", DAY))
    filings.file(again, DAY, "备〔2026〕5 号")
    filings.decide(again, Steps(decision=FilingDecision.APPROVED, decided_on=DAY))
    app.history.undo(app.history.latest())
    assert filings.row(again).state is FilingState.FILED
    steps = Steps(DAY, "备〔2026〕6 号", FilingDecision.APPROVED, DAY)
    filings.correct(again, filings.row(again).proposal, steps)
    assert [line.filing for line in app.dossiers.lines()] == ["已备案"]
    assert filings.due() == ""
    assert filings.year_sections(2026)[0].rows[-1] == ("合计", 2, 2, 1, 1, 0)
    filings.remove([again])
    assert [one.id for one in filings.of(secretary)] == [key]


@pytest.fixture
def twice(app, secretary):
    """Entered a second time, trained as both, and then merged; the key that was given up."""
    double = app.people.add(a_person("陈明", 3, id_number="", role=VILLAGE))
    app.postings.add(double, PostingFacts("倪家巷村", "书记", VILLAGE, date(2020, 3, 1)))
    spring = (date(2025, 5, 6), date(2025, 5, 10))
    record = RecordFacts(
        "党校轮训", SessionKind.TOPIC_LECTURE, SessionLevel.CITY, *spring, days=50
    )
    app.credit.add_records([double], record)
    held = app.training.plan(a_plan(training_days=20, credit_hours=160, ends_on=LATER))
    app.training.enrol(held, [secretary, double])
    app.training.settle(held, [secretary, double], Attendance.PRESENT)
    one, other = app.people.people(ids=[secretary]) + app.people.people(ids=[double])
    app.doubles.merge(secretary, double, chosen_facts(one, other, suggested(one, other)))
    return double


def refuse_stopped_and_foreign(app, secretary, key):
    dossiers, work = app.dossiers, EntryFacts(DossierKind.WORK, DAY, "防汛")
    stop = CancelToken()
    stop.cancel()
    with pytest.raises(Cancelled):
        dossiers.portrait_documents([secretary], cancel=stop)
    elsewhere = "(SELECT id FROM station WHERE id <> person.station_id LIMIT 1)"
    run_sql(app, f"UPDATE person SET station_id = {elsewhere}")
    for refused in (
        lambda: dossiers.add_entry(secretary, work),
        lambda: dossiers.change_entry(key, work),
        lambda: app.filings.propose(secretary, APPOINT),
    ):
        with pytest.raises(RuleError, match="属于其他指导站"):
            refused()


@only_sqlite
def test_one_line_of_time_over_merged_people_and_a_page(app, secretary, twice):
    dossiers = app.dossiers
    honour = EntryFacts(DossierKind.HONOUR, DAY, "优秀党务工作者", "联系 13700007777")
    with pytest.raises(RuleError, match="日期"):
        dossiers.add_entry(secretary, EntryFacts(DossierKind.WORK, DAY + timedelta(days=1), "x"))
    key = dossiers.add_entry(twice, honour)
    seen = dossiers.entry(key)
    dossiers.change_entry(key, EntryFacts(DossierKind.HONOUR, DAY, "先进个人", "x"), seen.version)
    with pytest.raises(RuleError, match="又被改动过"):
        dossiers.change_entry(key, honour, seen.version)
    app.history.undo(app.history.latest())
    dossier = dossiers.dossier(twice)
    assert [(one.year, one.days) for one in dossier.years] == [(2024, 0), (2025, 50), (2026, 20)]
    lines = timeline(dossier, DAY)
    assert [line.kind for line in lines] == [
        LineKind.NOTE,
        LineKind.TRAINING,
        LineKind.TRAINING,
        LineKind.POST,
    ]
    assert lines[0].detail == "联系 137****7777"
    dossiers.remove_entry(key)
    assert dossiers.dossier(secretary).entries == ()
    app.history.undo(app.history.latest())
    (text,) = dossiers.portraits([secretary, twice])
    assert ("任书记始于", "2020-03（满 6 年）") in text.facts
    stranger = app.people.add(a_person("王芳", 4))
    with pytest.raises(RuleError, match="都不是"):
        dossiers.portraits([stranger])
    assert len(dossiers.portrait_documents([secretary, stranger])) == 1
    refuse_stopped_and_foreign(app, secretary, key)


@only_sqlite
def test_the_same_from_the_command_line(app, secretary, tmp_path):
    folder = str(app.place.folder)
    app.close()

    def run(*args, code=0):
        done = CliRunner().invoke(cli, ["--data", folder, "secretary", *args])
        assert done.exit_code == code, done.output
        return done.output

    where = ("--organisation", "倪家巷村", "--post", "书记")
    key = run("file", "propose", "陈明", *where, "--on", "2026-03-01").strip("。\n").split()[-1]
    assert "没有备案号" in run("file", "decide", key, "--on", "2026-03-02", code=1)
    run("file", "register", key, "--number", "备1", "--on", "2026-03-05")
    assert "待批复" in run("file", "list", "--open")
    run("file", "decide", key, "--on", "2026-03-08", "--number", "澄组〔2026〕1 号")
    run("note", "陈明", "--kind", "honour", "--title", "先进个人", "--on", "2026-03-09")
    assert json.loads(run("list", "--json"))[0]["filing"] == "已备案"
    shown = json.loads(run("show", "陈明", "--year", "2026", "--json"))
    assert [line["kind"] for line in shown["lines"]] == ["note", "filing"]
    target = tmp_path / "画像.docx"
    assert "1 人" in run("portrait", str(target))
    with zipfile.ZipFile(target) as book:
        words = book.read("word/document.xml").decode()
    assert "村党组织书记画像" in words
    assert "1390000" not in words
