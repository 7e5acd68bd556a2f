"""Files of questions through the services: what is malformed leaves no trace, what is not, all."""

from __future__ import annotations

import errno
import io
import zipfile
from functools import cache
from itertools import pairwise

import pytest
from openpyxl import Workbook, load_workbook

from jyguide.bank.formats import BankFormat, format_by_content, format_by_ending, misnamed
from jyguide.bank.import_file import PASTED
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from tests.jyguide.builders import rows_kept

HEADINGS = ("题型", "题干", "选项A", "选项B", "选项C", "正确答案")
GOOD = ("单选题", "预备期为（   ）。", "半年", "一年", "两年", "B")
BAD = ("单选题", "介绍人有（   ）名。", "一", "两", "三", "E")
MOODLE = (
    b"<?xml version='1.0'?><quiz><question type='truefalse'>"
    b"<name><text>1</text></name><questiontext><text>x</text></questiontext>"
    b"<answer fraction='100'><text>true</text></answer>"
    b"<answer fraction='0'><text>false</text></answer></question></quiz>"
)
ONE = "1. 样例题（   ）。\nA. 甲  B. 乙\n答案：B\n"


@pytest.fixture
def dialect():
    """Reading and writing files is the same on both databases."""
    return "sqlite"


def write_sheet(path, *rows):
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(path)
    return path


