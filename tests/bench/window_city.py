"""A made-up city folder for whatever has to stand at its size."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.bench.grid_people import made_grid, write_grid
from tests.bench.people_list import filled
from tests.bench.standard_round import fill_round

PEOPLE, INSTRUCTORS = 50_000, 85 + 232
SHARED_VARIABLE = "JYGUIDE_BENCH_SHARED"
"""Where a run of many parts keeps what several of them open: it is filled once."""


def city(parent: Path) -> Path:
    """50,000 people, 317 of them instructors; 1,558 branches inspected; the whole grid."""
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
    app = filled(folder, PEOPLE, INSTRUCTORS)
    fill_round(app)
    book = folder.with_suffix(".xlsx")
    write_grid(book, made_grid())
    app.grid_files.take_in(app.grid_files.plan(book))
    app.close()
    return folder
