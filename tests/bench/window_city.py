"""A made-up city folder for whatever has to stand at its size."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from jyguide.demo.offices import CITY
from jyguide.generate.figures import Figures
from jyguide.generate.run import Order, generate
from jyguide.progress import CancelToken, Silent
from tests.bench.offices import add_people, opened, person_rows

PEOPLE = 50_000
SHARED_VARIABLE = "JYGUIDE_BENCH_SHARED"
"""Where a run of many parts keeps what several of them open: it is filled once."""


def city(parent: Path) -> Path:
    """Three years of the whole city, and people beyond these until there are 50,000."""
    folder = parent / "city"
    shared = os.environ.get(SHARED_VARIABLE)
    if shared is None:
        return _filled(folder)
    kept = Path(shared) / "city"
    if not kept.exists():
        _filled(kept.with_name("half-made")).rename(kept)
    shutil.copytree(kept, folder)
    return folder


def _filled(folder: Path) -> Path:
    made = folder.with_name(f"{folder.name} made")
    generate(made, Order(), Silent(), CancelToken())
    (made / CITY).rename(folder)
    made.rmdir()
    with opened(folder) as app:
        there = Figures().people
        add_people(app, person_rows(None, range(there, PEOPLE)))
    return folder
