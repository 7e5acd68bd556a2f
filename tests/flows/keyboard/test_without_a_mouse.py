"""The main jobs of a station from the open window by keys alone, and how many keys they take."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.clock import system_clock
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.folder import NewFolder, create_folder
from jyguide.people.organisation import OrganisationFacts
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BranchKind, Rating
from jyguide.training.session import Attendance
from tests.flows.keyboard.fingers import Fingers
from tests.flows.round_figures import CRITERIA, WELL, K
from tests.jyguide.builders import a_roster, a_row
from ui.main import Window
from ui.widgets import RowTable

pytestmark = pytest.mark.flow

KEYS_OF_THE_MAIN_JOB = 49
"""From the roster to the certificate, texts and answers among them; README says so too."""
BLUEPRINT = BlueprintPlan(
    "小测验", Blueprint((BlueprintLine(ItemKind.SINGLE, 2, 100),), 100, 10), MarkingRule()
)


@pytest.fixture
def fingers(qtbot, alerts, tmp_path):
    """A station with a blueprint, and one branch with a checklist for it."""
    folder = tmp_path / "station"
    create_folder(folder, NewFolder("周庄镇", "B", "王芳"), system_clock)
    app = open_application(folder)
    app.papers.save_blueprint(BLUEPRINT, None)
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    village = app.organisations.add(OrganisationFacts("山泉村", K.VILLAGE, town.id))
    app.organisations.add(OrganisationFacts("山泉村党支部", K.BRANCH, village))
    facts = ChecklistFacts("本镇村检查表", BranchKind.VILLAGE, CRITERIA)
    app.checklists.issue(app.checklists.create(facts))
    app.close()
    main = Window(folder, alerts)
    qtbot.addWidget(main.shell)
    main.shell.resize(1366, 768)
    main.shell.setUpdatesEnabled(False)  # nobody looks
    with qtbot.waitExposed(main.shell):
        main.shell.show()
    main.open(alerts.report)
    qtbot.waitUntil(lambda: main.app is not None, timeout=20_000)
    hands = Fingers(qtbot, main)
    hands.settle()
    yield hands
    hands.settle()
    main.shell.close()
    main.close()


def test_the_main_jobs_by_keys_alone(fingers, alerts, tmp_path):
    import_roster(fingers, alerts, tmp_path)
    hold_session(fingers)
    hold_exam(fingers)
    issue_certificate(fingers, alerts, tmp_path)
    assert fingers.pressed <= KEYS_OF_THE_MAIN_JOB
    score_a_branch(fingers)


def import_roster(fingers, alerts, tmp_path):
    """Each step has its button under the keyboard; the last leads to a new training."""
    people = [a_row(name, at) for at, name in enumerate(("陈明", "单雄", "仇英"))]
    alerts.files = [a_roster(tmp_path / "名单.xlsx", people)]
    fingers.press("Ctrl+2", *["Return"] * 4)
    assert {row.name for row in fingers.app.people.people()} == {"陈明", "单雄", "仇英"}
    fingers.press("Return")
    assert fingers.dialog() == "session_dialog"


def hold_session(fingers):
    fingers.type("任前培训")
    fingers.press("Return")
    fingers.type("cm")
    fingers.press("Return", "Return", "Ctrl+PgDown")
    fingers.type("cm")
    fingers.press("Return")
    (session,) = fingers.app.training.sessions()
    (enrolled,) = fingers.app.training.enrolments(session.id)
    assert (enrolled.name, enrolled.attendance) == ("陈明", Attendance.PRESENT)


def hold_exam(fingers):
    """Drawn, arranged and begun by Enter; then the candidate's own keys; then what came of it."""
    fingers.press("Ctrl+9", *["Return"] * 5)
    fingers.type("cm")
    fingers.press("Return")
    (person,) = [row for row in fingers.app.people.people() if row.name == "陈明"]
    fingers.type(person.id_number[-4:])
    fingers.press("Return", "Return")
    (exam,) = fingers.app.sittings.exams()
    for place in fingers.app.papers.paper(exam.paper_id).places:
        fingers.press(*place.content.answer, "PgDown")
    fingers.press("Tab", "Return", "Return")
    fingers.walk("leave")
    fingers.press("Space")
    fingers.qtbot.waitUntil(lambda: fingers.front() is fingers.main.shell)
    fingers.press("Ctrl+PgDown")
    (row,) = fingers.find(RowTable, "results").rows()
    assert (row.result.name, row.result.passed) == ("陈明", True)


def issue_certificate(fingers, alerts, tmp_path):
    alerts.answers, alerts.files = [True], [tmp_path / "证书.pdf"]
    fingers.press("Ctrl+0", "Return", "F12")
    fingers.qtbot.waitUntil((tmp_path / "证书.pdf").exists)
    fingers.settle()
    assert (tmp_path / "证书.pdf").read_bytes().startswith(b"%PDF")
    fingers.press("Escape")


def score_a_branch(fingers):
    """A round laid down, one branch scored, and the list that it comes on."""
    fingers.press("Ctrl+K")
    fingers.type("标准化")
    fingers.press("Return", "Ctrl+N")
    fingers.walk("checklist_village")
    fingers.press("Down", "Return", "Ctrl+F", "Return", "Return")
    assert fingers.dialog() == "inspector_dialog"
    fingers.type("王芳")
    fingers.press("Return")
    for one in CRITERIA:
        answer = ("Return" if key == Qt.Key.Key_Return else key for key in WELL[one.code][0])
        fingers.press(*answer, "Return")
    fingers.press("Ctrl+Return", "Return", "Escape", "Ctrl+K")
    fingers.type("四张名单")
    fingers.press("Return")
    lists = [fingers.find(QWidget, f"list_{rating.value}").view.model() for rating in Rating]
    assert [one.rowCount() for one in lists] == [1, 0, 0, 0]
