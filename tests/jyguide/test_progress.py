import tempfile
from pathlib import Path

import pytest

from jyguide.errors import Cancelled
from jyguide.exchange.printed_tables import PrintedTable
from jyguide.exchange.printed_tables import write_tables as write_printed
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.exchange.table.writing import write_table
from jyguide.progress import CancelToken, rows_told, watched_by

SPEC = TableSpec("names", "名单", "人", (TableColumn("name", "姓名"),))
ROWS = [[f"样例{at}"] for at in range(2000)]

WRITERS = {
    "list": lambda target: write_table(target, SPEC, "名单", ROWS),
    "printed": lambda target: write_printed(
        "名单", [PrintedTable("名单", (("姓名", 10),), ROWS)], target
    ),
}


class Watch(CancelToken):
    """Notes what it is told, and asks to stop at a step."""

    def __init__(self, stop_at=None):
        super().__init__()
        self.told, self._stop_at = [], stop_at

    def step(self, done, total, text=""):
        self.told.append((done, total))
        if done == self._stop_at:
            self.cancel()


def test_rows_are_told_by_the_hundred_and_only_to_who_watches():
    watch = Watch()
    with watched_by(watch, watch):
        assert list(rows_told(ROWS)) == ROWS
        assert list(rows_told(iter(range(3)))) == [0, 1, 2]
    assert watch.told == [(0, 2000), (500, 2000), (1000, 2000), (1500, 2000), (0, 3)]
    list(rows_told(ROWS))
    assert len(watch.told) == 5


@pytest.mark.parametrize("into", WRITERS)
def test_a_file_stopped_on_its_way_leaves_nothing(into, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spilt"))
    (tmp_path / "spilt").mkdir()
    target, watch = tmp_path / "名单.xlsx", Watch(stop_at=500)
    with watched_by(watch, watch), pytest.raises(Cancelled):
        WRITERS[into](target)
    assert [file for file in Path(tmp_path).rglob("*") if file.is_file()] == []


def test_the_watch_ends_with_its_work():
    watch = Watch()
    with watched_by(watch, watch):
        list(rows_told(iter(())))
    list(rows_told(ROWS))
    assert watch.told == []
