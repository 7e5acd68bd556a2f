"""A drive that fails, is gone, comes back, or comes back as another, in the middle of work."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from db.driver import connect
from db.errors import StorageError
from db.faults import explaining
from tests.db.house import a_person
from tests.db.test_faults import contents, is_sentence
from tests.postgres import only_sqlite


def pull_out(path):
    """Every handle this process has on the database is dead from now on, as on a lost share."""
    for handle in list(Path("/proc/self/fd").iterdir()):
        with suppress(FileNotFoundError):
            if str(handle.readlink()) in {str(path), f"{path}-wal"}:
                dead = os.open(os.devnull, os.O_RDONLY)
                os.dup2(dead, int(handle.name))
                os.close(dead)


@only_sqlite
def test_dead_handles_are_a_sentence_and_are_given_up(folder):
    folder.add(a_person())
    pull_out(folder.path)
    with pytest.raises(StorageError, match="读写磁盘时出错") as caught:
        folder.add(a_person())
    assert is_sentence(caught.value)
    folder.add(a_person())  # it is back
    assert contents(folder.path) == (2, 2, 2)


@only_sqlite
def test_nothing_is_saved_into_a_file_that_has_no_place_any_more(folder, tmp_path):
    folder.add(a_person())
    away = tmp_path / "away"
    away.mkdir()
    files = list(tmp_path.glob(f"{folder.path.name}*"))
    for file in files:
        file.rename(away / file.name)
    with pytest.raises(StorageError, match="不在原来的位置"):
        folder.add(a_person())
    folder.engine.pool.dispose()  # a thread that has no connection yet makes no empty file
    with pytest.raises(StorageError, match="不在原来的位置"):
        folder.add(a_person())
    with pytest.raises(StorageError, match="打不开数据库"), explaining():
        connect(folder.path)
    assert not folder.path.exists()
    for file in files:
        (away / file.name).rename(file)
    folder.add(a_person())
    copy = shutil.copy(folder.path, away / "older.db")
    Path(copy).replace(folder.path)  # as a cloud drive does
    with pytest.raises(StorageError, match="换成了另一份"):
        folder.add(a_person())
