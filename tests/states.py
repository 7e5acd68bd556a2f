"""Where the program notes how far a database had come: with each test, never with the user."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATE = "JYGUIDE_STATE"


Written = dict[str, tuple[int, int, int]]
"""Each file and folder, when and how long it was written, and which one on the disk it is."""


class States:
    """Folders for what the program keeps outside its data folders, one for each test.

    Data folders that are made once and copied by many tests were opened on the same PC: each test
    finds the marks of those. The current folder is named in the environment, so that processes
    started by a test find it too. Most tests write nothing into theirs: the next one gets it then.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made = root / "made"
        self._numbers = itertools.count()
        self._own = root
        self._given: Written | None = None
        os.environ[STATE] = str(self._made)

    def begin(self) -> Path:
        """A test begins: with what all of them share, and nothing that another test left."""
        if self._given is None or _written(self._own) != self._given:
            self._own = self._root / str(next(self._numbers))
            self._give(self._own)
            self._given = _written(self._own)
        os.environ[STATE] = str(self._own)
        return self._own

    def end(self) -> None:
        os.environ[STATE] = str(self._made)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """While a data folder is made that later tests copy as well."""
        before = os.environ[STATE]
        os.environ[STATE] = str(self._made)
        try:
            yield
        finally:
            os.environ[STATE] = before
            self._given = None  # there is more to give to the next test
            self._give(Path(before))

    def _give(self, own: Path) -> None:
        if self._made.is_dir() and own != self._made:
            shutil.copytree(self._made, own, dirs_exist_ok=True)


def _written(folder: Path) -> Written:
    """What lies in a folder, all the way down; nothing where there is none."""
    found: Written = {}
    for path, _, names in os.walk(folder):
        for name in ("", *names):
            one = os.path.join(path, name)  # noqa: PTH118 - a Path for each takes as long as stat
            about = os.stat(one)  # noqa: PTH116 - as above
            found[one] = about.st_mtime_ns, about.st_size, about.st_ino
    return found
