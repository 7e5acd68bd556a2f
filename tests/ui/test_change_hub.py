from jyguide.changes import Changed
from ui.changes import ChangeHub


def test_listeners_hear_what_changed(qtbot):
    hub = ChangeHub()
    with qtbot.waitSignal(hub.changed) as heard:
        hub.tell(Changed.PEOPLE | Changed.EXAMS)
    assert heard.args == [Changed.PEOPLE | Changed.EXAMS]


def test_nothing_changed_is_not_announced(qtbot):
    hub = ChangeHub()
    with qtbot.assertNotEmitted(hub.changed):
        hub.tell(Changed(0))
