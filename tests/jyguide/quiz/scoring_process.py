"""Run by a test in a process of its own: scores round after round until it is killed.

Arguments: data folder, key of the quiz. For every round that is kept one line goes out.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from jyguide.app import open_application
from jyguide.ids import QuizId
from jyguide.quiz.row import RoundKind
from jyguide.quiz.scoring import Entry, Round


def main(folder: str, key: str) -> None:
    app = open_application(Path(folder))
    for position in range(1, 100_000):
        one = Round(RoundKind.ADJUST, None, (Entry(position % 2, points=position),))
        app.quizzes.keep(QuizId(uuid.UUID(key)), position, one)
        print(position, flush=True)  # noqa: T201 - what its parent reads


if __name__ == "__main__":
    main(*sys.argv[1:])
