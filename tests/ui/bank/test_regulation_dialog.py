"""法规与修订: from a new edition to the last reviewed item, by clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from jyguide.bank.regulation import ClauseMark, NewEdition
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import RuleError
from tests.jyguide.builders import DAY, hold_exam, sit
from ui.bank.regulation_dialog import RegulationDialog, read_moved
from ui.bank.regulation_edition_dialog import EditionDialog

CLICK = Qt.MouseButton.LeftButton
CODE = "fzdy-2026"
NEW = NewEdition("中国共产党发展党员工作细则", "2028年3月1日发布")


class Hands:
    """The dialog as a person at the desk works it."""

    def __init__(self, qtbot, desk, app):
        self._qtbot, self._desk = qtbot, desk
        self._parent = QWidget()
        qtbot.addWidget(self._parent)
        self.dialog = RegulationDialog(desk, app, self._parent)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.settle()

    def choose(self, code):
        self.dialog.table.select_rows(lambda row: row.code == code)
        self.settle()

    def show(self, tab):
        detail = self.dialog.detail
        detail.tabs.setCurrentWidget(getattr(detail, tab))
        return getattr(detail, tab)

    def press(self, name, inside=None):
        button = (inside or self.dialog).findChild(QPushButton, name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self._qtbot.mouseClick(button, CLICK)
        self.settle()

    def write(self, name, text, inside=None):
        field = (inside or self.dialog).findChild(QLineEdit, name)
        field.setFocus()
        field.insert(text)  # as an input method does: no key bears these signs

    def form(self):
        return next(one for one in self.dialog.findChildren(EditionDialog) if one.isVisible())

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    @property
    def told(self):
        return self.dialog._told._sentence.text()


@pytest.fixture(scope="session")
def made_folders(made_folders):
    """With all of the bank: a regulation recalls more than a screenful."""
    return made_folders.whole


@pytest.fixture
def hands(qtbot, desk, read_before):
    def begin(app):
        read_before(app)
        return Hands(qtbot, desk, app)

    return begin


def marked(city, *marks):
    """The city after a new edition; returns the row of the old one."""
    row = city.regulations.regulation(CODE)
    city.regulations.revise(row.id, NEW, marks)
    return city.regulations.regulation(CODE)


def recalled(app):
    return [row for row in app.bank.items() if row.recalled is not None]


def test_a_new_edition_with_its_clauses_is_registered_and_undone(qtbot, city, hands):
    at = hands(city)
    at.choose(CODE)
    at.press("revise")
    form = at.form()
    at.press("agree", form)
    assert form.isVisible()
    assert form._form._rows["edition"].problem
    at.write("field_edition", NEW.edition, form)
    assert not form._form._rows["edition"].problem
    at.write("article_0", "13", form)
    at.write("new_article_0", "第14", form)
    at.write("change_0", "改为同意", form)
    would = city.regulations.would_recall(
        city.regulations.regulation(CODE).id, [ClauseMark("第十三条")]
    )
    wanted = len(would)
    named = sum("条" in row.content.article for row in would)
    assert 0 < named < wanted
    said = f"将有 {wanted} 道题需复核：写明条款 {named} 道，没有写条款 {wanted - named} 道。"
    qtbot.waitUntil(lambda: form.findChild(QLabel, "counted").text() == said)
    at.press("agree", form)
    assert "已登记" in at.told
    assert len(recalled(city)) == wanted
    at.settle()
    assert at.show("clauses").table.rows()[0].mark == ClauseMark(
        "第十三条", "第十四条", "改为同意"
    )
    assert len(at.show("waiting").table.rows()) == wanted
    at.press("undo_step")
    assert not recalled(city)
    assert city.regulations.regulation(CODE).in_force


def test_clauses_are_marked_one_by_one_and_the_whole_regulation_by_one_tick(qtbot, city, hands):
    marked(city)
    at = hands(city)
    at.choose(CODE)
    tab = at.show("clauses")
    at.press("mark")
    form = at.form()
    at.press("agree", form)
    assert form._form._rows["marks"].problem == "请至少写一条。"
    at.write("article_1", "总则", form)
    at.press("agree", form)
    assert "看不出是哪一条" in form._form._rows["marks"].problem
    at.write("change_1", "改了", form)
    assert not form._form._rows["marks"].problem
    assert not recalled(city)
    form.reject()

    at.press("mark", tab)
    form = at.form()
    at.press("add_line", form)
    at.write("article_4", "第三条", form)
    at.press("agree", form)
    assert [one.mark.article for one in tab.table.rows()] == ["第三条"]
    unmark_first(at, tab)

    mark_all_of_it(qtbot, at, tab)
    assert len(recalled(city)) == len(at.show("waiting").table.rows()) > 50
    unmark_first(at, at.show("clauses"))
    assert not recalled(city)


def mark_all_of_it(qtbot, at, tab):
    at.press("mark", tab)
    form = at.form()
    box = form.findChild(QCheckBox, "whole")
    qtbot.mouseClick(box, CLICK, pos=QPoint(12, box.height() // 2))
    assert not form.findChild(QLineEdit, "article_0").isEnabled()
    at.press("agree", form)


def unmark_first(at, tab):
    tab.table.view.select_positions([0])
    at.press("unmark", tab)
    assert tab.table.rows() == []


def test_items_are_reviewed_asked_in_a_refresher_and_carried_over(qtbot, city, hands, alerts):
    row = marked(city, ClauseMark("第十三条", "第十四条"))
    at = hands(city)
    at.choose(CODE)
    waiting = at.show("waiting")
    count = len(waiting.table.rows())
    waiting.table.view.select_positions([0, 1])
    assert waiting.confirm.text() == "复核无误 2 道"
    at.press("confirm", waiting)
    assert "已复核 2 道题" in at.told
    assert len(recalled(city)) == len(waiting.table.rows()) == count - 2

    ready = city.regulations.impact(row.id).ready
    said = f"可以抽的题有 {ready} 道，还有 {count - 2} 道需复核"
    draw_a_refresher(at, city, alerts, said)
    carry_over(at, alerts)

    at.show("waiting").table.view.select_positions([1])
    wanted = waiting.table.selected_rows()[0].id
    with qtbot.waitSignal(at.dialog.item_wanted) as signal:
        qtbot.mouseClick(waiting.go, CLICK)
    assert signal.args == [wanted]
    assert not at.dialog.isVisible()


def draw_a_refresher(at, city, alerts, said):
    undo = at.dialog.findChild(QPushButton, "undo_step")
    assert undo.isEnabled()
    tab = at.show("people")
    alerts.answers.append(False)
    at.press("refresher", tab)
    assert said in alerts.questions[-1]
    assert not city.papers.papers()
    alerts.answers.append(True)
    at.press("refresher", tab)
    assert "修订重学卷" in city.papers.papers()[0].title
    assert not undo.isEnabled()  # papers stay


def carry_over(at, alerts):
    tab = at.show("untouched")
    held = len(tab.table.rows())
    at.write("moved", "甲", tab)
    at.press("carry_over", tab)
    assert isinstance(alerts.take_error(), RuleError)
    tab.moved.clear()
    at.write("moved", "19=20", tab)
    at.press("carry_over", tab)
    assert f"已把 {held} 道题沿用到新版" in at.told
    assert tab.table.rows() == []


def test_people_are_listed_and_a_refresher_is_drawn(city, hands, alerts, tmp_path):
    held = hold_exam(city, 1, seed=3)
    sit(city, held)
    city.certificates.issue(held.session, CertificateKind.EXAM_PASS, held.people, DAY)
    cited = city.papers.paper(held.paper).places[0].content
    rows = city.regulations.regulations()
    row = next(r for r in rows if (r.title, r.edition) == (cited.regulation, cited.edition))
    city.regulations.revise(row.id, NewEdition(row.title, "2030年版"), [ClauseMark()])
    at = hands(city)
    at.choose(row.code)
    assert len(at.show("papers").table.rows()) == 1
    tab = at.show("people")
    assert [one.name for one in tab.table.rows()] == ["陈明"]
    alerts.files.append(tmp_path / "名单.docx")
    at.press("notice", tab)
    assert (tmp_path / "名单.docx").stat().st_size > 0
    assert "共 1 份证书" in at.told
    city.regulations.confirm([item.id for item in recalled(city)])
    at.dialog.reload()
    at.settle()
    alerts.answers.append(True)
    at.press("refresher", tab)
    assert "10 题" in at.told
    assert not at.dialog.findChild(QPushButton, "undo_step").isEnabled()  # papers stay
    assert "修订重学卷" in city.papers.papers()[0].title


def test_a_station_reviews_but_changes_no_regulation(offices, hands):
    row = offices.city.regulations.regulation(CODE)
    offices.city.regulations.revise(row.id, NEW, [ClauseMark("第十三条")])
    offices.round(["a"])
    at = hands(offices.a)
    at.choose("fzdy-2028")
    assert not at.dialog.detail.revise.isVisible()
    at.choose(CODE)
    tab = at.show("clauses")
    assert len(tab.table.rows()) == 1
    assert not tab.mark.isVisible()
    assert not tab.unmark.isVisible()
    assert at.show("waiting").confirm.isVisible()


@pytest.mark.parametrize(
    ("text", "moved"),
    [("", {}), ("22=26、24=28", {22: 26, 24: 28}), ("第22条=第26条", None), (" 1＝2 ", {1: 2})],
)
def test_moved_articles_as_typed(text, moved):
    if moved is None:
        with pytest.raises(RuleError, match="看不懂"):
            read_moved(text)
    else:
        assert read_moved(text) == moved
