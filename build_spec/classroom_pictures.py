"""The pictures of a session: at the door, at the wall, alone, in the exam, its certificate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from camera import HEIGHT, WIDTH, find, glance, keep, press, settle, show, wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QTabWidget

from jyguide.app import Application, open_application
from jyguide.certificate.service import CertificateService
from jyguide.demo.run import STATION
from jyguide.quiz.picking import Picked
from jyguide.quiz.plan import QuizPlan, QuizRules, Side
from jyguide.quiz.play import begin as begin_quiz
from jyguide.quiz.play import buzz, judge, onward, open_floor, reveal, say_letter
from jyguide.quiz.row import QuizMode
from jyguide.quiz.wall import slide_of
from jyguide.training.service import TrainingService
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan
from ui.drill.window import DrillWindow
from ui.exam.sitting.window import ExamWindow
from ui.main import Window
from ui.printing.layout import lay_out
from ui.printing.paint import paint_page
from ui.printing.shapes import UNITS_PER_MM
from ui.quiz.wall import Wall
from ui.training.door_field import DoorField
from ui.training.session_list import SessionList

CERTIFICATE_WIDTH = 900
SEED = 20261120
ENROLLED, SIGNED_IN = 26, 17
ASKED_ON_THE_WALL = "001-1"
TODAY = "党建指导员业务轮训"
TEAMS = ("红旗队", "先锋队", "滨江队")
SINGLE_CHOICES, LEFT_FOR_LATER = 20, 7
ENTER = Qt.Key.Key_Return


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
