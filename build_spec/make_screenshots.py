"""Takes the pictures in resources/help from the program itself, at work on a sample station.

Run after a change of looks: ``make screenshots``. It needs no screen. The
people are made up; the dates are those of the day it runs.
"""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from datetime import date
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import access_pictures
import help_pictures
import ledger_pictures
import paper_pictures
import sample_year
import standard_pictures
from camera import (
    TARGET,
    find,
    keep,
    opened,
    press,
    screen_file,
    settle,
    show,
    wait_until,
    with_dialog,
)
from classroom_pictures import (
    SEED,
    keep_results,
    session_today,
    take_certificate,
    take_drill,
    take_exam,
    take_quiz,
    take_sign_in,
)
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QPushButton,
    QTableView,
    QTabWidget,
)

from jyguide.app import Application, open_application
from jyguide.approval.gate import State
from jyguide.clock import system_clock
from jyguide.demo.exchange import run_exchange
from jyguide.demo.offices import CITY
from jyguide.demo.run import STATION, run_demo
from jyguide.demo.township_year import VILLAGES
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.run import Order, generate
from jyguide.ids import PersonId
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.place import CITY_CODE
from jyguide.progress import CancelToken, Silent
from jyguide.state import STATE_VARIABLE
from jyguide.training.pace import Light
from ui.bank.editor_dialog import EditorDialog
from ui.bank.editor_start import copied
from ui.bank.page import BankPage
from ui.bank.paste_dialog import PasteDialog
from ui.bank.paste_editor import PasteEditor
from ui.importing import ImportWizard
from ui.main import Window
from ui.organisation.tree_panel import TreePanel
from ui.people.home import PeopleHome
from ui.printing.pdf import write_pdf
from ui.start import make_application
from ui.sync.import_dialog import ImportDialog as SyncImportDialog
from ui.sync.page import SyncPage
from ui.training.page import TrainingPage
from ui.widgets import RowTable

EDITED = "014-1"
LOOKED_AT = "示例一村党支部"
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


def main() -> None:
    """Take all pictures; those there already are replaced."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen_file(Path(folder))}"
        application = make_application(sys.argv[:1])
        ledger_pictures.take(Path(folder))
        at_work(Path(folder) / "demo")
        a_year_later(Path(folder) / "fresh")
        between_offices(Path(folder) / "offices")
        a_whole_city(Path(folder) / "city")
        standard_pictures.take(Path(folder))
        access_pictures.take(Path(folder))
        application.quit()


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
    paper_pictures.take(window)
    help_pictures.take(window)
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
    for name in (VILLAGES[-1], LOOKED_AT):  # the first of them scrolls the other up
        find(window.shell, TreePanel, "").choose(tree[name])
        settle(window)
    keep(window.shell.grab().toImage(), "organisation")
    show(window, "people")
    page = window.shell.current_page
    assert isinstance(page, PeopleHome)  # noqa: S101 - shown just now
    page.open_person(app.organisations.people_at(tree[VILLAGES[0]], below=True)[0])
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


def a_whole_city(folder: Path) -> None:
    """The stations side by side, at the city's own size, as their files have told it."""
    generate(folder, Order(last=date.today(), by_file=True), Silent(), CancelToken())  # noqa: DTZ011 - the day on the wall
    window = opened(folder / CITY)
    paper_pictures.take_city(window)
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


if __name__ == "__main__":
    main()
