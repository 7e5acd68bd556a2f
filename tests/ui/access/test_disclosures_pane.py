from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from jyguide.access.disclosure import DisclosureFilter, DisclosureKind
from jyguide.access.permits import PermissionRefused, Permits
from jyguide.access.role import Role
from jyguide.masking import masked_id
from tests.jyguide.builders import a_person, an_id
from ui.access.disclosures_pane import DisclosuresPane
from ui.access.unmask import Numbers, Unmasking, mask_all


@pytest.fixture
def rest(qtbot, desk):
    return lambda: qtbot.waitUntil(lambda: not desk.jobs.busy)


@pytest.fixture
def asking(qtbot, desk, app):
    """Somewhere numbers stand, the box that shows them, and what it was told."""
    box, owner, seen = QCheckBox("号码"), QWidget(), []
    box.setParent(owner)
    qtbot.addWidget(owner)
    showing = Unmasking(owner, desk, box, lambda: Numbers("“张三”", "档案", 1), seen.append)
    showing.record_by(app.disclosures)
    return owner, box, seen


def told(pane):
    return [row.what for row in pane.table.shown_rows()]


def test_who_saw_what_is_listed_narrowed_and_written_out(qtbot, desk, alerts, app, rest, tmp_path):
    whom = app.people.add(a_person("阿卜杜拉·买买提"))
    app.disclosures.record(DisclosureKind.SEEN, "人员档案", 1, whom)
    app.disclosures.record(DisclosureKind.EXPORTED, f"导出花名册{an_id()}", 50_000)
    exported = f"导出花名册{masked_id(an_id())}"
    pane = DisclosuresPane(desk, app)
    qtbot.addWidget(pane)
    pane.show()
    pane.reload()
    rest()
    assert told(pane) == [exported, "人员档案"]
    assert pane.table.shown_rows()[1].whose == "阿卜杜拉·买买提"
    kind = pane.findChild(QComboBox, "choice_kind")
    kind.setCurrentIndex(kind.findData("导出或打印"))
    assert told(pane) == [exported]
    alerts.files = [tmp_path / "登记.xlsx"]
    qtbot.mouseClick(pane.findChild(QPushButton, "export_disclosures"), Qt.MouseButton.LeftButton)
    rest()
    lines = list(load_workbook(tmp_path / "登记.xlsx").worksheets[0].values)
    assert [line[3:] for line in lines[1:]] == [
        (exported, "50000 人"),
        ("人员档案", "阿卜杜拉·买买提"),
    ]


def test_days_at_the_ends_of_the_calendar_and_of_the_day(app):
    app.disclosures.record(DisclosureKind.SEEN, "人员档案", 1)
    today = app.clock().date()
    for since, until, found in (
        (date.min, date.max, 1),
        (today, today, 1),
        (None, today - timedelta(days=1), 0),
        (today + timedelta(days=1), None, 0),
        (date.max, date.min, 0),
    ):
        assert len(app.disclosures.rows(DisclosureFilter(since, until))) == found, (since, until)


def test_numbers_are_shown_only_once_that_is_written_down(asking, alerts, app, rest):
    owner, box, seen = asking
    owner.show()
    alerts.answers = [False, True, True]
    box.click()
    assert (box.isChecked(), seen, app.disclosures.rows()) == (False, [], [])
    box.click()
    assert not box.isChecked()  # not before it is written down
    rest()
    assert (box.isChecked(), seen, len(app.disclosures.rows())) == (True, [True], 1)
    owner.hide()
    assert (box.isChecked(), seen) == (False, [True, False])
    owner.show()
    box.click()
    rest()
    mask_all(owner)
    assert (box.isChecked(), seen[-1], len(app.disclosures.rows())) == (False, False, 2)


def test_who_may_not_sees_nothing(asking, alerts, app, rest, tmp_path, monkeypatch):
    app.people.add(a_person("王芳"))
    reader = Permits(app.permits.user_id, "小李", Role.READ_ONLY, city=False)
    monkeypatch.setattr(app.disclosures, "_permits", reader)
    monkeypatch.setattr(app.history._disclosures, "_permits", reader)
    _, box, seen = asking
    box.click()  # nobody is asked for his consent to what he may not
    rest()
    assert "没有“查看完整号码”的权限" in alerts.take_error().message
    assert (box.isChecked(), seen) == (False, [])
    person = app.people.people()[0]
    for ask in (
        lambda: app.rosters.export(tmp_path / "花名册.xlsx", full=True),
        lambda: app.approval_papers.roster(full=True),
        lambda: app.history.record("person", person.id, full=True),
        lambda: app.history.details(app.history.latest(), full=True),
    ):
        with pytest.raises(PermissionRefused):
            ask()
    assert not app.disclosures.rows()
    assert not (tmp_path / "花名册.xlsx").exists()


def test_a_look_stands_in_the_way_of_no_undoing(app):
    whom = app.people.add(a_person("王芳"))
    app.disclosures.record(DisclosureKind.SEEN, "人员档案", 1, whom)
    app.history.undo(app.history.latest_in_force())
    assert app.people.people() == []
    assert an_id() not in "".join(map(str, app.disclosures.rows()))
