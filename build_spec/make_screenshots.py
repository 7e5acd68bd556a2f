"""Takes the pictures in resources/help from the program itself, at work on a sample station.

Run after a change of looks: ``python build_spec/make_screenshots.py``. It needs no screen. The
people are made up; the dates are those of the day it runs.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields
from datetime import date
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import sample_year
from camera import TARGET, find, glance, keep, press, settle, show, wait_until, with_dialog
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QTabWidget,
)

from jyguide.app import Application, open_application
from jyguide.approval.gate import State
from jyguide.certificate.service import CertificateService
from jyguide.clock import system_clock
from jyguide.demo.exchange import run_exchange
from jyguide.demo.run import STATION, run_demo
from jyguide.folder import NewFolder, create_folder
from jyguide.ids import PersonId
from jyguide.life import STATE_VARIABLE
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.place import CITY_CODE
from jyguide.quiz.picking import Picked
from jyguide.quiz.plan import QuizPlan, QuizRules, Side
from jyguide.quiz.play import begin as begin_quiz
from jyguide.quiz.play import buzz, judge, onward, open_floor, reveal, say_letter
from jyguide.quiz.row import QuizMode
from jyguide.quiz.wall import slide_of
from jyguide.training.pace import Light
from jyguide.training.service import TrainingService
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan
from ui.alerts import DialogAlerts
from ui.bank.editor_dialog import EditorDialog
from ui.bank.editor_start import copied
from ui.bank.page import BankPage
from ui.bank.paste_dialog import PasteDialog
from ui.bank.paste_editor import PasteEditor
from ui.drill.window import DrillWindow
from ui.exam.sitting.window import ExamWindow
from ui.importing import ImportWizard
from ui.main import Window
from ui.organisation.tree_panel import TreePanel
from ui.people.home import PeopleHome
from ui.printing.layout import lay_out
from ui.printing.paint import paint_page
from ui.printing.pdf import write_pdf
from ui.printing.shapes import UNITS_PER_MM
from ui.quiz.wall import Wall
from ui.start import make_application
from ui.sync.import_dialog import ImportDialog as SyncImportDialog
from ui.sync.page import SyncPage
from ui.training.door_field import DoorField
from ui.training.page import TrainingPage
from ui.training.session_list import SessionList
from ui.widgets import RowTable

WIDTH, HEIGHT = 1366, 768
CERTIFICATE_WIDTH = 900
SEED = 20261120
ENROLLED, SIGNED_IN = 26, 17
EDITED = "014-1"
ASKED_ON_THE_WALL = "001-1"
LOOKED_AT = "示例一村党支部"
TODAY = "党建指导员业务轮训"
TEAMS = ("红旗队", "先锋队", "滨江队")
PASTED = """一、单项选择题
1. 村民代表会议一般多久召开一次？（    ）
A、每月  B、每季度  C、每半年  D、每年
答案：B
解析：《中华人民共和国村民委员会组织法》第三十条。

2. 预备党员的预备期为（    ）。
A. 半年
B. 一年
C. 两年
答案：D

二、判断题
3. 党小组组长由党支部指定，也可由所在党小组党员推荐产生。（√）

三、填空题
4. 村务公开中一般事项至少每____公布一次。
答案：季度
"""
KNOWN_ROWS, PHONE_COLUMN, CHANGED_ROW = 12, 6, 0
SINGLE_CHOICES, LEFT_FOR_LATER = 20, 7
ENTER = Qt.Key.Key_Return


def main() -> None:
    """Take all pictures; those there already are replaced."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen_file(Path(folder))}"
        application = make_application(sys.argv[:1])
        at_work(Path(folder) / "demo")
        a_year_later(Path(folder) / "fresh")
        between_offices(Path(folder) / "offices")
        application.quit()


