"""The empty workbook of items that offices download, fill in and bring in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, STATUS_NAMES
from jyguide.bank.unified import read_regulations
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import put_text
from jyguide.exchange.sheets.fields import ItemField, Meaning
from jyguide.exchange.sheets.item_workbook import write_headings, write_line
from jyguide.exchange.sheets.layout import (
    COLUMNS,
    GUIDE,
    LISTS,
    REQUIRED,
    SHEET,
    entry_cells,
    entry_texts,
)
from jyguide.exchange.sheets.literal import EXAMPLE
from jyguide.exchange.sheets.paper import print_across, row_height

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

VERSION = "1"
"""Of the layout; raised when a column is added or means something new."""
_LAST_PREPARED = 5001
"""Row down to which drop-down lists are offered."""
_GREY = "FF8C8C8C"
_HOW: dict[Meaning, str] = {
    ItemField.NUMBER: "可不填。写“示例”的行不导入。",
    ItemField.KIND: "从下拉列表中选择。",
    ItemField.STEM: "填空题用四条下划线 ____ 表示一个空；选择题作答的地方写（   ）。",
    0: "选择题、排序题从选项A 起依次填写，不写字母，中间不空格；最多到选项J。其他题型不填。",
    ItemField.ANSWER: "单选写 A；多选写 ACD；判断写正确或错误；排序写 CABD；"
    "填空各空之间用“；”隔开，同一空的几种答法用“|”隔开；简答、一口清写全文。"
    "没有答案的先存为草稿。",
    ItemField.EXPLANATION: "为什么是这个答案。",
    ItemField.DIFFICULTY: "易、中、难；不填按“中”。",
    ItemField.CATEGORY: "如：组织生活、发展党员。",
    ItemField.REGULATION: "法规名称，不带书名号也可以。",
    ItemField.EDITION: "如：2018年10月28日起施行。",
    ItemField.ARTICLE: "如：第十三条。没有核实的不要填。",
    ItemField.TESTS: "这道题考的是什么，几个字。",
    ItemField.POINTS: "简答、一口清的答题要点，每行一个（Alt+Enter 换行）。"
    "后面可以加（2分）、（必答）或（2分，必答）；不写是 1 分。",
    ItemField.QUESTION: "从哪一道一口清问题而来，写它的题号；没有不填。",
    ItemField.STATUS: "在用、草稿、待审、停用；不填是在用。写后三种的先存为草稿。",
}
_NOTES = (
    f"版本 {VERSION}。在“{SHEET}”中每道题填一行；带 * 的列必填。",
    "列的顺序可以调整，用不到的列可以删去，可以加自己的列（不会读入）；表头文字请保留。",
    "所有的列已设为文本。从别处粘贴时请选“只粘贴文本”，不然 3/5 会变成日期，80% 会变成 0.8。",
    "答案或要点里如果要用到 ； | / 这几个符号本身，在它前面加一个反斜杠 \\ 。",
    "填好后在“题库 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


def write_item_template(path: Path) -> None:
    """Write an empty bank with rules, an example of each kind and drop-down lists.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    _write_guide(guide)
    page = book.create_sheet(SHEET)
    write_headings(page)
    _comment_headings(page)
    _write_example(page)
    _offer_choices(book, page)
    with replace_when_whole(path) as part:
        PRACTICE.on_workbook(book)
        book.save(part)


def _write_guide(page: Worksheet) -> None:
    for line in (["题库导入模板 填写说明"], *([note] for note in _NOTES), []):
        page.append(line)
    heads = [_append_table(page, ["列名", "是否必填", "怎样填写"], _column_lines())]
    page.append([])
    heads.append(
        _append_table(
            page,
            ["题型", "题号", "题干", "选项", "正确答案", "要点"],
            map(_example_line, _examples()),
        )
    )
    _lay_out_guide(page, heads)


def _append_table(page: Worksheet, head: list[str], lines: Iterable[list[str]]) -> int:
    """Add a table below what there is; returns the row of its heading."""
    page.append(head)
    row: int = page.max_row
    for line in lines:
        page.append(line)
    return row


def _column_lines() -> Iterator[list[str]]:
    for column in COLUMNS:
        if how := _HOW.get(column.meaning):
            name = "选项A 至 选项J" if column.meaning == 0 else column.heading
            yield [name, "必填" if column.meaning in REQUIRED else "", how]


_GUIDE_WIDTHS = (16, 12, 56, 34, 24, 30)
_GUIDE_LINE_PT = 16.0


