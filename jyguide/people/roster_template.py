"""The empty roster that offices download, fill in and send back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import TEXT_FORMAT
from jyguide.people.roster_fields import REQUIRED, RosterField

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "指导员花名册"
GUIDE = "填写说明"
LISTS = "字典"
_LINES = 1000
"""Rows prepared with formats and drop-down lists."""
_HEADING_FILL = "FFFBE9E7"
_COLUMNS: tuple[tuple[RosterField, int, str, str], ...] = (
    (RosterField.NAME, 14, "两个字的姓名中间不要加空格；少数民族姓名用间隔号“·”", "王小明"),
    (RosterField.SEX, 8, "男或女；不填时按身份证号", "女"),
    (RosterField.ETHNIC, 10, "可不填", "汉族"),
    (RosterField.BIRTH, 14, "年月日；不填或只有年月时按身份证号", "1998-03-22"),
    (
        RosterField.ID_NUMBER,
        24,
        "18 位，末位可以是 X；这一列已设为文本，请勿改动格式",
        "32028119……998X",
    ),
    (RosterField.PHONE, 16, "11 位手机号", "13900000000"),
    (RosterField.EDUCATION, 14, "按实际填写", "大学"),
    (RosterField.JOINED, 14, "年月日，必须写到日", "2019-10-03"),
    (RosterField.STATION, 18, "从下拉列表中选择", "澄江街道"),
    (RosterField.KIND, 12, "专职或兼职", "兼职"),
    (RosterField.POST, 18, "可不填", "党总支书记"),
    (RosterField.ORGANISATION, 30, "可不填", "某村党总支"),
)
"""Field, width of its column in characters, how to fill it in, an example."""
_NOTES = (
    "在“指导员花名册”中每人填一行，从第 2 行开始；带 * 的列必填。",
    "列的顺序可以调整，用不到的列可以删去，表头文字请保留。",
    "日期可以写成 1998-03-22、1998.3.22、1998/3/22、1998年3月22日 或 19980322。",
    "填好后保存，在“人员 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


def write_roster_template(target: Path, stations: Sequence[str] = ()) -> None:
    """Write an empty roster with formats, drop-down lists and a sheet of explanations.

    Without any ``stations`` to offer, that column is free text.

    Raises:
        FileError: The target cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    _write_columns(page)
    _write_guide(book.create_sheet(GUIDE))
    _offer_choices(book, page, stations)
    with replace_when_whole(target) as part:
        book.save(part)


def _write_columns(page: Worksheet) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - see write_roster_template
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 24
    for index, (field, width, how, _) in enumerate(_COLUMNS, start=1):
        heading = page.cell(1, index, _heading(field))
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor=_HEADING_FILL)
        heading.alignment = Alignment(horizontal="center", vertical="center")
        heading.comment = Comment(how, "暨阳指导", height=60, width=240)
        page.column_dimensions[heading.column_letter].width = width
        for row in range(2, _LINES + 2):
            page.cell(row, index).number_format = TEXT_FORMAT


def _heading(field: RosterField) -> str:
    return f"*{field.label}" if field in REQUIRED else field.label


def _write_guide(page: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see write_roster_template

    page.append(["列名", "是否必填", "怎样填写", "举例"])
    for field, _, how, example in _COLUMNS:
        page.append([field.label, "必填" if field in REQUIRED else "", how, example])
    page.append([])
    for note in _NOTES:
        page.append([note])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (16, 10, 62, 26), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(max_row=len(_COLUMNS) + 1):
        for cell in row:
            cell.alignment = Alignment(vertical="center", wrap_text=True)


def _offer_choices(book: Workbook, page: Worksheet, stations: Sequence[str]) -> None:
    """Drop-down lists by range: typed into the rule, more than 255 characters break the file."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    choices: tuple[tuple[RosterField, Sequence[str]], ...] = (
        (RosterField.SEX, ("男", "女")),
        (RosterField.KIND, ("专职", "兼职")),
        (RosterField.STATION, stations),
    )
    for index, (field, options) in enumerate(choices, start=1):
        for row, option in enumerate(options, start=1):
            lists.cell(row, index, option)
        if options:
            _add_list(
                page, field, f"{LISTS}!$X$1:$X${len(options)}".replace("X", "ABC"[index - 1])
            )


def _add_list(page: Worksheet, field: RosterField, source: str) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see write_roster_template
    from openpyxl.worksheet.datavalidation import (  # noqa: PLC0415 - see write_roster_template
        DataValidation,
    )

    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.error = "请从下拉列表中选择"
    rule.errorTitle = field.label
    page.add_data_validation(rule)
    column = next(i for i, known in enumerate(_COLUMNS, start=1) if known[0] is field)
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{_LINES + 1}")