def screen_file(folder: Path) -> Path:
    """Describes one screen of the size of the station PCs' to Qt's offscreen platform."""
    screen = {"name": "station", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return file


def at_work(folder: Path) -> None:
    """The pictures of a station in the middle of its second session."""
    run_demo(folder, SEED, write_pdf)
    sample_year.fill(folder / "station", date.today())  # noqa: DTZ011 - the day on the wall
    session_today(folder / "station")
    window = opened(folder / "station")
    app = window.app
    assert app is not None  # noqa: S101 - `opened` has waited for it
    show(window, "training")
    take_sign_in(window, app.training)
    take_year(window)
    take_people(window, app)
    for page in ("home", "bank"):
        show(window, page)
        keep(window.shell.grab().toImage(), page)
    take_bank_dialogs(window)
    take_quiz(app)
    take_drill(window)
    keep_results(window)
    take_exam(window, app)
    take_certificate(app.certificates)
    window.shell.close()
    window.close()


def take_year(window: Window) -> None:
    """The plan of the year, and who will have his days at its end."""
    page = window.shell.current_page
    assert isinstance(page, TrainingPage)  # noqa: S101 - shown just now
    press(window.shell, "back")
    settle(window)
    page.tabs.show_tab("year_plan")
    settle(window)
    keep(window.shell.grab().toImage(), "year-board")
    page.tabs.show_tab("credit")
    settle(window)
    table = find(window.shell, RowTable, "credit_days")
    role = find(table, QComboBox, "choice_role")
    role.setCurrentIndex(role.findText("村党组织书记", Qt.MatchFlag.MatchStartsWith))
    late = [line for line in table.rows() if line.light is Light.OUT_OF_REACH]
    table.select_rows(lambda line: line is late[0])
    settle(window)
    keep(window.shell.grab().toImage(), "credit")


def take_people(window: Window, app: Application) -> None:
    """The tree, one person's file, and who is how far on the way to his post."""
    tree = {row.name: row.id for row in app.organisations.rows()}
    show(window, "organisation")
    for name in (sample_year.VILLAGES[-1], LOOKED_AT):  # the first of them scrolls the other up
        find(window.shell, TreePanel, "").choose(tree[name])
        settle(window)
    keep(window.shell.grab().toImage(), "organisation")
    show(window, "people")
    page = window.shell.current_page
    assert isinstance(page, PeopleHome)  # noqa: S101 - shown just now
    page.open_person(app.organisations.people_at(tree[sample_year.VILLAGES[0]], below=True)[0])
    settle(window)
    find(window.shell, QTabWidget, "file_tabs").setCurrentIndex(2)
    settle(window)
    keep(window.shell.grab().toImage(), "person-file")
    show(window, "approval")
    table = find(window.shell, RowTable, "standings")
    first = next(row for row in table.rows() if row.standing.state is State.TRAINED)
    table.select_rows(lambda row: row is first)
    settle(window)
    keep(window.shell.grab().toImage(), "approval")


def take_bank_dialogs(window: Window) -> None:
    """Questions pasted from a chat, one with a mistake; and an item being written."""
    page = window.shell.current_page
    app = window.app
    assert isinstance(page, BankPage)  # noqa: S101 - shown just now
    assert app is not None  # noqa: S101 - `opened` has waited for it
    pasting = PasteDialog(window.desk, app, window.shell)
    pasting.open()
    pasting.findChild(PasteEditor).setPlainText(PASTED)
    wait_until(find(pasting, QPushButton, "import_now").isEnabled)
    settle(window)
    keep(with_dialog(window.shell, pasting), "bank-paste")
    QDialog.done(pasting, 0)
    row = next(row for row in app.bank.items() if row.number == EDITED)
    editor = EditorDialog(window.desk, app, copied(row), window.shell)
    editor.open()
    settle(window)
    keep(with_dialog(window.shell, editor), "bank-editor")
    QDialog.done(editor, 0)


def a_year_later(folder: Path) -> None:
    """A station imports its next roster: some are new, some changed, a few rows are at fault."""
    create_folder(folder, NewFolder(STATION), system_clock)
    with resources.as_file(resources.files("resources").joinpath("sample", "roster.xlsx")) as now:
        import_last_year(folder, now)
        window = opened(folder)
        show(window, "people")
        press(window.shell, "import_roster")
        dialog = find(window.shell, ImportWizard, "import_dialog")
        dialog.read(now)
        settle(window)
        press(dialog, "next_step")
        settle(window)
        rows = find(dialog, QTableView, "view")
        rows.selectRow(CHANGED_ROW)
        settle(window)
        keep(with_dialog(window.shell, dialog), "roster-import")
        dialog.reject()
        window.shell.close()
        window.close()


def import_last_year(folder: Path, now: Path) -> None:
    """The first half of the roster, in which some had another phone or none."""
    book = load_workbook(now)
    sheet = book.worksheets[0]
    sheet.delete_rows(KNOWN_ROWS, sheet.max_row)
    for at in (3, 6, 10):
        sheet.cell(at, PHONE_COLUMN).value = f"139000012{at:02d}"
    sheet.cell(8, PHONE_COLUMN).value = None
    former = folder.with_name("去年.xlsx")
    book.save(former)
    app = open_application(folder)
    app.rosters.take_in(app.rosters.plan(former))
    app.close()


def between_offices(folder: Path) -> None:
    """The city rehearses a station's file; its board, and what was done, after a busy day."""
    run_exchange(folder, SEED, lambda _step: None)
    os.environ[STATE_VARIABLE] = str(folder / "本机状态")
    window = opened(folder / "市级")
    assert window.app is not None  # noqa: S101 - `opened` has waited for it
    bundle = written_apart(folder, window.app)
    show(window, "sync")
    keep(window.shell.grab().toImage(), "sync-board")
    page = window.shell.current_page
    assert isinstance(page, SyncPage)  # noqa: S101 - shown just now
    page.take_files([bundle])
    dialog = find(window.shell, SyncImportDialog, "import_dialog")
    settle(window)
    keep(with_dialog(window.shell, dialog), "sync-import")
    dialog.reject()
    show(window, "history")
    keep(window.shell.grab().toImage(), "history")
    window.shell.close()
    window.close()


def written_apart(folder: Path, city: Application) -> Path:
    """City and station change one person's phone apart, the station more; gives its file."""
    station = open_application(folder / STATION)
    someone, other, *_ = station.people.people()
    change_phone(station, someone.id, "13800007001")
    change_phone(city, someone.id, "13800007002")
    change_phone(station, other.id, "13800007003")
    target = folder / station.sync.suggested_name(CITY_CODE)
    station.sync.export(CITY_CODE, target)
    station.close()
    return target


def change_phone(app: Application, person_id: PersonId, phone: str) -> None:
    """Change nothing else of somebody."""
    now = app.people.person(person_id)
    same = [field.name for field in fields(PersonFacts) if field.name not in ("kind", "phone")]
    kept = {name: getattr(now, name) for name in same}
    kind = InstructorKind(now.kind) if now.kind else None
    app.people.change(person_id, PersonFacts(**kept, phone=phone, kind=kind))


def opened(folder: Path) -> Window:
    """The program's window over a data folder, ready to be used."""
    window = Window(folder, DialogAlerts())
    window.shell.resize(WIDTH, HEIGHT)
    window.shell.show()
    window.open(print)
    wait_until(lambda: window.app is not None)
    settle(window)
    return window


def session_today(folder: Path) -> None:
    """Plan today's session with people on its list, and an exam after it."""
    app = open_application(folder)
    today = date.today()  # noqa: DTZ011 - the day on the wall
    session_id = app.training.plan(
        SessionPlan(
            title=TODAY,
            kind=SessionKind.PRE_POST,
            level=SessionLevel.TOWNSHIP,
            starts_on=today,
            ends_on=today,
            place=f"{STATION}党群服务中心二楼会议室",
            lecturer="样例讲师",
            credit_hours=40,
            training_days=5,
        )
    )
    people = app.people.people()[:ENROLLED]
    app.training.enrol(session_id, [person.id for person in people])
    app.sittings.open_exam(app.papers.papers()[0].id, "业务轮训测试", session_id)
    app.close()


def take_sign_in(window: Window, training: TrainingService) -> None:
    """The queue at the door: most are in, the next one is being typed."""
    (now,) = [row for row in training.sessions() if row.plan.title == TODAY]
    find(window.shell, SessionList, "").opened.emit(now)  # what a double click emits
    settle(window)
    field = find(window.shell, DoorField, "door_field")
    rows = training.enrolments(now.id)
    for row in rows[:SIGNED_IN]:
        field.setText(row.name)
        QTest.keyClick(field, ENTER)
        settle(window)
    field.setText(rows[SIGNED_IN].name[:1])
    settle(window)
    keep(window.shell.grab().toImage(), "sign-in")


def take_quiz(app: Application) -> None:
    """The wall of a quiz between three teams, the first question answered and explained."""
    picked = next(
        row.revision_id for row in app.quizzes.offered() if row.number == ASKED_ON_THE_WALL
    )
    items = app.quizzes.choose(Picked((picked,)), SEED).items
    sides = tuple(Side(name) for name in TEAMS)
    rules = QuizRules(animated=False)
    quiz = app.quizzes.begin(QuizPlan("课堂竞答", QuizMode.TEAM, sides, items, rules))
    play = onward(begin_quiz(quiz))
    play = reveal(judge(say_letter(buzz(open_floor(play), 2), "B"), right=True, seconds=6), 6)
    wall = Wall()
    wall.resize(WIDTH, HEIGHT)
    wall.show()
    wall.show_slide(slide_of(play), animated=False)
    glance()
    keep(wall.grab().toImage(), "quiz-wall")
    wall.close()


def take_drill(window: Window) -> None:
    """Somebody has said an answer aloud, turned the card and ticked what he named."""
    show(window, "drill")
    search = find(window.shell, QLineEdit, "drill_search")
    QTest.keyClick(search, Qt.Key.Key_Down)
    press(window.shell, "drill_begin")
    settle(window)
    press(window.shell, "mode_queue")
    settle(window)
    drill = next(one for one in QApplication.topLevelWidgets() if isinstance(one, DrillWindow))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(drill.focusWidget() or drill, key)
    settle(window)
    keep(drill.grab().toImage(), "drill")
    drill.close()
    settle(window)


def keep_results(window: Window) -> None:
    """The results of the exam that is over."""
    show(window, "exam")
    tabs = find(window.shell, QTabWidget, "exam_tabs")
    tabs.setCurrentIndex(2)
    settle(window)
    choice = find(window.shell, QComboBox, "exam_choice")
    choice.setCurrentIndex(choice.count() - 1)
    settle(window)
    keep(window.shell.grab().toImage(), "results")
    tabs.setCurrentIndex(1)
    settle(window)


def take_exam(window: Window, app: Application) -> None:
    """Somebody who has come to the items with several right answers."""
    press(window.shell, "start")
    settle(window)
    exam = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ExamWindow))
    listed = find(exam, QListView, "candidate_list")
    session_id = app.sittings.exams()[0].session_id
    assert session_id is not None  # noqa: S101 - it was arranged for one
    person = app.training.enrolments(session_id)[3]
    find(exam, QLineEdit, "candidate_search").setText(person.name)
    QTest.keyClick(find(exam, QLineEdit, "candidate_search"), ENTER)
    assert listed.model().rowCount() == 1  # noqa: S101 - a name is enough here
    numbers = {row.id: row.id_number for row in app.people.people()}
    find(exam, QLineEdit, "id_tail").setText(numbers[person.person_id][-4:])
    press(exam, "enter")
    settle(window)
    press(exam, "begin")
    settle(window)
    answers = ["A"] * SINGLE_CHOICES + ["AC", "AC"]
    for number, answer in enumerate(answers, 1):
        type_letters(exam, answer)
        if number == LEFT_FOR_LATER:
            QTest.keyClick(exam.focusWidget() or exam, Qt.Key.Key_M)
        QTest.keyClick(exam.focusWidget() or exam, ENTER)
    type_letters(exam, "ABD")
    settle(window)
    keep(exam.grab().toImage(), "exam-window")
    exam.leave()
    wait_until(lambda: exam not in QApplication.topLevelWidgets())


def type_letters(exam: ExamWindow, letters: str) -> None:
    """Press the keys of options."""
    for letter in letters:
        QTest.keyClick(exam.focusWidget() or exam, getattr(Qt.Key, f"Key_{letter}"))


def take_certificate(certificates: CertificateService) -> None:
    """The first certificate that was issued, as it comes out of the printer."""
    first = min(certificates.certificates(), key=lambda row: row.number)
    (page,) = lay_out(certificates.documents([first.id])[0])
    height = round(CERTIFICATE_WIDTH * page.setup.height / page.setup.width)
    picture = QImage(CERTIFICATE_WIDTH, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_page(painter, page, CERTIFICATE_WIDTH / (page.setup.width * UNITS_PER_MM))
    painter.end()
    keep(picture, "certificate")


if __name__ == "__main__":
    main()
