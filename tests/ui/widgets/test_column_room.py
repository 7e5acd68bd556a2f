import pytest

from ui.widgets import Column, RowTableModel
from ui.widgets.column_room import shared
from ui.widgets.row_view import RowView


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (150, [100, 60, 80]),  # there is nothing to spare: a bar to scroll, as before
        (240, [100, 60, 80]),
        (285, [115, 90, 80]),  # 45 shared out by what is lacking, 50 and 100
        (390, [150, 160, 80]),
        (900, [150, 160, 80]),
    ],
)
def test_what_is_to_spare_goes_to_who_lacks_it(room, widths):
    assert shared([100, 60, 80], [150, 160, 40], room) == widths


def test_a_wide_table_cuts_no_text_and_leaves_alone_what_was_set_by_hand(qtbot):
    long = "周庄镇华宏村第一党支部"
    rows = RowTableModel(
        [
            Column("姓名", lambda row: row, width=60),
            Column("单位", lambda row: row, width=60),
            Column("备注", lambda _: "", width=60),
        ]
    )
    view = RowView(rows)
    view.resize(900, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.horizontalHeader().resizeSection(1, 70)
    rows.set_rows([long])
    qtbot.waitUntil(lambda: view.columnWidth(0) > 60)
    assert view.columnWidth(0) > view.sizeHintForColumn(0)
    assert view.columnWidth(1) == 70
    view.resize(200, 300)
    qtbot.waitUntil(lambda: view.columnWidth(0) == 60)
