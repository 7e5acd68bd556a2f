"""Run by a test in a process of its own: sits an exam through the service until it is killed.

Arguments: data folder, exam, person, tail of his ID, and what it does. For every answer that is
acknowledged one line goes out: position, response, seconds used; tab-separated.

``on`` answers and waits to be killed. The others kill themselves in the middle of a transaction,
when all is written and the commit is on its way: ``begin`` that of beginning, ``void`` that of the
proctor's word after the first answer, ``end`` that of handing in after the last one. ``after`` is
killed once the hand-in is committed, before anybody is told.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy import event

from jyguide.app import open_application
from jyguide.exam.row import EndedBy, Given, Pace
from jyguide.ids import ExamId, PersonId

SECONDS_AN_ITEM = 7


def say(*words):
    print(*words, sep="\t", flush=True)  # noqa: T201 - told to the test


def die(*_):
    """Kill -9 from within."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_commit(app):
    """Do so when everything of the next transaction is written, and nothing of it counts yet."""
    event.listen(app._store._engine, "commit", die)


def main(folder, exam, person, tail, until):
    app = open_application(Path(folder))
    if until == "begin":
        die_at_commit(app)
    sitting = app.sittings.begin(ExamId(UUID(exam)), PersonId(UUID(person)), tail)
    used = sitting.seconds_used
    for place in sitting.places:
        letter = str(place.content.answer)[0]
        if sitting.responses.get(place.position) == letter:
            continue
        used += SECONDS_AN_ITEM
        given = Given(place.id, letter)
        app.sittings.record(sitting.attempt_id, given, Pace(used, sitting.holder))
        say(place.position, letter, used)
        if until == "void":
            die_at_commit(app)
            app.proctoring.void(sitting.attempt_id, "李监考：重考")
    if until == "end":
        die_at_commit(app)
    if until in ("end", "after"):
        app.sittings.hand_in(sitting.attempt_id, Pace(used, sitting.holder), EndedBy.CANDIDATE)
        die()
    sys.stdin.read()  # nothing is left to do but to be killed
