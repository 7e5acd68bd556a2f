import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.theme import PALETTE, Tone
from ui.widgets import RIGHT, ROW_ROLE, SORT_ROLE, Column, RowTableModel
from ui.widgets.row_search import RowSearch

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    age: int | None = None
    pinyin: str = ""


COLUMNS = (
    Column[Person]("姓名", lambda row: row.name, sort_key=lambda row: row.pinyin),
    Column[Person](
        "年龄",
        lambda row: "" if row.age is None else str(row.age),
        sort_key=lambda row: row.age,
        align=RIGHT,
        mono=True,
        tone=lambda row: Tone.BAD if row.age == 9 else Tone.NEUTRAL,
    ),
)
PEOPLE = (
    Person("单雄信", 9, "shan xiongxin"),
    Person("张三", 100, "zhang san"),
    Person("仇志强", None, "qiu zhiqiang"),
)


@pytest.fixture
def model(qapp):
    made = RowTableModel(COLUMNS)
    made.set_rows(PEOPLE)
    return made


def names(model):
    return [row.name for row in model.rows]


def test_keeps_qt_rules_alone_and_behind_a_proxy(qtmodeltester, model):
    qtmodeltester.check(model)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    qtmodeltester.check(proxy)
    model.sort(1, DOWN)
    model.set_rows([])
    qtmodeltester.check(model)


def test_cells_heads_and_roles(model):
    cell = model.index(0, 1)
    assert cell.data() == "9"
    assert cell.data(ROW_ROLE) is PEOPLE[0]
    assert cell.data(SORT_ROLE) == 9
    assert cell.data(Qt.ItemDataRole.ForegroundRole).name().upper() == PALETTE.bad
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & RIGHT
    assert "Consolas" in cell.data(Qt.ItemDataRole.FontRole).families()
    assert "Consolas" in model.index(1, 1).data(Qt.ItemDataRole.FontRole).families()
    assert model.index(1, 1).data(Qt.ItemDataRole.ForegroundRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "姓名"
    assert model.headerData(2, Qt.Orientation.Vertical) == 3


def test_sorts_by_key_not_by_text(model):
    model.sort(1, UP)
    assert [row.age for row in model.rows] == [9, 100, None]
    model.sort(1, DOWN)
    assert [row.age for row in model.rows] == [100, 9, None]
    model.sort(0, UP)
    assert names(model) == ["仇志强", "单雄信", "张三"]


def test_later_rows_come_in_the_chosen_order(model):
    model.sort(1, DOWN)
    model.set_rows([Person("甲", 1), Person("乙", 3), Person("丙", 2)])
    assert names(model) == ["乙", "丙", "甲"]


def test_without_a_column_later_rows_keep_their_own_order(model):
    model.sort(1, DOWN)
    model.sort(-1)
    model.set_rows(PEOPLE)
    assert names(model) == [row.name for row in PEOPLE]


def test_indexes_held_by_others_follow_their_row(model):
    held = QPersistentModelIndex(model.index(1, 0))
    model.sort(0, UP)
    assert held.data(ROW_ROLE) is PEOPLE[1]
    assert held.row() == 2


@given(st.lists(st.integers() | st.none(), max_size=30), st.booleans())
def test_sorting_is_a_stable_permutation(ages, backwards):
    rows = [Person(str(at), age) for at, age in enumerate(ages)]
    model = RowTableModel(COLUMNS)
    model.set_rows(rows)
    model.sort(1, DOWN if backwards else UP)
    assert sorted(map(id, model.rows)) == sorted(map(id, rows))
    assert [row.age for row in model.rows if row.age is None] == [
        row.age for row in model.rows[len(rows) - ages.count(None) :]
    ]
    known = [row.age for row in model.rows if row.age is not None]
    assert known == sorted(known, reverse=backwards)
    for one, other in itertools.pairwise(model.rows):
        if one.age == other.age:
            assert int(one.name) < int(other.name)


def test_few_things_many_times_are_dealt_out_as_they_would_be_sorted(model):
    rows = [Person(str(at), at * 7 % 5 or None) for at in range(2_000)]
    model.set_rows(rows)
    orders = []
    model.layoutChanged.connect(lambda: orders.append(names(model)))
    for order in (UP, DOWN, DOWN):  # Qt asks twice
        model.sort(1, order)
    known = [row for row in rows if row.age is not None]
    unknown = [row.name for row in rows if row.age is None]
    up = sorted(known, key=lambda row: row.age)
    down = sorted(up, key=lambda row: row.age, reverse=True)
    assert orders == [[row.name for row in some] + unknown for some in (up, down)]


def searching(text, **conditions):
    search = RowSearch(COLUMNS, lambda row: row.pinyin)
    search.look_for(text)
    for name, holds in conditions.items():
        search.set_condition(name, holds)
    return search


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["单雄信", "张三", "仇志强"]),
        ("张", ["张三"]),
        ("SHAN", ["单雄信"]),
        ("ｚｈａｎｇ　１００", ["张三"]),
        ("zhi qiu", ["仇志强"]),
        ("张 9", []),
    ],
)
def test_every_word_must_be_found_somewhere(text, found):
    assert [row.name for row in searching(text).sift(list(PEOPLE))] == found


def test_conditions_add_up_and_can_be_lifted():
    search = searching("i", aged=lambda row: row.age is not None, old=lambda row: row.age > 50)
    assert search.sift(list(PEOPLE)) == []
    search.set_condition("old", None)
    assert [row.name for row in search.sift(list(PEOPLE))] == ["单雄信"]
    search.set_condition("aged", None)
    search.look_for("  ")
    assert search.sift(list(PEOPLE)) == list(PEOPLE)


def test_narrowed_model_shows_fewer_and_forgets_none(model):
    model.narrow(searching("三").sift)
    assert (names(model), len(model.all_rows)) == (["张三"], 3)
    model.sort(1, UP)
    model.set_rows([*PEOPLE, Person("李三", 1)])
    assert names(model) == ["李三", "张三"]
    model.narrow(searching("").sift)
    assert names(model) == ["李三", "单雄信", "张三", "仇志强"]
