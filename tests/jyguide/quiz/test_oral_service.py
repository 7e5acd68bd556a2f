"""Turns in the database: judged, undone, killed, listed, written down for whom they concern."""

import json
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from jyguide.cli.root import cli
from jyguide.drill.review import DrillMode, Grade
from jyguide.errors import RuleError
from jyguide.ids import OralTurnId
from jyguide.quiz.oral_record import NewTurn
from jyguide.training.session import Attendance
from tests.jyguide.builders import a_person, a_plan, add_people, table
from tests.postgres import only_sqlite

ROOT = Path(__file__).parents[3]


def held_session(app):
    """A session with three people present and one on leave."""
    people = add_people(app, 4)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    app.training.settle(session, people[:3], Attendance.PRESENT)
    app.training.settle(session, people[3:], Attendance.LEAVE)
    return session


def a_turn(app, session, who=0, heard=(), judges=1):
    """The first question; of its points those at these places were heard."""
    question = app.orals.questions()[0]
    ticks = tuple(at in heard for at in range(len(question.content.key_points)))
    person = app.orals.present(session)[who]
    return NewTurn(
        session, person.id, question.item_id, question.revision_id, 41, (ticks,) * judges
    )


def test_a_turn_and_the_review_it_makes_are_one_action_and_so_is_its_undoing(app):
    session = held_session(app)
    assert app.orals.sessions()[0].id == session
    present = app.orals.present(session)
    assert [one.turns for one in present] == [0, 0, 0]
    kept = app.orals.judge(a_turn(app, session, heard=(0,), judges=2))
    (turn,) = table(app, "oral_turn")
    (review,) = table(app, "drill_review")
    assert turn["id"] == review["id"]
    assert (turn["seconds"], turn["points"], turn["max_points"]) == (41, kept.score.points, 100)
    assert (review["mode"], review["grade"]) == (DrillMode.ORAL, Grade.AGAIN)
    assert review["missed"] == list(kept.score.missed) == [1, 2, 3]
    assert kept.missed_texts == tuple(one.text for one in kept.content.key_points[1:])
    assert kept.number == "001"
    assert app.orals.present(session)[0].turns == 1
    assert app.drills.desk(present[0].id).progress != app.drills.desk(present[1].id).progress

    app.orals.undo(kept.id)
    assert app.orals.turns(session) == []
    assert all(row["deleted"] for row in (*table(app, "oral_turn"), *table(app, "drill_review")))
    assert app.orals.present(session)[0].turns == 0
    with pytest.raises(RuleError, match="已经撤销"):
        app.orals.undo(kept.id)
    with pytest.raises(RuleError, match="没有找到"):
        app.orals.turn(OralTurnId(uuid.uuid4()))


@only_sqlite
def test_what_cannot_be_judged_leaves_neither_turn_nor_review(app):
    session = held_session(app)
    turn = a_turn(app, session)
    with pytest.raises(RuleError, match="评委记的要点"):
        app.orals.judge(replace(turn, judges=()))
    with pytest.raises(RuleError, match="评委记的要点"):
        app.orals.judge(replace(turn, judges=(turn.judges[0], turn.judges[0][1:])))
    app.people.remove([turn.person_id])
    with pytest.raises(RuleError, match="不在名单"):
        app.orals.judge(turn)
    assert table(app, "oral_turn") == table(app, "drill_review") == []


@only_sqlite
def test_whatever_was_confirmed_outlives_a_kill(app):
    session = held_session(app)
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.jyguide.quiz.oral_process"),
            *(str(app.place.folder), str(session)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = [process.stdout.readline() for _ in range(4)]
    process.kill()
    told += process.communicate()[0].splitlines()
    kept = [str(turn.id) for turn in app.orals.turns(session)]
    assert {line.strip() for line in told} <= set(kept)
    assert len(kept) <= len(told) + 1  # the one under way may have made it
    assert {str(uuid.UUID(str(row["id"]))) for row in table(app, "drill_review")} == set(kept)


@only_sqlite
def test_the_record_names_everybody_and_a_slip_only_its_owner(app, tmp_path):
    session = held_session(app)
    first = app.orals.judge(a_turn(app, session, 0, heard=(0, 1, 2, 3)))
    second = app.orals.judge(a_turn(app, session, 1, heard=(1,)))

    def run(*words):
        ran = CliRunner().invoke(cli, ["--data", str(app.place.folder), "quiz", *words])
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    told = json.loads(run("oral-list", str(session), "--json"))
    assert [(one["name"], one["points"]) for one in told] == [
        (first.name, first.score.points / 10),
        (second.name, second.score.points / 10),
    ]
    assert told[1]["missed"] == list(second.missed_texts)
    assert second.missed_texts[0] in run("oral-list", str(session))
    target = tmp_path / "记录.docx"
    run("oral-record", str(session), str(target))
    (listed,) = Document(str(target)).tables
    assert [row.cells[2].text for row in listed.rows[1:]] == [first.name, second.name]
    assert second.missed_texts[0] in listed.rows[2].cells[5].text
    run("oral-slips", str(session), str(target))
    slips = [
        "\n".join(cell.text for row in one.rows for cell in row.cells)
        for one in Document(str(target)).tables
    ]
    assert [(first.name in slip, second.name in slip) for slip in slips] == [
        (True, False),
        (False, True),
    ]
    questions = app.orals.questions()[:9]
    sheet = app.orals.score_sheets("培训", tuple(one.revision_id for one in questions))
    texts = repr(sheet.blocks)
    assert all(one.content.stem in texts for one in questions)
    assert questions[0].content.answer not in texts


@only_sqlite
def test_who_was_taken_off_the_list_is_not_drawn(app):
    session = held_session(app)
    gone, *others = app.orals.present(session)
    app.people.remove([gone.id])
    assert app.orals.present(session) == others


@only_sqlite
def test_two_of_one_name_know_which_of_them_is_called(app):
    facts = (("枫桥村", "书记"), ("大唐村", "书记"), ("大唐村", "委员"))
    people = [
        app.people.add(replace(a_person("陈明", at), organisation=place, post=post))
        for at, (place, post) in enumerate(facts)
    ]
    people += [app.people.add(a_person("王芳", at)) for at in (8, 9)]  # nothing tells them apart
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    app.training.settle(session, people, Attendance.PRESENT)
    assert {one.name for one in app.orals.present(session)} == {
        "陈明（枫桥村）",
        "陈明（大唐村）（书记）",
        "陈明（大唐村）（委员）",
        "王芳",
    }