def bytes_of(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


@cache
def packed_blanks():
    """Two hundred megabytes of them compress to nothing, where a sheet should be."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 220_000_000)
    return packed.getvalue()


def zip_bomb(path):
    path.write_bytes(packed_blanks())


def entities(path):
    """Ten to the ninth of a word."""
    lines = ['<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "党课">']
    names = "abcdefghi"
    lines += [f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in pairwise(names)]
    path.write_text("".join([*lines, "]><quiz><question>&i;</question></quiz>"]), "utf-8")


def outside(path):
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<quiz><question type='truefalse'><name><text>甲</text></name>"
        "<questiontext><text>&x;</text></questiontext></question></quiz>",
        "utf-8",
    )


def anki(path):
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", b"")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("bomb.xlsx", zip_bomb, "没有读入|没有导入"),
        ("bomb.docx", zip_bomb, "没有读入|没有导入"),
        ("entities.xml", entities, "没有导入|没有读入"),
        ("outside.xml", outside, "没有导入|没有读入"),
        ("page.xml", b"<html><body>x</body></html>", "没有|不是"),
        ("cut.xml", b"<quiz><question type='truefalse'>", "没有|损坏"),
        ("cards.apkg", anki, "Anki 卡片包"),
        ("cards.xlsx", anki, "Anki 卡片包"),
        ("nothing.xlsx", bytes_of(), "没有题目|没有导入"),
        ("empty.xml", b"", "空文件"),
        ("empty.xlsx", b"", "空文件"),
        ("binary.csv", bytes(range(256)) * 4, "不是文本文件"),
        ("binary.gift", bytes(range(256)) * 4, "不是文本文件"),
        ("heads.csv", "日期,地点\n1月,礼堂\n".encode(), "表头"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_malformed_file_is_a_sentence_and_the_bank_as_before(app, tmp_path, name, content, word):
    path = tmp_path / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    before = rows_kept(app)
    with pytest.raises(FileError, match=word) as caught:
        app.bank_files.plan_file(path)
    assert caught.value.hint
    assert rows_kept(app) == before


@pytest.mark.parametrize("wanted", [BankFormat.GIFT, BankFormat.AIKEN, BankFormat.TEXT])
def test_text_in_the_wrong_format_is_a_sentence_or_refused_by_its_lines(app, tmp_path, wanted):
    path = tmp_path / "x.txt"
    path.write_text("<quiz>\n", "utf-8")
    try:
        plan = app.bank_files.plan_file(path, wanted)
    except FileError as error:
        assert "没有找到试题" in error.message  # noqa: PT017 - either is right
    else:
        assert plan.items == ()
        assert all(one.reason for one in plan.refused)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("题.docx", bytes_of(GOOD), BankFormat.XLSX),
        ("题.bin", bytes_of(GOOD), BankFormat.XLSX),
        ("题.txt", "预备期？{=一年 ~半年}".encode(), BankFormat.GIFT),
        ("题.txt", "预备期？\nA. 半年\nB. 一年\nANSWER: B\n".encode(), BankFormat.AIKEN),
        ("题.txt", ONE.encode(), BankFormat.TEXT),
        (
            "题.txt",
            MOODLE,
            BankFormat.MOODLE_XML,
        ),
    ],
)
def test_what_a_file_is_its_content_tells(app, tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    plan = app.bank_files.plan_file(path)
    assert (plan.format, len(plan.items)) == (told, 1)


def test_formats_are_told_by_name_and_content():
    assert format_by_content(b"PK\x03\x04 word/document.xml") is BankFormat.DOCX
    assert format_by_content(b"\xef\xbb\xbf\n<quiz>") is BankFormat.MOODLE_XML
    assert format_by_content(b"1. x") is None
    assert format_by_ending(".XLS") is BankFormat.XLSX
    assert format_by_ending(".txt") is None


@pytest.mark.parametrize(
    ("suffix", "told", "words"),
    [
        (".CSV", BankFormat.XLSX, "文件名以 .CSV 结尾，其实是 Excel 表格，已按 Excel 表格读入。"),
        (".txt", BankFormat.DOCX, "文件名以 .txt 结尾，其实是 Word 文档，已按 Word 文档读入。"),
        (".et", BankFormat.XLSX, ""),
        (".txt", BankFormat.GIFT, ""),
        ("", BankFormat.XLSX, ""),
    ],
)
def test_a_name_that_says_something_else_is_told(suffix, told, words):
    assert misnamed(suffix, told) == words


def test_a_workbook_named_as_text_is_read_with_a_notice(app, tmp_path):
    path = tmp_path / "题.csv"
    path.write_bytes(bytes_of(GOOD))
    plan = app.bank_files.plan_file(path)
    assert (plan.format, len(plan.items)) == (BankFormat.XLSX, 1)
    assert plan.notices == (misnamed(".csv", BankFormat.XLSX),)


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("空.xml", b"<quiz></quiz>", "重新导出为“Moodle XML”"),
        ("空.gift", b"$CATEGORY: x\n", "大括号"),
        ("空.txt", "通知".encode(), "题号开头"),
    ],
)
def test_advice_on_a_file_without_a_question_fits_its_format(app, tmp_path, name, content, advice):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileError, match="没有找到试题") as caught:
        app.bank_files.plan_file(tmp_path / name)
    assert advice in caught.value.hint


def test_a_locked_file_is_a_sentence(app, tmp_path, monkeypatch):
    path = write_sheet(tmp_path / "题.xlsx", GOOD)

    def locked(_path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", locked)
    with pytest.raises(FileError, match="正被"):
        app.bank_files.plan_file(path)


def test_a_cancelled_import_leaves_nothing(app, tmp_path):
    plan = app.bank_files.plan_file(write_sheet(tmp_path / "题.xlsx", GOOD))
    before = rows_kept(app)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.bank_files.import_plan(plan, cancel=token)
    with pytest.raises(Cancelled):
        app.bank_files.plan_file(tmp_path / "题.xlsx", cancel=token)
    with pytest.raises(Cancelled):
        app.bank_files.plan_text(ONE, token)
    assert rows_kept(app) == before


def test_an_import_that_breaks_in_the_middle_leaves_nothing(app, tmp_path, monkeypatch):
    plan = app.bank_files.plan_file(write_sheet(tmp_path / "题.xlsx", GOOD))
    before = rows_kept(app)

    def full(_content):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("jyguide.bank.service.files.columns_of", full)
    with pytest.raises(OSError, match="full"):
        app.bank_files.import_plan(plan)
    assert rows_kept(app) == before


def test_items_that_were_left_out_are_not_written(app, tmp_path):
    other = ("单选题", "介绍人有（   ）名。", "一", "两", "三", "B")
    plan = app.bank_files.plan_file(write_sheet(tmp_path / "题.xlsx", GOOD, other))
    result = app.bank_files.import_plan(plan, without=[0], to_review=True)
    (row,) = [row for row in app.bank.items() if row.source == "题.xlsx"]
    assert (result.imported, row.content.stem, row.status) == (1, other[1], ItemStatus.REVIEW)


def test_leaving_everything_out_writes_no_action(app, tmp_path):
    plan = app.bank_files.plan_file(write_sheet(tmp_path / "题.xlsx", GOOD))
    before = rows_kept(app)
    assert app.bank_files.import_plan(plan, without=[0]).action_id is None
    assert rows_kept(app) == before


def test_likeness_to_the_bank_and_within_the_file_is_told(app, tmp_path):
    known = app.bank.items(kinds=[ItemKind.SINGLE], statuses=[ItemStatus.IN_FORCE])[0]
    options = known.content.options
    first = ("单选题", f"按照规定，{known.content.stem}", *options[:3], known.content.answer)
    rows = [first, ("单选题", "按规定预备期应当为（   ）。", "半年", "一年", "两年", "A"),
            ("单选题", "按照规定预备期应当为（   ）。", "半年", "一年", "两年", "B")]  # fmt: skip
    plan = app.bank_files.plan_file(write_sheet(tmp_path / "题.xlsx", *rows))
    names = {twin.place: (twin.name, twin.same_answer) for twin in plan.twins}
    assert names[2] == ("本文件“Sheet”第 3 行", False)
    assert 1 not in names


def test_items_without_a_number_are_numbered_behind_what_came_before(app, tmp_path):
    path = write_sheet(tmp_path / "题.xlsx", GOOD)
    app.bank_files.import_plan(app.bank_files.plan_file(path))
    write_sheet(path, GOOD, ("单选题", "介绍人有（   ）名。", "一", "两", "三", "B"))
    app.bank_files.import_plan(app.bank_files.plan_file(path))
    rows = [row for row in app.bank.items() if row.source == "题.xlsx"]
    assert [row.number for row in rows] == ["1", "2"]


def test_pasted_text_is_read_as_it_grows(app):
    files = app.bank_files
    assert files.plan_text("还没有写完").items == ()
    plan = files.plan_text(ONE)
    assert (plan.usable, plan.source.name) == (1, PASTED)
    files.import_plan(plan)
    again = files.plan_text(ONE + "\n2. 又一道新的判断题。（√）\n")
    assert [one.number for one in again.items] == ["2"]
    assert again.doubles == 1
    files.import_plan(again)
    assert [r.number for r in app.bank.items() if r.source == PASTED] == ["1", "2"]


def test_text_of_a_word_file_can_be_mended_before_it_is_read(app, tmp_path):
    from docx import Document  # noqa: PLC0415 - the heavy one

    document = Document()
    for line in ONE.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "题.docx")
    text = app.bank_files.text_of(tmp_path / "题.docx")
    assert app.bank_files.plan_text(text).usable == 1
    with pytest.raises(FileError, match="不是文本"):
        app.bank_files.text_of(write_sheet(tmp_path / "题.xlsx", GOOD))


def test_refused_rows_go_into_a_workbook_and_come_back_mended(app, tmp_path):
    path = write_sheet(tmp_path / "题.xlsx", GOOD, BAD)
    plan = app.bank_files.plan_file(path)
    target = tmp_path / "错误.xlsx"
    assert app.bank_files.write_errors(plan, target) == 1
    book = load_workbook(target)
    page = book.active
    cells = {cell.value: cell for cell in page[2]}
    assert "没有选项 E" in str(page.cell(2, len(HEADINGS) + 1).value)
    cells["E"].value = "B"
    book.save(target)
    (mended,) = app.bank_files.plan_file(target).items
    assert (mended.content.stem, mended.content.answer) == (BAD[1], "B")


def test_text_has_no_workbook_of_errors(app, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text(ONE + "\n2. 甲（   ）。\nA. 子 B. 丑\n答案：E\n", "utf-8")
    plan = app.bank_files.plan_file(path)
    with pytest.raises(RuleError, match="没有可以写成错误清单的行"):
        app.bank_files.write_errors(plan, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()
