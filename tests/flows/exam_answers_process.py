"""Run by a test in a process of its own: sits an exam through the service until it is killed.

Arguments: data folder, exam, person, tail of his ID, ``on`` or ``end``. For every answer that is
acknowledged one line goes out: position, response, seconds used; tab-separated. With ``end`` the
paper is handed in after the last answer; ``closing`` goes out before that and ``closed`` after it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from jyguide.app import open_application
from jyguide.exam.row import EndedBy, Given, Pace
from jyguide.ids import ExamId, PersonId

SECONDS_AN_ITEM = 7


def say(*words):
    print(*words, sep="\t", flush=True)  # noqa: T201 - told to the test


def main(folder, exam, person, tail, until):
    app = open_application(Path(folder))
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
    if until == "end":
        say("closing")
        app.sittings.hand_in(sitting.attempt_id, Pace(used, sitting.holder), EndedBy.CANDIDATE)
        say("closed")
    sys.stdin.read()  # nothing is left to do but to be killed


if __name__ == "__main__":
    main(*sys.argv[1:])
