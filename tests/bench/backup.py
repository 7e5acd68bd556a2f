"""A backup of 200 MB, plain and encrypted: copied, reopened, looked through, its bytes summed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from db.cipher import rewrite
from db.driver import EncryptedFile, connect
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE
from jyguide.vault.ring import Ring
from tests.bench.offices import state_in
from tests.bench.ratio import Limit, bare, seconds

SIZE = 200_000_000
ALLOWED = 3.0
_ROWS = 20_000


def run() -> Iterator[Limit]:
    """Each within 3 s."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        plain, shut = Path(name) / "plain", Path(name) / "shut"
        create_folder(plain, NewFolder("周庄镇"), system_clock)
        _fill(plain / DATABASE)
        shut.mkdir()
        ring = Ring.draw()
        rewrite(plain / DATABASE, EncryptedFile(shut / DATABASE, ring.database[0]))
        for what, source in (("不加密", Source(plain)), ("加密", Source(shut, ring))):
            work = partial(make_backup, source, Reason.CLOSING, system_clock())
            took = min(seconds(work) for _ in range(3))
            copied = bare(partial(_copied, source.folder / DATABASE, Path(name) / "copy"), "s", 2)
            yield Limit(f"备份 {SIZE // 1_000_000} MB，{what}", took, "s", ALLOWED, copied)


def _copied(path: Path, target: Path) -> None:
    """The bytes alone, as surely on the disk."""
    shutil.copyfile(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(path: Path) -> None:
    """Rows of random text, with an index: pages of every kind, none of them empty."""
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE filling (id BLOB PRIMARY KEY, word TEXT, text TEXT)")
        connection.execute("CREATE INDEX words ON filling (word)")
        rows = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {_ROWS}) "
            "INSERT INTO filling SELECT randomblob(16), hex(randomblob(20)), "
            "hex(randomblob(200)) FROM n"
        )
        while path.stat().st_size < SIZE:
            connection.execute(rows)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