def _lay_out_guide(page: Worksheet, heads: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above

    for width, letter in zip(_GUIDE_WIDTHS, "ABCDEF", strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_row=heads[0]):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        texts = [str(cell.value or "") for cell in row]
        page.row_dimensions[cast("int", row[0].row)].height = row_height(
            texts, _GUIDE_WIDTHS, _GUIDE_LINE_PT
        )
    print_across(page)
    page["A1"].font = Font(bold=True, size=14)
    for cell in (cell for head in heads for cell in page[head]):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFFBE9E7")


def _example_line(entry: BankEntry) -> list[str]:
    texts = dict(zip((c.meaning for c in COLUMNS), entry_texts(entry), strict=True))
    options = "\n".join(
        f"{column.heading}：{texts[column.meaning]}"
        for column in COLUMNS
        if isinstance(column.meaning, int) and texts[column.meaning]
    )
    fields = (ItemField.KIND, ItemField.NUMBER, ItemField.STEM)
    rest = (ItemField.ANSWER, ItemField.POINTS)
    return [*(texts[f] for f in fields), options, *(texts[f] for f in rest)]


def _comment_headings(page: Worksheet) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - as above

    for index, column in enumerate(COLUMNS, start=1):
        if how := _HOW.get(column.meaning):
            page.cell(1, index).comment = Comment(how, "暨阳指导", height=110, width=280)


def _write_example(page: Worksheet) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    texts = list(entry_cells(_examples()[0]))
    texts[0] = EXAMPLE
    write_line(page, 2, texts)
    for cell in page[2]:
        cell.font = Font(italic=True, color=_GREY)


def _offer_choices(book: Workbook, page: Worksheet) -> None:
    """Drop-down lists by range: typed into the rule, more than 255 characters break the file."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    titles = list(dict.fromkeys(one.title for one in read_regulations().values()))
    choices: tuple[tuple[ItemField, Sequence[str], bool], ...] = (
        (ItemField.KIND, list(KIND_NAMES.values()), True),
        (ItemField.DIFFICULTY, list(DIFFICULTY_NAMES.values()), True),
        (ItemField.STATUS, list(STATUS_NAMES.values()), True),
        (ItemField.REGULATION, titles, False),
    )
    for index, (field, words, only) in enumerate(choices, start=1):
        for row, word in enumerate(words, start=1):
            put_text(lists.cell(row, index), word)
        letter = "ABCD"[index - 1]
        _add_list(page, field, f"{LISTS}!${letter}$1:${letter}${len(words)}", only=only)


def _add_list(page: Worksheet, field: ItemField, source: str, *, only: bool) -> None:
    """A drop-down on a column; ``only`` refuses whatever is not in the list."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=only)
    rule.error = "请从下拉列表中选择"
    rule.errorTitle = field.value
    page.add_data_validation(rule)
    column = next(i for i, known in enumerate(COLUMNS, start=1) if known.meaning is field)
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{_LAST_PREPARED}")


def _examples() -> tuple[BankEntry, ...]:
    """One well-formed item of each kind."""
    contents = (
        ItemContent(
            ItemKind.SINGLE,
            "党员大会一般（   ）召开一次。",
            ("每月", "每季度", "每半年", "每年"),
            "B",
            explanation="党小组会才是一般每月一次。",
            category="组织生活",
            difficulty=1,
            regulation="中国共产党支部工作条例（试行）",
            tests="党员大会多久开一次",
        ),
        ItemContent(
            ItemKind.MULTIPLE,
            "“三会一课”里的“三会”包括（   ）。",
            ("党员大会", "支部委员会会议", "党小组会", "民主生活会"),
            "ABC",
        ),
        ItemContent(ItemKind.TRUE_FALSE, "预备党员没有表决权、选举权和被选举权。", (), "T"),
        ItemContent(
            ItemKind.FILL_IN,
            "预备党员的预备期为____，从____之日算起。",
            (),
            (("一年", "1年"), ("支部大会通过其为预备党员",)),
        ),
        ItemContent(
            ItemKind.SHORT_ANSWER,
            "“四议两公开”中的“两公开”是哪两项？",
            (),
            "决议公开，实施结果公开。",
            key_points=(KeyPoint("决议公开"), KeyPoint("实施结果公开")),
        ),
        ItemContent(
            ItemKind.ORDERING,
            "把发展党员的这几步按先后排列：（   ）",
            ("列为发展对象", "递交入党申请书", "接收为预备党员", "确定为入党积极分子"),
            "BDAC",
        ),
        ItemContent(
            ItemKind.ORAL,
            "党员大会、支委会、党小组会各多久开一次？",
            (),
            "党员大会一般每季度一次，支委会一般每月一次，党小组会一般每月一次。",
            key_points=(
                KeyPoint("党员大会每季度一次", 2, required=True),
                KeyPoint("支委会每月一次", 2),
                KeyPoint("党小组会每月一次"),
            ),
        ),
    )
    return tuple(BankEntry(str(i), content) for i, content in enumerate(contents, start=1))
