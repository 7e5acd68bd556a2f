"""Files as they come: whole, broken, disguised, locked."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from jyguide.errors import FileError
from jyguide.exchange import container, file_bytes
from jyguide.exchange.boundary.limits import WORKBOOK
from jyguide.exchange.workbook import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)


def a_book(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def people(book: Workbook) -> None:
    page = book.worksheets[0]
    page.append(["姓名", "入党时间"])
    page.append(["方华", date(2004, 10, 21)])


def a_zip(*names: str, content: bytes = b"<x/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return packed.getvalue()


def save(folder: Path, content: bytes, name: str = "名单.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_values_keep_their_types(tmp_path: Path) -> None:
    (sheet,) = read_workbook(save(tmp_path, a_book(people)))
    assert sheet.rows == (("姓名", "入党时间"), ("方华", date(2004, 10, 21)))
    assert (sheet.name, sheet.hidden, sheet.first_row) == ("Sheet", False, 1)


def test_row_numbers_are_those_of_the_program_even_below_empty_rows(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.worksheets[0]
        page["C5"], page["D8"] = "姓名", "方华"

    (sheet,) = read_workbook(save(tmp_path, a_book(fill)))
    assert sheet.rows[0] == (None, None, "姓名", None)
    assert [sheet.row_number(0), sheet.row_number(3)] == [5, 8]
    assert sheet.rows[3][3] == "方华"


def test_a_cell_merged_downwards_counts_in_every_row_but_not_sideways(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.worksheets[0]
        page.append(["花名册", None])
        page.append(["顾山镇", "方华"])
        page.append([None, "熊珍"])
        page.merge_cells("A1:B1")
        page.merge_cells("A2:A3")

    (sheet,) = read_workbook(save(tmp_path, a_book(fill)))
    assert sheet.rows == (("花名册", None), ("顾山镇", "方华"), ("顾山镇", "熊珍"))


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        people(book)
        book.create_sheet("去年").sheet_state = "hidden"
        book.create_sheet("深藏").sheet_state = "veryHidden"

    sheets = read_workbook(save(tmp_path, a_book(fill)))
    assert [sheet.hidden for sheet in sheets] == [False, True, True]
    assert sheets[1].rows == ()


def test_formulas_saved_without_a_result_are_told_from_empty_cells(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.worksheets[0]
        page.append(["姓名", "全名", "号码"])
        page.append(["方华", '=A2&"同志"', None])
        page.append(["熊珍", "熊珍", "=1+1"])

    (sheet,) = read_workbook(save(tmp_path, a_book(fill)))
    assert sheet.unknown_cells == {(2, 1), (3, 2)}
    assert sheet.rows[1][1] is None


def test_a_formula_with_its_result_is_a_value(tmp_path: Path) -> None:
    packed = io.BytesIO(a_book(lambda book: book.worksheets[0].append(["姓名", "=1+1"])))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(b"<v/>", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
            new.writestr(part, content)
    (sheet,) = read_workbook(save(tmp_path, changed.getvalue()))
    assert sheet.rows == (("姓名", 2.0),)
    assert sheet.unknown_cells == frozenset()


def test_a_workbook_under_a_wrong_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    (sheet,) = read_workbook(save(tmp_path, a_book(people), "名单.xls"))
    assert sheet.rows[1][0] == "方华"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_text_in_every_encoding_is_one_sheet(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = ['姓名,"联系,电话"', "", "方华,13900000012", "熊珍"]
    text = "\r\n".join(lines).replace(",", separator)
    (sheet,) = read_workbook(save(tmp_path, text.encode(encoding), "名单.csv"))
    assert sheet.rows[0] == ("姓名", f"联系{separator}电话")
    assert sheet.rows[1] == (None, None)
    assert sheet.rows[2] == ("方华", "13900000012")
    assert sheet.row_number(3) == 4


def test_separated_text_keeps_line_ends_inside_quotes_and_empty_rows(tmp_path: Path) -> None:
    text = '甲,"乙\r\n""丙"", 丁"\r\n\r\n"三会一课"是什么,戊\r\n己,"庚"'
    (sheet,) = read_workbook(save(tmp_path, text.encode(), "题.csv"))
    assert sheet.rows == (
        ("甲", '乙\r\n"丙", 丁'),
        (None, None),
        ("三会一课是什么", "戊"),
        ("己", "庚"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('甲,乙\n"没关,丙\n丁,戊\n', 2),
        ('"没关', 1),
        ('甲,乙\n\n丁,"没关', 3),
        ('甲,乙\n"没关,丙\n丁,戊\n"己",庚\n', 2),
    ],
)
def test_a_quotation_left_open_does_not_swallow_the_rows_below(
    tmp_path: Path, text: str, line: int
) -> None:
    error = refused(save(tmp_path, text.encode(), "题.csv"))
    assert f"第 {line} 行有一个英文引号没有配对" in error.message


def test_a_cell_longer_than_any_text_is_called_so(tmp_path: Path) -> None:
    error = refused(save(tmp_path, f"甲,乙\n丙,{'长' * 140_000}\n".encode(), "题.csv"))
    assert "从第 2 行起有一格超过 131,072 个字" in error.message


def test_a_workbook_named_as_text_is_read_as_what_it_is(tmp_path: Path) -> None:
    (sheet,) = read_workbook(save(tmp_path, a_book(people), "名单.csv"))
    assert sheet.rows[1][0] == "方华"
    word = a_zip("[Content_Types].xml", "word/document.xml")
    assert "其实是Word 文档" in refused(save(tmp_path, word, "题.csv")).message


def refused(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        read_workbook(path)
    assert caught.value.hint
    return caught.value


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.xlsx").message
    assert "文件夹" in refused(tmp_path).message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (bytes(range(256)) * 20, "不是电子表格"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "其实是图片"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "其实是图片"),
        (b"%PDF-1.7 " + bytes(99), "其实是PDF 文档"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页"),
        (a_zip("[Content_Types].xml", "word/document.xml"), "其实是Word 文档"),
        (a_zip("ppt/presentation.xml"), "其实是演示文稿"),
        (a_zip("照片/1.jpg"), "其实是压缩包"),
        (a_zip("xl/workbook.xml"), "已损坏"),
        (a_book(people)[:-200], "已损坏"),
        (a_book(people)[:1000], "已损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + "WordDocument".encode("utf-16-le"), "其实是Word 文档"),
        (OLE, "已损坏"),
        ("姓名,电话".encode(), "不是电子表格"),
    ],
)
def test_what_is_no_readable_workbook_is_called_by_its_name(
    tmp_path: Path, content: bytes, words: str
) -> None:
    assert words in refused(save(tmp_path, content)).message


def test_a_workbook_broken_inside_is_called_damaged(tmp_path: Path) -> None:
    packed = io.BytesIO(a_book(people))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    assert "已损坏" in refused(save(tmp_path, changed.getvalue())).message


def test_a_file_over_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as huge:
        huge.truncate(100 * file_bytes.MEGABYTE)
    error = refused(path)
    assert "100 MB" in error.message
    assert "50 MB" in error.message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "WORKBOOK", replace(WORKBOOK, unpacked=1000))
    bomb = a_zip("xl/workbook.xml", content=bytes(2000))
    assert "解开后有 0 MB，超过 0 MB 的上限" in refused(save(tmp_path, bomb)).message


@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ1048576", "XFD5000"])
def test_a_stray_value_in_a_far_corner_is_refused_before_memory_is_claimed(
    tmp_path: Path, corner: str
) -> None:
    def fill(book: Workbook) -> None:
        people(book)
        book.worksheets[0][corner] = "x"

    error = refused(save(tmp_path, a_book(fill)))
    assert "大得读不了" in error.message
    assert "Ctrl+End" in error.hint


def test_formats_without_values_do_not_make_a_sheet_large(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        people(book)
        book.worksheets[0]["XFD1048576"].number_format = "@"

    (sheet,) = read_workbook(save(tmp_path, a_book(fill)))
    assert len(sheet.rows) == 2


def test_a_file_open_in_a_spreadsheet_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path, a_book(people))

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", locked)
    error = refused(path)
    assert "正被 Excel/WPS 打开" in error.message
    assert "关闭" in error.hint


def test_a_pulled_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path, a_book(people))

    def gone(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert "读不出来" in refused(path).message


def test_a_workbook_without_a_sheet(tmp_path: Path) -> None:
    packed = io.BytesIO(a_book(people))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/workbook.xml":
                start, end = content.index(b"<sheet "), content.index(b"</sheets>")
                content = content[:start] + content[end:]
            new.writestr(part, content)
    assert "没有工作表" in refused(save(tmp_path, changed.getvalue())).message


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, b"\xff\xfe\x00", b"\x81\xff\xff\x81"])
def test_text_that_is_none(tmp_path: Path, content: bytes) -> None:
    assert "不是文本文件" in refused(save(tmp_path, content, "名单.csv")).message


def test_an_error_value_is_no_empty_cell(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        people(book)
        cell = book.worksheets[0]["A3"]
        cell.value, cell.data_type = "#REF!", "e"

    (sheet,) = read_workbook(save(tmp_path, a_book(fill)))
    assert sheet.rows[2] == (None, None)
    assert sheet.unknown_cells == {(3, 0)}


def test_a_part_that_holds_more_than_it_declares(tmp_path: Path) -> None:
    packed = bytearray(a_zip("xl/workbook.xml", content=bytes(60 * 1024 * 1024)))
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(FileError, match="已损坏或没有传完整"):
        read_workbook(save(tmp_path, bytes(packed)))


def test_a_packing_no_office_program_uses(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(FileError, match="已损坏"):
        read_workbook(save(tmp_path, packed.getvalue()))


def an_ods(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<x/>")
        package.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="名单">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


ODS_CELL = '<table:table-cell{} office:value-type="string"><text:p>甲</text:p></table:table-cell>'


def test_an_ods_is_read(tmp_path: Path) -> None:
    repeated = 'table:number-rows-repeated="1048000"'
    empty = f"<table:table-row {repeated}><table:table-cell/></table:table-row>"
    row = f"<table:table-row>{ODS_CELL.format('')}</table:table-row>"
    (sheet,) = read_workbook(save(tmp_path, an_ods(row + empty), "名单.ods"))
    assert (sheet.name, sheet.rows) == ("名单", (("甲",),))


def test_a_row_repeated_a_million_times(tmp_path: Path) -> None:
    cell = ODS_CELL.format(' table:number-columns-repeated="16"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with pytest.raises(FileError, match="一直用到第 1048576 行、第 16 列，大得读不了"):
        read_workbook(save(tmp_path, an_ods(row), "名单.ods"))


def test_a_format_of_wps_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="WPS 自己的表格格式") as caught:
        read_workbook(save(tmp_path, OLE, "题库.et"))
    assert "另存为" in caught.value.hint
