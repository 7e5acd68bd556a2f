"""The proctor on the command line: one exam from its arranging to the record of the room."""

import pytest
from docx import Document

from jyguide.exam.row import EndedBy, ExamRules, Pace, Reveal
from tests.jyguide.builders import hold_exam, rows_kept, tail

WHY = ("--reason", "李监考：电脑故障")


def two(app):
    return hold_exam(app, 2)


@pytest.fixture
def station(open_prepared):
    return open_prepared(two)


@pytest.fixture
def folder(station):
    return station[0].place.folder


def test_the_proctor_from_the_command_line(done, station, folder):
    app, held = station
    exam = done(
        "exam", "arrange", held.paper, held.session,
        "--title", "严考", "--code", "4821", "--locks", "--reveal",
    )  # fmt: skip
    (row,) = [row for row in app.sittings.exams() if str(row.id) == exam]
    assert row.rules == ExamRules("4821", leaving_locks=True, reveal=Reveal.AT_ONCE)
    sitting = app.sittings.begin(row.id, held.people[0], tail(0))
    app.sittings.lock(sitting.attempt_id, Pace(1, sitting.holder))
    for command in ("unlock", "extra-time", "void", "restore", "collect"):
        more = ("5",) if command == "extra-time" else ()
        done("exam", command, exam, "陈明", *more, *WHY)
    (result,) = app.results.results(row.id)
    assert result.ended_by is EndedBy.PROCTOR
    told = done("exam", "events", exam, "陈明", "--json")
    kinds = sorted(line["kind"] for line in told if line["kind"])
    assert kinds == ["collected", "extra_time", "locked", "restored", "unlocked", "voided"]
    assert {line["note"] for line in told if line["kind"] not in ("", "locked")} == {WHY[1]}
    target = folder / "记录.docx"
    done("exam", "events", exam, "--docx", target)
    assert "监考记录" in Document(target).paragraphs[0].text


def test_what_makes_no_sense_is_refused_and_changes_nothing(refused, station):
    app, held = station
    before = rows_kept(app)
    for command, person in (("unlock", "陈明"), ("restore", "陈明"), ("collect", "没有此人")):
        assert "没有" in refused("exam", command, held.exam, person, *WHY)
    bad = ("exam", "arrange", held.paper, held.session, "--title", "考", "--code", "1")
    assert "监考码" in refused(*bad)
    assert rows_kept(app) == before
