"""Ten thousand questions from a workbook into the bank, and words looked for in a large one."""

from __future__ import annotations

import csv
import itertools
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from python_calamine import CalamineWorkbook

from jyguide.app import Application, open_application
from jyguide.bank.import_file import BankPlan
from jyguide.bank.item import ItemContent
from jyguide.bank.row import answer_text
from jyguide.clock import system_clock
from jyguide.exchange.item_file import FoundItem
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE
from tests.bench import anki_peer
from tests.bench.bank_items import cells_of, made_items, write_items
from tests.bench.ratio import (
    Growth,
    Limit,
    Ratio,
    Unmeasured,
    compare,
    compare_seconds,
    rounds_of,
    seconds,
)

COUNT = 10_000
MANY = 100_000
PAGE = 50
WORD = "党支部"
WORDS = ("党", "党支部", "预备期", "按期转正", "党费 交纳", "监督 2026")
"""From one that nearly every item holds to pairs that few do."""
ROUNDS = 4


@contextmanager
def _room() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        create_folder(room / "empty", NewFolder("周庄镇"), system_clock)
        yield room


def importing() -> Iterator[Ratio | Unmeasured]:
    """At most twice what Anki takes for the same notes."""
    with _room() as room:
        yield from _importing(room)


def searching() -> Iterator[Ratio | Limit]:
    """A page of finds within a frame, all of them within 200 ms."""
    with _room() as room:
        yield from _searching(room)


def growth() -> Iterator[Growth]:
    """The slowest word among ten thousand items, and among ten times as many."""
    found = []
    with _room() as room:
        for count in (COUNT, MANY):
            app = _filled(room, room / str(count), list(made_items(count)))
            page, whole = (
                max(_milliseconds(app, word, limit) for word in WORDS) / 1000
                for limit in (PAGE, None)
            )
            found.append((page, whole))
            app.close()
    for at, what in enumerate(("题库查词，第一页", "题库查词，全部结果")):
        yield Growth(what, found[0][at], found[1][at], COUNT, MANY)


def _importing(room: Path) -> Iterator[Ratio | Unmeasured]:
    book, text = room / "items.xlsx", room / "items.csv"
    write_items(book, COUNT)
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(map(cells_of, made_items(COUNT)))
    numbers = itertools.count()

    def ours() -> float:
        """Reading, comparing, writing with the journal, and the first search."""
        folder = room / f"ours{next(numbers)}"
        shutil.copytree(room / "empty", folder)
        app = open_application(folder)
        took = seconds(lambda: _take_in(app, book))
        app.close()
        shutil.rmtree(folder)
        return took

    rows = _kept_rows(room, book)

    def floor() -> float:
        """The workbook read by calamine, and the very rows we keep inserted by the driver."""
        folder = room / f"floor{next(numbers)}"
        shutil.copytree(room / "empty", folder)
        took = seconds(lambda: _insert(book, folder / DATABASE, rows))
        shutil.rmtree(folder)
        return took

    yield compare_seconds(
        f"导入 {COUNT} 道题，对裸读写", ours, floor, allowed=6, rounds=ROUNDS + 1
    )
    name = f"导入 {COUNT} 道题，对 Anki 导入文本"
    if not anki_peer.PYTHON.exists():
        yield Unmeasured(name, "没有装上 anki（见 Makefile 的 bench）")
        return

    def peer() -> float:
        return _anki(room / f"anki{next(numbers)}", text)

    yield compare_seconds(name, ours, peer, allowed=2, rounds=ROUNDS + 1)


def _take_in(app: Application, book: Path) -> None:
    result = app.bank_files.import_plan(app.bank_files.plan_file(book))
    assert result.imported == COUNT, result.imported
    assert len(app.bank.find(WORD, PAGE)) == PAGE


