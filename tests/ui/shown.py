"""Pages put on screen, as tests of them begin."""

from PySide6.QtCore import QSize

DESKTOP = QSize(1142, 620)
"""What the smallest screen we support leaves a page."""


def put_up(qtbot, desk, page, place="", size=DESKTOP):
    """Show a page, at one of its tabs if wanted, and wait until it has read what it shows."""
    desk.changes.changed.connect(page.note_change)
    qtbot.addWidget(page)
    page.resize(size)
    if place:
        page.show_place(place)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return page
