"""Sheets as offices and exam platforms lay them out, and rows that cannot be read."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jyguide.bank.check import faults
from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from jyguide.exchange.error_workbook import REASON_HEADING, write_error_workbook
from jyguide.exchange.item_file import FoundItem
from jyguide.exchange.sheets import header_rows, read_item_sheets
from jyguide.exchange.sheets import reading as reading_module
from jyguide.exchange.sheets.cells import CONTROL, CellReader
from jyguide.exchange.sheets.header import find_header
from jyguide.exchange.sheets.items import Place, build_item
from jyguide.exchange.workbook import Sheet
from tests.jyguide.exchange.sheets.typed import HEAD, only, read, save, single


class TestHeadings:
    @pytest.mark.parametrize(
        "head",
        [
            ("题型", "题干", "选项A", "选项B", "正确答案"),
            ("试题类型", "题目", "A", "B", "答案"),
            ("*题型（必填）", "*题干（必填）", "选项 A", "选项 B", "*答案："),
            ("类型", "试题内容", "备选答案A", "备选答案B", "标准答案"),
            ("题目类型", "题目内容", "选项1", "选项2", "参考答案"),
            ("题型", "问题", "选项一", "选项二", "正确选项"),
            ("题型", "题 目", "Ａ选项", "Ｂ选项", "答 案"),
        ],
    )
    def test_are_known_by_many_names(self, tmp_path, head):
        item = only(tmp_path, head, ("单选题", "甲（ ）", "子", "丑", "B"))
        assert item.content.options == ("子", "丑")
        assert (item.content.kind, item.content.answer) == (ItemKind.SINGLE, "B")
        assert (item.position, item.line) == ("“题目”第 2 行", 2)

    def test_all_fields_of_a_platform(self, tmp_path):
        head = ("序号", "题目", "题型", "A", "B", "答案", "答案解析", "难度等级", "知识点", "分值")
        item = only(
            tmp_path, head, (7.0, "甲（ ）", "单选", "子", "丑", "a", "因为", "较难", "组织", 2.5)
        )
        assert item.number == "7"
        assert item.content.explanation == "因为"
        assert (item.content.difficulty, item.content.category) == (3, "组织")
        assert item.warnings == ()

    def test_titles_above_and_blank_rows_between(self, tmp_path):
        book = Workbook()
        page = book.worksheets[0]
        page.title = "题目"
        page["A1"] = "2026年应知应会题库"
        page.merge_cells("A1:H1")
        page["A2"] = "说明：答案写字母"
        for column, text in enumerate(HEAD, start=1):
            page.cell(4, column, text)
        for row in (6, 9):
            for column, text in enumerate(single("B"), start=1):
                page.cell(row, column, text)
        path = tmp_path / "题库.xlsx"
        book.save(path)
        assert [item.line for item in read_item_sheets(path).items] == [6, 9]
        assert header_rows(path) == {"题目": 4}

    def test_a_header_of_two_rows(self, tmp_path):
        file = read(
            tmp_path,
            ("题型", "题干", "选项", None, "答案"),
            ("题型", "题干", "A", "B", "答案"),
            ("单选题", "甲（ ）", "子", "丑", "A"),
        )
        assert file.items[0].content.options == ("子", "丑")

    def test_a_column_that_is_not_read_is_named(self, tmp_path):
        file = read(tmp_path, ("题干", "答案", "出题人", "备注"), ("甲？", "乙", "王", None))
        assert file.notices == ("工作表“题目”的“出题人”列没有读入。",)

    def test_of_very_many_columns_the_first_are_named(self, tmp_path):
        more = [f"栏{n}" for n in range(1, 501)]
        file = read(tmp_path, ("题干", "答案", *more), ("甲？", "乙", *more))
        assert file.notices[0].endswith("“栏20”等 500 列没有读入。")

    def test_no_header_at_all(self, tmp_path):
        with pytest.raises(FileError, match="没有找到试题的表头，没有导入任何题目"):
            read(tmp_path, ("姓名", "电话"), ("王", "1"))

    def test_a_header_without_rows(self, tmp_path):
        with pytest.raises(FileError, match="表头下面没有题目"):
            read(tmp_path, HEAD)


class TestSheets:
    def test_several_sheets_each_with_its_kind(self, tmp_path):
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in {
            "填写说明": [("题型", "题干", "答案"), ("单选题", "例", "A")],
            "单选题": [("题干", "A", "B", "答案"), ("甲（ ）", "子", "丑", "A")],
            "判断": [("题干", "答案"), ("乙。", "对")],
            "填空题": [("题干", "答案"), ("丙是（    ）。", "三")],
            "简答题": [("题干", "答案"), ("A", "B")],
            "通知": [("请各支部",)],
        }.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        hidden = book.create_sheet("旧题")
        hidden.sheet_state = "hidden"
        hidden.append(("题干", "答案"))
        hidden.append(("丁？", "戊"))
        path = tmp_path / "题库.xlsx"
        book.save(path)
        file = read_item_sheets(path)
        assert [(i.position, i.content.kind) for i in file.items] == [
            ("“单选题”第 2 行", ItemKind.SINGLE),
            ("“判断”第 2 行", ItemKind.TRUE_FALSE),
            ("“填空题”第 2 行", ItemKind.FILL_IN),
            ("“简答题”第 2 行", ItemKind.SHORT_ANSWER),
        ]
        assert file.items[2].content.stem == "丙是____。"
        assert file.notices == (
            "工作表“填写说明”是填写说明，没有读入。",
            "工作表“通知”没有试题的表头，没有读入。",
            "工作表“旧题”是隐藏的，没有读入；里面有题目的，请先取消隐藏。",
        )

    def test_headings_between_the_rows_and_repeated_headers(self, tmp_path):
        head = ("题干", "A", "B", "答案")
        file = read(
            tmp_path,
            head,
            ("一、单选题（每题2分）",),
            ("甲（ ）", "子", "丑", "A"),
            head,
            ("二、判断题",),
            ("乙。", None, None, "A"),
        )
        assert [item.content.kind for item in file.items] == [
            ItemKind.SINGLE,
            ItemKind.TRUE_FALSE,
        ]
        assert file.refused == ()

    def test_rows_with_nothing_but_a_serial_number_are_blank(self, tmp_path):
        file = read(
            tmp_path,
            ("序号", "题型", "题干", "答案"),
            (1, "简答题", "甲？", "乙"),
            (2,),
            (3, "简答题"),
        )
        assert (len(file.items), file.refused) == (1, ())

    def test_the_example_row_is_left_out(self, tmp_path):
        rows = (("示例", "甲？", "乙"), ("1", "丙？", "丁"))
        file = read(tmp_path, ("题号", "题干", "答案"), *rows)
        assert [item.number for item in file.items] == ["1"]

    def test_questions_typed_line_by_line(self, tmp_path):
        rows = (("一、单选题",), (), ("1. 甲（ ）\nA. 子\nB. 丑",), ("答案：B",), (2.0, "乙（ ）"))
        file = read(tmp_path, *rows, ("A. 子", "B. 丑"), ("答案：A",), ("3. 丙（ ）",))
        assert [(i.number, i.content.answer, i.line) for i in file.items] == [
            ("1", "B", 3),
            ("2", "A", 5),
        ]
        assert file.items[1].position == "“题目”第 5 行"
        assert [(one.position, one.line) for one in file.refused] == [("“题目”第 8 行", 8)]
        assert file.notices == ("工作表“题目”没有试题的表头，按一行一行的文字读入。",)

    def test_too_many_rows(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading_module, "MOST_ROWS", 3)
        with pytest.raises(FileError, match="有 4 行，超过了 3 行的上限，没有导入任何题目"):
            read(tmp_path, ("题干", "答案"), *[("甲？", "乙")] * 3)


class TestRefusals:
    @pytest.mark.parametrize(
        ("row", "why", "column"),
        [
            (single("E"), "没有选项 E", "答案"),
            (single("AB"), "单选题给了 2 个答案", "答案"),
            (single("A", kind="多选题"), "多选题只有 1 个答案", "答案"),
            (single("也许"), "答案“也许”看不懂", "答案"),
            (single("A", kind="听力题"), "题型“听力题”看不懂", "题型"),
            (single("A", options=("子", "子", "丑", "寅")), "有两个选项相同", "选项A"),
            (single("A", options=("子", None, "丑", None)), "选项 B 是空的", "选项A"),
            (single("A", options=(None,) * 4), "选项只有 0 个", "选项A"),
            (single("A", stem=None), "没有题干", "题干"),
            (single("A", stem="长" * 30_000), "题干有 30,000 个字，最多 5,000 个", "题干"),
            (single("A", options=("长" * 1001, "丑")), "一个选项有 1,001 个字", "选项A"),
            ((*single("A"), "长" * 30_000), "解析有 30,000 个字", "解析"),
            (("填空题", "____和____", *[None] * 4, "三"), "题干有 2 个空", "答案"),
            (("填空题", "没有空", *[None] * 4, "三"), "没有要填的空", "题干"),
            (("判断题", "甲。", *[None] * 4, "大概"), "判断题的答案“大概”看不懂", "答案"),
            (single("A", options=(date(2026, 3, 5), "子", "丑", "寅")), "存成了日期", "选项A"),
            (single("A", options=(time(8, 30), "子", "丑", "寅")), "存成了日期或时间", "选项A"),
            (single("=1/0"), "公式没有结果", "答案"),
            (single("#REF!"), "错误值", "答案"),
            (single(1e17), "数字太长", "答案"),
        ],
    )
    def test_name_row_column_and_reason(self, tmp_path, row, why, column):
        file = read(tmp_path, HEAD, single("A"), (), row)
        assert len(file.items) == 1
        assert len(file.refused) == 1
        one = file.refused[0]
        assert why in one.reason
        assert (one.position, one.line) == ("“题目”第 4 行", 4)
        assert one.cell is not None
        assert (one.cell.sheet, one.cell.row, one.cell.column) == ("题目", 4, column)
        assert one.cell.reason == one.reason

    def test_control_characters_are_taken_out_with_a_warning(self, tmp_path):
        path = tmp_path / "题库.csv"
        path.write_bytes("题干,答案\n甲\x07\x1b？,\x0b乙\x7f\n".encode())
        item = read_item_sheets(path).items[0]
        assert (item.content.stem, item.content.answer) == ("甲？", "乙")
        assert item.warnings == (
            "“题干”里有看不见的控制字符，已经去掉。",
            "“答案”里有看不见的控制字符，已经去掉。",
        )

    def test_line_ends_of_any_kind_become_one(self, tmp_path):
        path = tmp_path / "题库.csv"
        path.write_bytes('题干,答案\r\n"甲\r\n乙\r丙？",丁\r\n'.encode())
        item = read_item_sheets(path).items[0]
        assert item.content.stem == "甲\n乙\n丙？"
        assert item.warnings == ()

    def test_a_fraction_is_doubted(self, tmp_path):
        item = only(tmp_path, HEAD, single("A", options=(0.8, "子", "丑", "寅")))
        assert item.content.options[0] == "0.8"
        assert item.is_draft
        assert "如果原来写的是百分数或分数" in item.warnings[0]

    def test_the_error_workbook_comes_back_when_corrected(self, tmp_path):
        path = save(tmp_path, ("说明",), HEAD, single("A"), single("E"), single("也许"))
        refused = [one.cell for one in read_item_sheets(path).refused if one.cell]
        target = tmp_path / "错误清单.xlsx"
        write_error_workbook(path, refused, target, header_rows(path))
        book = load_workbook(target)
        page = book["题目"]
        assert page.max_row == 3
        head = [cell.value for cell in page[1]]
        assert page.cell(2, head.index(REASON_HEADING) + 1).value.startswith("答案是 E")
        for row in (2, 3):
            page.cell(row, head.index("答案") + 1).value = "B"
        book.save(target)
        again = read_item_sheets(target)
        assert [item.content.answer for item in again.items] == ["B", "B"]
        assert (again.refused, again.notices) == ((), ())


class TestSeparatedText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    def test_encodings_and_delimiters(self, tmp_path, encoding, delimiter):
        lines = [HEAD, single("B", stem="预备期，又叫考察期，一般是（ ），对吗，你看")]
        text = "\n".join(delimiter.join(line) for line in lines)
        path = tmp_path / "题库.csv"
        path.write_bytes(text.encode(encoding))
        file = read_item_sheets(path)
        assert [item.content.answer for item in file.items] == ["B"]
        assert file.items[0].position == "“题库”第 2 行"

    def test_a_first_line_that_tells_excel_the_delimiter(self, tmp_path):
        path = tmp_path / "题库.csv"
        path.write_text("sep=;\n题干;答案\n甲，乙，丙，丁？;戊，己\n", "utf-8")
        item = read_item_sheets(path).items[0]
        assert (item.content.stem, item.line) == ("甲，乙，丙，丁？", 3)

    def test_a_text_that_is_no_table(self, tmp_path):
        path = tmp_path / "题库.csv"
        path.write_text("1. 甲（ ）\nA. 子\nB. 丑\n", "utf-8")
        with pytest.raises(FileError, match="没有找到试题的表头"):
            read_item_sheets(path)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "A",
            "ABC",
            "对",
            "√",
            "略",
            "____",
            "甲（ ）",
            "（A）",
            "单选题",
            "排序题",
            "3",
            "子|丑",
            "A.子\nB.丑",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.integers(-10, 10**16),
    st.dates(),
    st.times(),
)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=6))
def test_every_row_is_an_item_or_refused_whatever_is_in_it(rows):
    sheet = Sheet("题目", hidden=False, rows=(HEAD, *map(tuple, rows)))
    header = find_header(sheet)
    assert header is not None
    reader = CellReader(sheet, header)
    for index in range(1, len(sheet.rows)):
        built = build_item(reader.read(index), Place(header, None))
        if isinstance(built, FoundItem):
            assert faults(built.content) == ()
            assert built.is_draft == (built.content.answer is None or built.unready)
            assert built.content.answer is not None or built.warnings
            assert not CONTROL.search(repr(built.content.stem))
        else:
            assert built.reason.endswith("。")
            assert built.cell is not None
            assert built.cell.row == index + 1
