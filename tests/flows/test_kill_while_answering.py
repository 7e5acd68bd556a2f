"""kill -9 at random points of an exam: what was acknowledged is there, and time is honest."""

from __future__ import annotations

import random
import select
import signal

import pytest
from sqlalchemy import select as select_rows

from db.models import Marking
from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.exam.row import CandidateState
from jyguide.folder import NewFolder, create_folder
from tests.flows import exam_answers_process
from tests.flows.exam_answers_process import SECONDS_AN_ITEM
from tests.flows.test_kill_and_resume import PLAN
from tests.forked import Forked
from tests.ui.exam.exam_room import NAMES, id_number, open_room

SEED = 20261120


@pytest.fixture(scope="module")
def room(tmp_path_factory, pc_states):
    """A station with a long paper before three people; opened by one process at a time."""
    folder = tmp_path_factory.mktemp("killed") / "station"
    with pc_states.shared():
        create_folder(folder, NewFolder("周庄镇"), system_clock)
        app = open_application(folder)
        made = open_room(app, PLAN)
        app.close()
    return made


class Candidate:
    """A process that sits the exam, and what it has said."""

    def __init__(self, room, name, until="on"):
        words = (room.app.place.folder, room.exam.id, room.people[name], _tail(name), until)
        self.process = Forked(exam_answers_process.main, *map(str, words))
        self.lines = []

    def hear(self, until=None, count=0):
        """Listen until a word or so many lines."""
        while (until not in self.lines) if until else len(self.lines) < count:
            line = self.process.stdout.readline()
            assert line, "it ended by itself"
            self.lines.append(line.strip())

    def kill(self, after=0.0):
        """Kill it so many seconds from now, wherever it is; what it had still said is heard."""
        select.select([], [], [], after)  # nothing is waited for: it is to die in the middle
        self.process.kill()
        self.lines += [line.strip() for line in self.process.stdout if line.endswith("\n")]
        self.process.stdout.close()
        self.process.stdin.close()
        self.process.wait()

    def wait(self):
        """Hear it out; returns how it ended."""
        said, _ = self.process.communicate()
        self.lines += said.splitlines()
        return self.process.returncode

    @property
    def acknowledged(self):
        told = [line.split("\t") for line in self.lines if "\t" in line]
        return {int(position): letter for position, letter, _ in told}

    @property
    def seconds(self):
        return max((int(line.split("\t")[2]) for line in self.lines if "\t" in line), default=0)


def _tail(name):
    return id_number(996 + NAMES.index(name))[-4:]


@pytest.mark.flow
def test_killed_again_and_again_loses_no_acknowledged_answer(room, own_state):
    chance = random.Random(SEED)
    known, seconds = {}, 0
    for _ in range(3):
        candidate = Candidate(room, NAMES[0])
        candidate.hear(count=chance.randint(1, 15))
        candidate.kill(after=chance.random() * 0.03)
        known |= candidate.acknowledged
        seconds = max(seconds, candidate.seconds)
        app = open_application(room.app.place.folder)
        attempt_id = app.sittings.candidates(room.exam.id)[0].attempt_id
        found = app.sittings._sitting(room.exam, attempt_id, resumed=True)
        app.close()
        assert known.items() <= found.responses.items()
        assert len(found.responses) <= len(known) + 1, "at most the one on its way"
        assert seconds <= found.seconds_used <= seconds + SECONDS_AN_ITEM
        known, seconds = dict(found.responses), found.seconds_used


@pytest.mark.flow
def test_killed_inside_a_transaction_leaves_all_of_it_or_nothing(room):
    """One person after another process: begun, declared void, handed in, each struck within."""
    name = NAMES[1]
    assert struck(room, name, "begin") == ([], None, [])
    assert struck(room, name, "void") == ([1], CandidateState.SITTING, [])
    everything = [place.position for place in room.paper.places]
    assert struck(room, name, "end") == (everything, CandidateState.SITTING, [])
    full = [room.paper.row.total_points]
    assert struck(room, name, "after") == (everything, CandidateState.HANDED_IN, full)


def struck(room, name, until):
    """Answered positions, state and points, after a process that killed itself there."""
    candidate = Candidate(room, name, until)
    assert candidate.wait() == -signal.SIGKILL
    app = open_application(room.app.place.folder)
    (row,) = [row for row in app.sittings.candidates(room.exam.id) if row.name == name]
    if row.attempt_id is None:
        app.close()
        return [], None, []
    with app._store.read() as session:
        marked = session.scalars(
            select_rows(Marking).where(Marking.attempt_id == row.attempt_id)
        ).all()
        points = [one.points for one in marked]
    found = app.sittings._sitting(room.exam, row.attempt_id, resumed=True)
    assert candidate.acknowledged.items() <= dict(found.responses).items()
    app.close()
    return sorted(found.responses), row.state, points
