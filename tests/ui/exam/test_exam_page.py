import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from jyguide.exam.row import CandidateState, EndedBy, ExamState
from jyguide.exchange.workbook import read_workbook
from ui.exam.page import ExamPage
from ui.exam.sitting.window import ExamWindow
from ui.printing.preview import PrintPreview
from ui.widgets import Banner, RowTable

LEFT = Qt.MouseButton.LeftButton


class PageHands:
    """Drives the exam page through real clicks."""

    def __init__(self, qtbot, desk, app):
        self.qtbot = qtbot
        self.desk = desk
        self.page = ExamPage(desk, app)
        desk.changes.changed.connect(self.page.note_change)
        self.page.resize(1142, 640)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def find(self, kind, name, inside=None):
        found = [w for w in (inside or self.page).findChildren(kind, name) if w.isVisible()]
        assert found, name
        return found[0]

    def click(self, name, inside=None):
        self.qtbot.mouseClick(self.find(QPushButton, name, inside), LEFT)
        self.settle()

    def tab(self, index):
        bar = self.find(QTabWidget, "exam_tabs").tabBar()
        self.qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
        self.settle()

    def table(self, name):
        return self.find(RowTable, name)

    def dialog(self, name):
        self.qtbot.waitUntil(
            lambda: any(w.isVisible() for w in self.page.findChildren(QWidget, name))
        )
        found = self.find(QWidget, name)
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def new_blueprint(self):
        """The editor as it opens from the empty list."""
        self.click("empty_action", self.table("blueprints"))
        return self.dialog("blueprint_dialog")

    def type_over(self, field, text):
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)


@pytest.fixture
def empty(qtbot, desk, app):
    """The page over a station without blueprint, paper or exam."""
    return PageHands(qtbot, desk, app)


@pytest.fixture
def hands(qtbot, desk, room):
    """The page over the exam room."""
    return PageHands(qtbot, desk, room.app)


def test_default_blueprint_is_offered_and_a_paper_drawn_twice_from_one_seed(empty, app):
    editor = empty.new_blueprint()
    assert empty.find(QLabel, "total", editor).text() == "共 47 题，总分 100 分"
    assert not [w for w in editor.findChildren(Banner) if w.isVisible()]
    empty.qtbot.keyClick(empty.find(QLineEdit, "blueprint_name", editor), Qt.Key.Key_Return)
    empty.qtbot.waitUntil(lambda: len(empty.table("blueprints").rows()) == 1)
    empty.settle()
    assert app.papers.blueprints()[0].plan.blueprint.pass_points == 600

    for title in ("first", "again"):
        empty.click("draw")
        dialog = empty.dialog("draw_dialog")
        assert empty.find(QLineEdit, "field_seed", dialog).text().isdigit()
        empty.type_over(empty.find(QLineEdit, "field_title", dialog), title)
        empty.type_over(empty.find(QLineEdit, "field_seed", dialog), "4711")
        empty.click("confirm", dialog)
        empty.qtbot.waitUntil(
            lambda title=title: (
                empty.table("papers").rows()[:1] != []
                and empty.table("papers").rows()[0].title == title
            )
        )
        empty.settle()
    again, first = app.papers.papers()
    assert (first.seed, again.seed) == (4711, 4711)
    places = [app.papers.paper(row.id).places for row in (first, again)]
    assert [p.content for p in places[0]] == [p.content for p in places[1]]


def test_shortfall_is_shown_while_the_blueprint_is_written(empty):
    editor = empty.new_blueprint()
    count = empty.find(QSpinBox, "count", editor)
    supply = empty.find(QLabel, "supply", editor)
    have = int("".join(c for c in supply.text() if c.isdigit()))
    empty.type_over(count, "900")
    assert supply.text() == f"可选 {have} 道，缺 {900 - have} 道"
    banner = empty.find(Banner, "shortfall", editor)
    assert banner.findChild(QLabel, "sentence").text() == (
        f"缺 {900 - have} 道单选题：要 900 道，题库里只有 {have} 道。"
    )
    empty.type_over(count, "1")
    assert supply.text() == f"可选 {have} 道"
    assert not banner.isVisible()


