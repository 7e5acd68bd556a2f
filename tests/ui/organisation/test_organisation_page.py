"""The tree led by keys and mouse, its people, and the stations of the city."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeView,
)

from jyguide.people.organisation import OrganisationFacts, OrganisationKind, organisation_label
from tests.jyguide.builders import a_person, a_roster
from ui.organisation.picker import OrganisationField
from ui.organisation.tree_model import MIME
from ui.theme import PALETTE

K = OrganisationKind
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def named(app, label):
    return next(row for row in app.organisations.rows() if organisation_label(row) == label)


def labels(app, station="周庄镇"):
    rows = app.organisations.rows()
    return [organisation_label(row) for row in rows if row.station == station][1:]


def grow(app):
    for name, kind, under in (
        ("红豆村", K.VILLAGE, "周庄镇"),
        ("第一党支部", K.BRANCH, "周庄镇/红豆村"),
        ("东街村", K.VILLAGE, "周庄镇"),
    ):
        app.organisations.add(OrganisationFacts(name, kind, named(app, under).id))


class Tree:
    """The tree as a person leads it."""

    def __init__(self, window):
        self.window = window
        self.view = window.find(QTreeView, "organisations")
        self.model = self.view.model()

    def index(self, label):
        return self.model.index_of(named(self.window.app, label).id)

    def go(self, label):
        self.view.setFocus()
        self.view.expandAll()
        index = self.index(label)
        self.view.scrollTo(index)
        self.window.qtbot.mouseClick(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=self.view.visualRect(index).center(),
        )
        self.window.settle()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.window.shell.activateWindow()
        self.window.qtbot.waitUntil(self.window.shell.isActiveWindow)
        self.view.setFocus()
        self.window.qtbot.keyClick(self.view, key, modifier)
        self.window.settle()

    def current(self):
        return organisation_label(self.model.row_at(self.view.currentIndex()))

    def drag(self, label, onto):
        """Drag one onto the middle of another; what the line said on the way."""
        mime = QMimeData()
        mime.setData(MIME, named(self.window.app, label).id.bytes)
        self.view.scrollTo(self.index(onto))
        at = QPointF(self.view.visualRect(self.index(onto)).center())
        none, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
        left = Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(at.toPoint(), action, mime, left, none)
        QApplication.sendEvent(self.view.viewport(), enter)
        move = QDragMoveEvent(at.toPoint(), action, mime, left, none)
        QApplication.sendEvent(self.view.viewport(), move)
        said = self.window.text("tree_line")
        QApplication.sendEvent(self.view.viewport(), QDropEvent(at, action, mime, left, none))
        self.window.settle()
        return said

    def write(self, text):
        """Type into the line that stands in the tree, and confirm."""
        line = self.view.viewport().findChild(QLineEdit)
        line.setText(text)
        self.window.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.window.settle()


def test_a_station_finds_and_orders_by_keys_alone(app, open_window, qtbot):
    grow(app)
    window = open_window(app)
    tree = Tree(window)
    window.find(QLineEdit, "search").setFocus()
    qtbot.keyClicks(window.find(QLineEdit, "search"), "zzz hdc")
    qtbot.keyClick(window.find(QLineEdit, "search"), Qt.Key.Key_Return)
    assert tree.current() == "周庄镇/红豆村"
    assert "找到 1 个" in window.text("tree_line")
    assert not tree.index("华士镇").isValid()
    window.find(QLineEdit, "search").clear()
    qtbot.waitUntil(lambda: tree.index("华士镇").isValid())
    assert tree.current() == "周庄镇/红豆村"
    row = tree.view.visualRect(tree.view.currentIndex())
    ground = tree.view.viewport().grab(row.adjusted(row.width() - 3, 0, 0, 0)).toImage()
    down = {ground.pixelColor(0, at).name() for at in range(ground.height())}
    assert down == {PALETTE.select.lower()}  # Fusion shades it and puts a frame around it

    tree.key(Qt.Key.Key_Down, ALT)
    assert labels(app)[0] == "周庄镇/东街村"
    assert window.text("toast_text") == "已调整“红豆村”的次序"
    window.click("toast_action")
    assert labels(app)[0] == "周庄镇/红豆村"


def test_what_is_entered_moved_and_removed_by_keys(app, open_window, qtbot, alerts):
    grow(app)
    tree = Tree(open_window(app))
    window = tree.window
    tree.go("周庄镇/红豆村")
    tree.key(Qt.Key.Key_F2)
    tree.write("红豆新村")
    qtbot.waitUntil(lambda: tree.current() == "周庄镇/红豆新村")
    tree.key(Qt.Key.Key_Insert)
    window.type("field_name", "第二党支部")
    window.click("confirm")
    assert tree.current() == "周庄镇/红豆新村/第二党支部"
    assert named(app, tree.current()).kind is K.BRANCH, "as the one before it"
    tree.key(Qt.Key.Key_X, CTRL)
    assert "已剪切“第二党支部”" in window.text("tree_line")
    tree.go("周庄镇/东街村")
    tree.key(Qt.Key.Key_V, CTRL)
    assert tree.current() == "周庄镇/东街村/第二党支部"
    assert window.text("toast_text") == "已把“第二党支部”移到“东街村”下面"

    tree.go("周庄镇/东街村")
    tree.key(Qt.Key.Key_Delete)
    assert "还有 1 个下级组织：第二党支部" in alerts.take_error().message
    tree.go("周庄镇/东街村/第二党支部")
    tree.key(Qt.Key.Key_Delete)
    assert tree.current() == "周庄镇/东街村"
    assert labels(app)[-1] == "周庄镇/东街村"

    _what_cannot_be_moved(window, tree)


def _what_cannot_be_moved(window, tree):
    tree.go("周庄镇")
    window.click("move")
    assert window.text("toast_text") == "没有别的组织可以放“周庄镇”"
    tree.go("华士镇")
    assert "归别的指导站管理" in window.find(QLabel, "sentence").text()
    assert not window.button("change").isEnabled()
    tree.key(Qt.Key.Key_Insert)
    assert "归别的指导站管理" in window.text("toast_text")


def test_people_are_put_into_the_tree_and_taken_out(app, open_window):
    grow(app)
    for at, text in enumerate(("红豆村第一支部", "", "")):
        app.people.add(a_person(("陈明", "单雄", "阿卜杜拉·买买提")[at], at, organisation=text))
    window = open_window(app)
    tree = Tree(window)
    window.click("match_people")
    assert "其中 1 人" in window.text("said")
    window.click("confirm")
    assert named(app, "周庄镇/红豆村/第一党支部").people == 1
    tree.go("周庄镇/红豆村")
    assert window.text("placed_count") == "放在这里 0 人，连同下级 1 人"
    window.click("place_people")
    window.click_row(0, "rows")
    window.click_row(2, "rows", CTRL)
    window.click("confirm")
    assert window.text("toast_text") == "已把 2 人放入“红豆村”"
    placed = window.table("placed")
    assert len(placed.shown_rows()) == 2
    below = window.find(QCheckBox, "below")
    below.setChecked(True)
    window.settle()
    assert len(placed.shown_rows()) == 3
    below.setChecked(False)
    window.settle()
    window.click_row(0, "placed")
    window.click("take_out")
    assert len(placed.shown_rows()) == 1
    assert named(app, "周庄镇/红豆村").people == 1
    window.click("toast_action")
    assert named(app, "周庄镇/红豆村").people == 2


def test_the_city_drags_a_village_to_another_township(city, open_window):
    grow(city)
    branch = named(city, "周庄镇/红豆村/第一党支部").id
    ann = city.people.add(a_person("陈明", 0, station="周庄镇"))
    city.placements.place(branch, [ann])
    window = open_window(city)
    tree = Tree(window)
    tree.view.expandAll()
    said = tree.drag("周庄镇/红豆村", "周庄镇/东街村")
    assert said == "不能放在这里：村不能放在村下面，只能放在镇、街道、园区下面"
    assert labels(city)[0] == "周庄镇/红豆村"
    said = tree.drag("周庄镇/红豆村", "华士镇")
    assert said == "把“红豆村”放到“华士镇”下面，连同下级转到另一个镇街（松开后会先询问）"
    window.click("confirm")
    assert labels(city, "华士镇") == ["华士镇/红豆村", "华士镇/红豆村/第一党支部"]
    assert city.people.person(ann).station == "华士镇"
    window.click("toast_action")
    assert labels(city)[0] == "周庄镇/红豆村"

    tree.go("周庄镇/红豆村")
    window.click("move")
    field = window.find(OrganisationField, "field_organisation")
    window.type("field_organisation", "huashi")
    window.qtbot.keyClick(field, Qt.Key.Key_Return)
    window.click("confirm")
    window.click("confirm")
    assert tree.current() == "华士镇/红豆村"


def test_the_city_takes_a_list_in_and_lays_down_its_stations(city, open_window, alerts, tmp_path):
    window = open_window(city)
    alerts.files = [
        a_roster(
            tmp_path / "组织.xlsx", [("西街村", "村", "周庄镇")], ("名称", "类型", "上级组织")
        )
    ]
    window.click("import_organisations")
    window.click("choose_file")
    window.click("next_step")
    window.click("import_now")
    assert "周庄镇/西街村" in labels(city)

    window.click("close_import")
    assert window.text("toast_text") == "组织树已导入：新增 1 个组织，更新 0 个组织"

    Tree(window).go("江阴市")
    assert [window.button(name).isEnabled() for name in ("change", "move", "merge", "remove")] == [
        True, False, False, False,
    ]  # fmt: skip
    _hand_out_a_part(window, alerts, tmp_path / "周庄.xlsx")
    window.find(QTabWidget, "tabs").setCurrentIndex(1)
    assert not window.shell.findChild(QPushButton, "add_organisation").isVisible()
    stations = window.table("stations")
    window.click_row(2, "stations")
    window.click("station_up")
    assert [row.name for row in stations.shown_rows()][:3] == ["澄江街道", "云亭街道", "南闸街道"]
    window.click("change_station")
    window.type("field_full", "五")
    window.click("confirm")
    assert window.problem("field_full") == "请填 0 到 999 的整数，或留空。"
    window.type("field_full", "5")
    window.click("confirm")
    assert stations.shown_rows()[1].full_time_posts == 5
    window.click("toast_action")
    assert stations.shown_rows()[1].full_time_posts is None


def _hand_out_a_part(window, alerts, target):
    Tree(window).go("周庄镇")
    alerts.files = [target]
    window.shell.findChild(QAction, "export_part").trigger()
    window.settle()
    assert window.text("toast_text") == "已导出 2 个组织"
