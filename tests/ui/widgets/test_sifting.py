"""What a filter on a column lets through, and the value in which heads are kept."""

import pytest

from ui.widgets.heads.sifting import CellKind, kind_of, number_in, passing, sentence
from ui.widgets.heads.state import ColumnFilter, HeadState, SortBy, SortMode, labels
from ui.widgets.heads.value_list import ValueList


@pytest.mark.parametrize(
    ("texts", "figures", "kind"),
    [
        (["12", "", "1,234.50", "-3"], True, CellKind.NUMBER),
        (["12.5%", "3 人"], True, CellKind.NUMBER),
        (["320281199001019991"], False, CellKind.TEXT),  # nobody counts with ID numbers
        (["12", "缺考"], True, CellKind.TEXT),
        (["2026-06-30", "2026-06-30 09:00", ""], False, CellKind.DAY),
        (["1990-**-**"], False, CellKind.TEXT),
        (["", ""], True, CellKind.TEXT),
    ],
)
def test_a_column_is_of_numbers_or_days_if_every_cell_is(texts, figures, kind):
    assert kind_of(texts, figures=figures) is kind


@pytest.mark.parametrize(
    ("wanted", "through"),
    [
        (ColumnFilter(("9", "")), ["9", ""]),
        (ColumnFilter(()), []),
        (ColumnFilter(least="9"), ["9", "10", "1,200.5 元"]),
        (ColumnFilter(least="9.5", most="10"), ["10"]),
        (ColumnFilter(("9", "10"), most="9"), ["9"]),
        (ColumnFilter(but=("9", "缺考")), ["", "10", "1,200.5 元"]),
        (ColumnFilter(least="9", but=("10",)), ["9", "1,200.5 元"]),
        (ColumnFilter(least="2026-06-30"), ["2026-06-30 09:00", "2026-07-01"]),
        (ColumnFilter(most="2026-06-30"), ["2026-06-30 09:00"]),
    ],
)
def test_values_and_limits_let_cells_through(wanted, through):
    cells = ["9", "", "10", "1,200.5 元", "缺考", "2026-06-30 09:00", "2026-07-01"]
    if wanted.least.startswith("2026") or wanted.most.startswith("2026"):
        cells = cells[-2:]
    elif wanted.values is None:
        cells = cells[:-2]
    assert list(filter(passing(wanted), cells)) == through


@pytest.mark.parametrize("off", [0, 1, 499, 700, 1_199])
def test_of_very_many_ticks_all_but_a_few_are_kept_as_those_few(off):
    counts = {f"村{at:04}": 1 for at in range(1_200)}
    values = ValueList(counts, frozenset(list(counts)[off:]))
    kept = values.filtered("", "")
    assert len(kept.values or ()) + len(kept.but) <= 701
    assert bool(kept) is (off > 0)
    assert list(filter(passing(kept), counts)) == list(counts)[off:]


def test_a_filter_says_what_it_lets_through():
    assert sentence(ColumnFilter(("大学", ""))) == "大学、（空白）"
    assert sentence(ColumnFilter(tuple("甲乙丙丁"))) == "甲、乙、丙 等 4 项"
    assert sentence(ColumnFilter((), "5", "9")) == "一项也没有选，≥ 5，≤ 9"
    assert sentence(ColumnFilter(least="2026-01-01")) == "从 2026-01-01"
    assert sentence(ColumnFilter(but=("", "大学"), most="9")) == "除了 （空白）、大学，≤ 9"


def test_a_number_is_read_with_its_unit_or_not_at_all():
    assert [number_in(text) for text in ("−3.5%", "1,234 元", "12/30", "")] == [
        *(-3.5, 1234.0),
        *(None, None),
    ]


def test_a_state_is_read_as_it_was_written_and_rubbish_is_none():
    state = HeadState(
        {"姓名": 90},
        ("单位", "姓名"),
        ("单位",),
        "",
        SortBy("姓名", True, SortMode.NAME_STROKES),
        {"单位": ColumnFilter(("",), "1")},
    )
    assert HeadState.from_json(state.to_json()) == state
    for rubbish in ("", "[1]", '{"widths": 3}', '{"sort": {"mode": "x"}}'):
        assert HeadState.from_json(rubbish) == HeadState()
    assert labels(["得分", "", "得分"]) == ["得分", "第2列", "得分#2"]