def test_two_lines_that_want_the_same_items_compete(empty):
    editor = empty.new_blueprint()
    supply = empty.find(QLabel, "supply", editor)
    have = int("".join(c for c in supply.text() if c.isdigit()))
    empty.type_over(empty.find(QSpinBox, "count", editor), str(have))
    assert "缺" not in supply.text()
    empty.click("add_line", editor)
    labels = [w.text() for w in editor.findChildren(QLabel, "supply") if w.isVisible()]
    assert sum("缺 5 道" in text for text in labels) == 1


def test_marking_rule_shows_what_it_gives(empty, app):
    editor = empty.new_blueprint()
    cases = ("AB", "A", "ABD", "ABCD", "nothing")
    worth = [empty.find(QLabel, f"worth_{letters}", editor) for letters in cases]

    def points():
        return [label.text().removesuffix(" 分") for label in worth]

    assert points() == ["1", "1", "0", "0", "0"]
    box = empty.find(QComboBox, "multiple_rule", editor)
    for expected in (["1.3", "0.6", "0", "0", "0"], ["1.3", "0.6", "0.6", "1.3", "0"], ["0"] * 5):
        empty.qtbot.keyClick(box, Qt.Key.Key_Down)
        assert points() == expected
    empty.click("save", editor)
    empty.qtbot.waitUntil(lambda: len(empty.table("blueprints").rows()) == 1)
    assert app.papers.blueprints()[0].plan.rule.multiple == "all_or_nothing"


def test_pass_mark_above_the_total_is_refused_in_the_form(empty, app):
    editor = empty.new_blueprint()
    empty.type_over(empty.find(QDoubleSpinBox, "pass_points", editor), "101")
    empty.click("save", editor)
    assert editor.isVisible()
    problems = [w.text() for w in editor.findChildren(QLabel, "problem") if w.isVisible()]
    assert problems == ["及格分不能高于总分。"]
    assert app.papers.blueprints() == []


def test_paper_and_key_are_previewed(hands):
    for button in ("preview", "preview_key"):
        hands.click(button)
        hands.qtbot.waitUntil(lambda: bool(hands.page.findChildren(PrintPreview)))
        (preview,) = hands.page.findChildren(PrintPreview)
        hands.settle()
        assert preview.isVisible()
        with hands.qtbot.waitSignal(preview.destroyed):
            hands.qtbot.keyClick(preview, Qt.Key.Key_Escape)


def test_exam_is_arranged_and_shows_its_candidates(hands, room):
    hands.tab(1)
    hands.click("arrange")
    dialog = hands.dialog("arrange_dialog")
    assert hands.find(QLineEdit, "field_title", dialog).text() == "样例培训结业考试"
    hands.click("confirm", dialog)
    hands.qtbot.waitUntil(lambda: len(hands.table("exams").rows()) == 2)
    hands.settle()
    hands.qtbot.waitUntil(lambda: hands.find(QLabel, "exam_title").text() == "样例培训结业考试")
    hands.settle()
    rows = hands.table("candidates").rows()
    assert {row.name for row in rows} == set(room.people)
    assert {row.state for row in rows} == {CandidateState.WAITING}


def test_start_opens_the_exam_over_the_screen(hands, qtbot):
    hands.tab(1)
    hands.click("start")
    (window,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, ExamWindow) and w.isVisible()
    ]
    assert window.isFullScreen()
    hands.settle()
    with qtbot.waitSignal(window.closed):
        window.close()
    qtbot.waitUntil(lambda: hands.page.exams.window_ is None)


def test_exam_is_closed_only_when_nobody_sits_it(hands, room, alerts):
    room.begin("仇小雨")
    hands.tab(1)
    alerts.answers = [True]
    hands.click("close_exam")
    assert "还有 1 人没有交卷" in str(alerts.take_error())
    sitting = room.begin("仇小雨")
    room.app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
    alerts.answers = [True]
    hands.click("close_exam")
    hands.settle()
    assert room.app.sittings.exam(room.exam.id).state is ExamState.CLOSED
    assert not hands.find(QPushButton, "start").isEnabled()


def with_results(room):
    """仇小雨 knows all, 单大山 gets item 1 wrong and writes half an essay."""
    right = room.right_answers()
    first = room.paper.places[0].content.answer
    wrong = right | {1: "B" if first == "A" else "A", 7: "不知道"}
    room.sit("仇小雨", right)
    room.sit("单大山", wrong)


