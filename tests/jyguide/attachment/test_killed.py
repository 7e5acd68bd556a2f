"""kill -9 while photos are being added: no row without its bytes, and no bytes for ever."""

import os
import random
import signal
import sys

import pytest

from db.uow import UnitOfWork
from jyguide.app import open_application
from jyguide.attachment.kind import AttachmentKind
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import a_plan
from tests.postgres import only_sqlite

SEED = 20261120
PHOTO = AttachmentKind.PHOTO


@only_sqlite
def test_killed_between_bytes_and_row_leaves_all_of_them_or_none(new_folder, clock, tmp_path):
    """Struck where a file is opened or named, and before and after the row is written."""
    paths = [tmp_path / f"{at}.jpg" for at in range(3)]
    for at, path in enumerate(paths):
        path.write_bytes(a_jpeg(size=(40, 30), colour=(80 * at, 90, 90)))
    folder = new_folder()
    session = _opened(folder, clock, lambda app: app.training.plan(a_plan()))

    def add(app):
        app.attachments.add(session, PHOTO, paths)

    last = _BEFORE_COMMIT
    for strike in (*random.Random(SEED).sample(range(last), 2), last, last + 1):
        assert _struck(folder, clock, add, strike) == -signal.SIGKILL

        def look(app, kept=3 * (strike > last)):
            rows = app.attachments.attachments(session)
            assert len(rows) == kept
            assert all(app.attachments.shown(row) for row in rows)
            for path in (folder / "files").glob("??/*"):
                os.utime(path, (0, 0))  # as if it had happened long ago
            app.attachments.sweep()
            assert len(list((folder / "files").glob("??/*"))) == 2 * kept

        _opened(folder, clock, look)


_BEFORE_COMMIT = 12
"""Three photos and three thumbnails, each opened beside its place and moved there."""


def _opened(folder, clock, work):
    app = open_application(folder, clock)
    try:
        return work(app)
    finally:
        app.close()


def _struck(folder, clock, work, strike):
    """How a process ended that was to kill itself at its strike-th chance, from 0."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        app = open_application(folder, clock)
        _arm(str(folder / "files"), strike)
        work(app)
    finally:
        os._exit(1)  # it was never struck


def _arm(shelf, strike):
    chances = iter(range(1_000))

    def chance():
        if next(chances) == strike:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event, args):
        writes = event == "os.rename" or (event == "open" and args[1] not in (None, "r", "rb"))
        if writes and str(args[0]).startswith(shelf):
            chance()

    commit = UnitOfWork.commit

    def struck_commit(uow):
        chance()
        commit(uow)
        chance()

    sys.addaudithook(hear)
    pytest.MonkeyPatch().setattr(UnitOfWork, "commit", struck_commit)
