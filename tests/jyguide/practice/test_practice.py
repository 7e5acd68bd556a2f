"""The practice station: filled, marked wherever it leaves, and kept apart from what is so."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone

import openpyxl
import pytest
from docx import Document as WordFile

from jyguide.app import open_application
from jyguide.documents.practice_mark import PRACTICE, PRACTICE_SHEET, PRACTICE_WORDS
from jyguide.documents.word import write_word
from jyguide.errors import Cancelled, RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.practice import is_ready, practice_folder, prepare_practice, station
from jyguide.practice.station import STATION
from jyguide.progress import CancelToken, Silent

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def clock():
    return NOW


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The practice folder beside a data folder, made once."""
    folder = practice_folder(tmp_path_factory.mktemp("pc") / "数据")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(station, "_ENROLLED", 5)  # an exam takes a tenth of a second each
        prepare_practice(folder, clock, Silent(), CancelToken())
    return folder


@pytest.fixture
def app(made):
    opened = open_application(made, clock)
    yield opened
    opened.close()
    assert not PRACTICE.shown


def words_of(path):
    heads = [section.header.paragraphs for section in WordFile(path).sections]
    return "".join(each.text for head in heads for each in head)


def test_it_is_full_and_says_of_itself_that_it_is_made_up(app, made, tmp_path):
    assert (app.place.practice, app.place.station_name) == (True, STATION)
    people = app.people.people()
    assert len(people) == 33
    assert {row.id_number[14:17] for row in people} <= set(INVENTED)
    assert len(app.training.sessions()) == 7
    assert all(one.plan.starts_on < NOW.date() for one in app.training.sessions() if one.attended)
    assert app.results.results(app.sittings.exams()[0].id)
    assert app.certificates.certificates()
    roll = app.training.sign_in_sheet(app.training.sessions()[0].id)
    write_word(roll, tmp_path / "签到表.docx")
    assert PRACTICE_WORDS in words_of(tmp_path / "签到表.docx")
    assert PRACTICE.on(roll).placed[0].block.text == "练　习"
    app.results.write_workbook(app.sittings.exams()[0].id, tmp_path / "成绩单.xlsx")
    book = openpyxl.load_workbook(tmp_path / "成绩单.xlsx")
    assert book.sheetnames[-1] == PRACTICE_SHEET
    assert {page.oddHeader.center.text for page in book.worksheets[:-1]} == {PRACTICE_WORDS}


INVENTED = ("996", "997", "998", "999")
"""Sequence numbers in ID numbers that belong to nobody."""


def test_no_office_takes_it_and_no_stick_holds_it(app, made, tmp_path):
    for wanted, words in (
        (lambda: app.devices.write_request(tmp_path / "1.jyreq"), "不能申请入网"),
        (lambda: app.backups.choose_second(tmp_path), "不备份到U盘"),
        (lambda: app.sync.export("C00", tmp_path / "1.jysync"), "还没有在市级登记"),
    ):
        with pytest.raises(RuleError, match=words):
            wanted()
    assert not list(tmp_path.iterdir())
    assert app.backups.reminder() == ""
    backup = app.backups.make().folder
    create_folder(tmp_path / "数据", NewFolder(STATION), clock)
    real = open_application(tmp_path / "数据", clock)
    try:
        assert not real.place.practice
        taken = tmp_path / "数据" / "backups" / backup.name
        taken.parent.mkdir(exist_ok=True)
        shutil.copytree(backup, taken)
        (row,) = real.backups.standing().rows
        with pytest.raises(RuleError, match="一个是练习库的"):
            real.backups.restore(row.backup)
        assert not real.people.people()
    finally:
        real.close()


def test_what_is_stopped_leaves_what_was_there(made):
    token, kept = CancelToken(), sorted(path.name for path in made.iterdir())

    class Stopping:
        def step(self, done, total, text=""):
            token.cancel()

    left = made.with_name(f".{made.name}.0.part")  # by a power cut
    left.mkdir()
    (left / "jyguide.db").touch()
    with pytest.raises(Cancelled):
        prepare_practice(made, clock, Stopping(), token)
    assert is_ready(made)
    assert sorted(path.name for path in made.iterdir()) == kept
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_beside_the_folder_and_never_in_it(tmp_path):
    folder = tmp_path / "jyguide"
    assert practice_folder(folder).parent == folder.parent
    assert practice_folder(folder) != folder
