"""The empty table of a class's answers that an office fills in without this program."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exam.keying.answers_file import ABSENT, NAME, TAIL, VARIANT
from jyguide.exam.keying.notation import Slot
from jyguide.exam.keying.rows import ANSWERS, KeyingLayout
from jyguide.exchange.cell_writing import TEXT_FORMAT, put_text

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

SHEET, GUIDE = "答案", "填写说明"
_SPARE = 10
"""Lines for people who come without being on the list."""
_HEADING_FILL = "FFFBE9E7"
_NOTES = (
    "每人一行，从第 2 行开始；姓名和身份证号后四位用来认人，请不要改动。",
    "单项选择题填一个字母；多项选择题和排序题把字母写在一格里，如 ACD。",
    "判断题填 √ 或 ×，也可以填 T、F 或 对、错。",
    "没有作答的填“-”或空着；缺考的只在“缺考”列填“是”。",
    "填空题照答卷抄写，每个空一列；简答题填阅卷人给的分，还没评的空着。",
    "填好后保存，用命令 exam mark 评分；有问题的行会连同题号和原因列出。",
)


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    width: float
    slot: Slot | None = None
    most: float | None = None
    choices: str = ""


def write_answers_template(
    target: Path, layouts: Mapping[str, KeyingLayout], people: Sequence[tuple[str, str]]
) -> None:
    """Write a table with a line for each of ``people``, name and last four of the ID.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    headings = list(_headings(layouts))
    last = 1 + len(people) + _SPARE
    for at, heading in enumerate(headings, 1):
        _write_heading(page, at, heading, last)
    for row, (name, tail) in enumerate(people, 2):
        for at, text in enumerate((name, tail), 1):
            put_text(page.cell(row, at), text)  # type: ignore[arg-type] # we never merge cells
    page.freeze_panes = "C2"
    _set_page(page)
    guide = book.create_sheet(GUIDE)
    guide.column_dimensions["A"].width = 90
    for note in _NOTES:
        guide.append([note])
    buffer = io.BytesIO()
    PRACTICE.on_workbook(book)
    book.save(buffer)  # through memory: a full disk would leave openpyxl's archive open
    with replace_when_whole(target) as part:
        part.write_bytes(buffer.getvalue())


def _set_page(page: Worksheet) -> None:
    """On A4 across, as wide as one page, heads on each."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - see above

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True


def _headings(layouts: Mapping[str, KeyingLayout]) -> Iterator[_Heading]:
    layout = next(iter(layouts.values()))
    yield _Heading(NAME, 12)
    yield _Heading(TAIL, 16)
    if len(layouts) > 1:
        yield _Heading(VARIANT, 7, choices=",".join(layouts))
    yield _Heading(ABSENT, 7, choices="是")
    for slot in _widest(layouts):
        wide = slot.grouped
        choices = "" if wide else ",".join((*slot.letters, "-")) if slot.letters else "√,×,-"
        yield _Heading(f"{slot.number}", 7.5 if wide else 5, slot, choices=choices)
    for column in layout.columns:
        if column.key == ANSWERS or column.item is None:
            continue
        most = column.item.place.points / 10 if column.blank is None else None
        yield _Heading(column.title.replace(" ", ""), 16, most=most)


def _widest(layouts: Mapping[str, KeyingLayout]) -> Iterator[Slot]:
    """At each number the letters of whichever variant has most options there."""
    for slots in zip(*(layout.slots for layout in layouts.values()), strict=False):
        yield max(slots, key=lambda slot: len(slot.letters))


def _write_heading(page: Worksheet, at: int, heading: _Heading, last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    cell: Any = page.cell(1, at)
    put_text(cell, heading.title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEADING_FILL)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    letter = get_column_letter(at)
    page.column_dimensions[letter].width = heading.width
    if heading.most is None:
        for row in range(2, last + 1):
            page.cell(row, at).number_format = TEXT_FORMAT
    if rule := _validation(heading):
        page.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{last}")


def _validation(heading: _Heading) -> DataValidation | None:
    """What the spreadsheet program warns of; ``exam mark`` judges."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see above

    if heading.choices:
        rule = DataValidation(type="list", formula1=f'"{heading.choices}"', allow_blank=True)
        rule.error = f"请填 {heading.choices.replace(',', '、')} 中的一个。"
    elif heading.most is not None:
        rule = DataValidation("decimal", "0", f"{heading.most:g}", operator="between")
        rule.error = f"请填 0 到 {heading.most:g} 的分数。"
    elif heading.slot is not None:
        rule = DataValidation(
            "textLength", "1", f"{len(heading.slot.letters)}", operator="between"
        )
        rule.error = f"请填 {heading.slot.letters} 中的字母。"
    else:
        return None
    rule.errorTitle, rule.errorStyle = f"第 {heading.title} 列", "warning"
    return rule
