"""Run by a test in a process of its own: keeps turn after turn until it is killed.

Arguments: data folder, key of the session. For every turn that is kept its key goes out.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from jyguide.app import open_application
from jyguide.ids import SessionId
from jyguide.quiz.oral_record import NewTurn


def main(folder: str, key: str) -> None:
    app = open_application(Path(folder))
    session = SessionId(uuid.UUID(key))
    person, question = app.orals.present(session)[0], app.orals.questions()[0]
    ticks = (True,) * len(question.content.key_points)
    turn = NewTurn(session, person.id, question.item_id, question.revision_id, 30, (ticks,))
    while True:
        print(app.orals.judge(turn).id, flush=True)  # noqa: T201 - what its parent reads


if __name__ == "__main__":
    main(*sys.argv[1:])
