"""Run by a test in a process of its own: signs people in, and dies signing in the last.

Arguments: data folder, session, people. A line goes out for everybody who is told he is in.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from jyguide.app import open_application
from jyguide.ids import PersonId, SessionId
from tests.flows.exam_answers_process import die_at_commit, say


def main(folder, session, *people):
    app = open_application(Path(folder))
    for key in people:
        if key == people[-1]:
            die_at_commit(app)
        app.training.sign_in(SessionId(UUID(session)), PersonId(UUID(key)))
        say(key)


if __name__ == "__main__":
    main(*sys.argv[1:])
