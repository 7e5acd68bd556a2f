"""Run by a test in a process of its own: grades card after card until it is killed.

Arguments: data folder, key of the person. For every grade that is kept one line goes out.
"""

from __future__ import annotations

import sys
import uuid
from itertools import cycle
from pathlib import Path

from jyguide.app import open_application
from jyguide.drill.review import Answered, DrillMode, Grade
from jyguide.ids import PersonId


def main(folder: str, key: str) -> None:
    app = open_application(Path(folder))
    person = PersonId(uuid.UUID(key))
    cards = app.drills.session(person, DrillMode.SEQUENCE).cards
    for count, card in enumerate(cycle(cards[:40]), start=1):
        grade = Grade(count % 4 + 1)
        app.drills.store(
            Answered(person, card.item_id, card.revision_id, DrillMode.SEQUENCE, grade)
        )
        print(count, flush=True)  # noqa: T201 - what its parent reads


if __name__ == "__main__":
    main(*sys.argv[1:])
