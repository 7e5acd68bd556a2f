"""An organisation chosen by the keyboard."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from ui.organisation.picker import OrganisationField

PATHS = (
    ("周庄镇",),
    ("周庄镇", "红豆村"),
    ("周庄镇", "红豆村", "第一党支部"),
    ("华士镇",),
    ("华士镇", "阿卜杜拉·买买提𠮷村"),
    ("华士镇", "阿卜杜拉·买买提𠮷村", "第一党支部"),
)


def row(at, path):
    key = OrganisationId(UUID(int=at + 1))
    return OrganisationRow(
        key, path[-1], OrganisationKind.VILLAGE, "", None, None, "", at, "", path
    )


ROWS = [row(at, path) for at, path in enumerate(PATHS)]


@pytest.fixture
def field(qtbot):
    made = OrganisationField(ROWS)
    made.resize(320, 36)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def test_typing_lists_paths_and_enter_takes_the_one_marked(field, qtbot):
    chosen = []
    field.changed.connect(chosen.append)
    qtbot.keyClicks(field, "hsz dyd")
    popup = field._list.popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == ROWS[5].id
    assert field.text() == "华士镇/阿卜杜拉·买买提𠮷村/第一党支部"

    field.selectAll()
    qtbot.keyClicks(field, "dyd")
    assert popup.model().rowCount() == 2
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "周庄镇/红豆村/第一党支部"

    field.selectAll()
    qtbot.keyClicks(field, "zzzz")
    assert popup.model().index(0, 0).data() == "没有找到这样的组织"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "周庄镇/红豆村/第一党支部"

    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.value(), field.text()) == (None, "")
    assert chosen == [ROWS[5].id, ROWS[2].id, None]


def test_words_that_were_no_choice_do_not_stay(field, qtbot):
    field.set_value(ROWS[0].id)
    field.selectAll()
    qtbot.keyClicks(field, "hong")
    field._list.popup().hide()
    field.clearFocus()
    assert (field.value(), field.text()) == (ROWS[0].id, "周庄镇")
    field.set_rows(ROWS[3:])
    assert (field.value(), field.text()) == (None, "")
