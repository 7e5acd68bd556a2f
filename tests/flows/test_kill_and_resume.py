"""The PC dies in the middle of an exam; nothing that was shown as stored may be gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.clock import system_clock
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import CandidateState
from jyguide.folder import NewFolder, create_folder
from tests.flows.exam_process import SECONDS_AN_ITEM
from tests.ui.exam.exam_hands import open_window
from tests.ui.exam.exam_room import ExamRoom, open_room
from ui.changes import ChangeHub
from ui.desk import Desk

ROOT = Path(__file__).parents[2]
PLAN = BlueprintPlan(
    "长卷",
    Blueprint(
        (BlueprintLine(ItemKind.SINGLE, 40, 20), BlueprintLine(ItemKind.TRUE_FALSE, 20, 10)),
        600,
        30,
        shuffle_options=True,
    ),
    MarkingRule(),
)
NAME = "仇小雨"


@pytest.fixture
def folder(tmp_path):
    """A station with an exam nobody has begun."""
    folder = tmp_path / "station"
    create_folder(folder, NewFolder("周庄镇"), system_clock)
    app = open_application(folder)
    open_room(app, PLAN)
    app.close()
    return folder


def sit_until_killed(folder, answers):
    """Let a process answer so many items, then kill it while it goes on; what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.exam_process", str(folder), NAME],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        lines = [process.stdout.readline() for _ in range(answers)]
    finally:
        process.kill()
        rest = process.stdout.read()
        process.stdout.close()
        assert process.wait() != 0, "it was to be killed, but came to its end"
    lines += rest.splitlines(keepends=True)
    told = [line.split("\t") for line in lines if line.endswith("\n")]
    return {int(position): letter for position, letter, _ in told}, int(told[-1][2])


@pytest.mark.flow
def test_killed_in_the_middle_then_resumed_and_handed_in(qtbot, jobs, alerts, folder):
    told, seconds = sit_until_killed(folder, 9)
    app = open_application(folder)
    exam = app.sittings.exams()[0]
    room = _room(app, exam)
    waiting = {row.name: row.state for row in app.sittings.candidates(exam.id)}
    assert waiting[NAME] is CandidateState.SITTING

    now = _StillNow()
    hands = open_window(qtbot, Desk(jobs, alerts, ChangeHub()), room, now)
    hands.come_in(NAME, "qxy")
    stored = room.stored(NAME)
    assert told.items() <= stored.items()
    assert len(stored) - len(told) <= 1, "at most the one that was on its way"
    used = 30 * 60 - hands.paper._timekeeper.seconds_left
    assert used in {seconds, seconds + SECONDS_AN_ITEM}
    assert "上次中断，已恢复" in hands.banner("time_note")
    assert hands.position == len(stored) + 1

    hands.key(Qt.Key.Key_M)
    hands.click("hand_in")
    hands.click("yes")
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    (result,) = app.results.results(exam.id)
    right = {place.position: place for place in room.paper.places}
    earned = sum(right[position].points for position in stored)
    assert result.points == earned  # the process gave right answers only
    assert result.seconds_used == used
    app.close()


class _StillNow:
    """No time passes after the restart."""

    def __call__(self):
        return 0.0


def _room(app, exam):

    people = {row.name: row.id for row in app.people.people()}
    return ExamRoom(app, exam, app.papers.paper(exam.paper_id), exam.session_id, people)
