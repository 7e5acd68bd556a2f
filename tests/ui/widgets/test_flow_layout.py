import gc

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.widgets.flow_layout import FlowLayout

MANY = 50


def a_part():
    part = QWidget()
    part.setMinimumSize(20, 10)
    return part


def test_what_another_layout_left_behind_is_not_taken_for_its_own(qapp):
    """Python knew the items of a row that Qt has deleted; others came to lie where they lay."""
    bar = QWidget()
    row = QHBoxLayout(bar)
    for _ in range(MANY):
        row.addWidget(a_part())
    for part in [row.itemAt(at).widget() for at in range(MANY)]:
        part.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    whole = QWidget()
    flow = FlowLayout(0, whole)
    for _ in range(MANY):
        flow.addWidget(a_part())
    del part, row, bar
    gc.collect()
    assert flow.count() == MANY
    assert flow.minimumSize() == QSize(20, 10)


def test_parts_that_go_leave_the_others(qapp):
    whole = QWidget()
    flow = FlowLayout(0, whole)
    first, second, third = parts = [a_part() for _ in range(3)]
    for part in parts:
        flow.addWidget(part)
    flow.removeWidget(first)
    second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert flow.count() == 1
    assert flow.itemAt(0).widget() is third
    assert flow.itemAt(1) is None