def test_results_stand_in_roster_order_with_the_sheet_beside(hands, room):
    with_results(room)
    hands.tab(2)
    rows = hands.table("results").rows()
    assert [row.result.name for row in rows] == ["仇小雨", "单大山"]
    hands.table("results").select_rows(lambda row: row.result.name == "单大山")
    text = hands.find(QTextBrowser, "sheet").toPlainText()
    place = room.paper.places[0]
    wrong, waiting = text.index("答错或没有得满分（1 题）"), text.index("待评阅（1 题）")
    assert wrong < text.index("第 1 题") < waiting < text.index("第 7 题")
    assert place.content.explanation in text
    assert place.content.article in text


def test_short_answers_are_marked_by_keyboard_and_change_needs_a_reason(hands, room):
    with_results(room)
    hands.tab(2)
    assert hands.find(QPushButton, "mark_by_hand").text() == "评阅简答题（2）"
    hands.click("mark_by_hand")
    dialog = hands.dialog("marking_dialog")
    points = hands.find(QDoubleSpinBox, "points", dialog)
    assert points.value() == 40  # the model answer itself
    hands.qtbot.keyClick(points, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: points.value() == 0)
    hands.settle()
    tick = hands.find(QCheckBox, "key_point_1", dialog)
    assert not tick.isChecked()
    tick.setFocus()
    hands.qtbot.keyClick(tick, Qt.Key.Key_Space)
    share = 400 // len(room.paper.places[6].content.key_points)
    assert points.value() == share / 10
    hands.type_over(points, "12.5")
    hands.qtbot.keyClick(points, Qt.Key.Key_PageUp)
    assert not hands.find(QPushButton, "previous", dialog).isEnabled()
    hands.qtbot.keyClick(points, Qt.Key.Key_PageDown)
    hands.type_over(points, "12.5")
    hands.qtbot.keyClick(points, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: hands.page.results._dialog is None)
    hands.settle()
    by_name = {row.name: row for row in room.app.results.results(room.exam.id)}
    assert by_name["仇小雨"].points == 1000
    assert by_name["单大山"].points == 500 + 125
    assert {row.waiting for row in by_name.values()} == {0}


def test_given_mark_is_changed_with_a_reason_only(hands, room):
    with_results(room)
    hands.tab(2)
    table = hands.table("results")
    table.select_rows(lambda row: row.result.name == "单大山")
    menu = table.make_menu()
    menu.actions()[0].trigger()
    dialog = hands.dialog("marking_dialog")
    hands.qtbot.keyClick(dialog, Qt.Key.Key_PageDown)  # past the waiting one, to item 1
    assert "第 1 题" in hands.find(QLabel, "progress", dialog).text()
    hands.type_over(hands.find(QDoubleSpinBox, "points", dialog), "5")
    hands.click("save_mark", dialog)
    problems = [w.text() for w in dialog.findChildren(QLabel, "problem") if w.isVisible()]
    assert problems == ["改动已有的分数要写明原因。"]
    hands.qtbot.keyClicks(hands.find(QLineEdit, "reason", dialog), "misprint")
    hands.click("save_mark", dialog)
    hands.settle()
    by_name = {row.name: row for row in room.app.results.results(room.exam.id)}
    assert by_name["单大山"].points == 500 + 50
    assert by_name["单大山"].remarked


def test_items_are_analysed_with_the_note_on_small_samples(hands, room):
    with_results(room)
    hands.tab(2)
    hands.click("show_items")
    rows = hands.table("items").rows()
    assert len(rows) == 7
    assert rows[0].figures.facility == 0.5
    note = hands.find(Banner, "sample_note").findChild(QLabel, "sentence")
    assert note.text() == "样本少，仅供参考"


def test_results_are_exported(hands, room, alerts, tmp_path):
    with_results(room)
    hands.tab(2)
    target = tmp_path / "成绩单.xlsx"
    alerts.files = [target]
    with hands.qtbot.waitSignal(hands.page.notice):
        hands.click("export_results")
    assert alerts.suggested == ["样例考试成绩单.xlsx"]
    sheet = read_workbook(target)[0]
    text = "\n".join(str(cell) for row in sheet.rows for cell in row)
    assert all(name in text for name in room.people)


def test_results_without_any_exam_say_so(empty):
    empty.tab(2)
    assert not empty.find(QPushButton, "export_results").isEnabled()
    assert empty.find(QLabel, "empty_title", empty.table("results")).text() == "还没有人交卷"