def _anki(folder: Path, text: Path) -> float:
    """Seconds of ``Collection.get_csv_metadata``, ``import_csv`` and ``find_notes``.

    All three are Rust. The importer of text in Python that older releases had, ``TextImporter``,
    is gone from the package: ``anki.importing`` only hands packages on to the same core.
    """
    fields = len(cells_of(next(made_items(1))))
    done = subprocess.run(
        [
            anki_peer.PYTHON,
            Path(__file__).with_name("anki_text.py"),
            folder,
            text,
            str(fields),
            WORD,
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    took, new, found = done.stdout.split()
    assert int(new) == COUNT, new
    assert int(found) > PAGE
    return float(took)


def _kept_rows(room: Path, book: Path) -> dict[str, list[tuple[object, ...]]]:
    folder = room / "once"
    shutil.copytree(room / "empty", folder)
    app = open_application(folder)
    app.bank_files.import_plan(app.bank_files.plan_file(book))
    app.close()
    ours = f"(select id from item where source = '{book.name}')"
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return {
            table: database.execute(f"select * from {table} where {which}").fetchall()
            for table, which in (
                ("item", f"source = '{book.name}'"),
                ("item_revision", f"item_id in {ours}"),
                ("journal", "\"table\" in ('item', 'item_revision')"),
            )
        }


def _insert(book: Path, path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert len(sheet) == COUNT + 1
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        for table, kept in rows.items():
            marks = ",".join("?" * len(kept[0]))
            database.executemany(f"insert into {table} values ({marks})", kept)
        database.commit()


def _searching(room: Path) -> Iterator[Ratio | Limit]:
    contents = list(made_items(MANY))
    app = _filled(room, room / "large", contents)
    start = time.perf_counter()
    app.bank.find(WORD, PAGE)
    built = time.perf_counter() - start
    with closing(_bare_table(contents)) as bare:
        read = seconds(lambda: bare.execute("select * from item").fetchall())
        yield Limit(f"{MANY} 道题建立检索", built, "s", 15, read)
        for what, limit, most, allowed in (
            ("第一页", PAGE, 16, 10),
            ("全部结果", None, 200, 2),
        ):
            yield _slowest(app, bare, what, limit, allowed)
            worst, word = max((_milliseconds(app, word, limit), word) for word in WORDS)
            like = 1000 * seconds(lambda word=word, limit=limit: _like(bare, word, limit))
            yield Limit(f"{MANY} 道题里查词，{what}，最慢的词", worst, "ms", most, like)
    app.close()


def _slowest(
    app: Application, bare: sqlite3.Connection, what: str, limit: int | None, allowed: float
) -> Ratio:
    """Of all words the one that fares worst against LIKE."""
    found = [
        compare(
            f"{MANY} 道题逐词查，{what}，对 LIKE 最差的“{word}”",
            lambda word=word: app.bank.find(word, limit),
            lambda word=word: _like(bare, word, limit),
            allowed=allowed,
            rounds=ROUNDS,
        )
        for word in WORDS
    ]
    return max(found, key=lambda one: one.ratio)


def _milliseconds(app: Application, word: str, limit: int | None) -> float:
    assert app.bank.find(word, limit)
    return 1000 * min(
        seconds(lambda: app.bank.find(word, limit)) for _ in range(rounds_of(ROUNDS))
    )


def _filled(
    room: Path, folder: Path, contents: Sequence[ItemContent], step: int = 20_000
) -> Application:
    shutil.copytree(room / "empty", folder)
    app = open_application(folder)
    for start in range(0, len(contents), step):
        chunk = contents[start : start + step]
        items = tuple(
            FoundItem(str(at), f"第 {at} 题", content)
            for at, content in enumerate(chunk, start=start + 1)
        )
        app.bank_files.import_plan(BankPlan(Path(f"题库{start}.xlsx"), items, ()))
    return app


def _bare_table(contents: Sequence[ItemContent]) -> sqlite3.Connection:
    """Stem, options, answer, explanation and source of the same items."""
    bare = sqlite3.connect(":memory:")
    bare.execute("create table item (id integer primary key, a, b, c, d, e)")
    bare.executemany(
        "insert into item (a, b, c, d, e) values (?, ?, ?, ?, ?)",
        (
            (
                one.stem,
                "\n".join(one.options),
                answer_text(one.kind, one.answer),
                one.explanation,
                f"{one.regulation}{one.edition}{one.article}",
            )
            for one in contents
        ),
    )
    return bare


def _like(bare: sqlite3.Connection, words: str, limit: int | None) -> list[tuple[int]]:
    """Every word in any of the columns, as the page would ask without an index."""
    each = "(a like ? or b like ? or c like ? or d like ? or e like ?)"
    asked = words.split()
    where = " and ".join([each] * len(asked))
    most = "" if limit is None else f" limit {limit}"
    values = [f"%{word}%" for word in asked for _ in range(5)]
    return bare.execute(f"select id from item where {where} order by id{most}", values).fetchall()
