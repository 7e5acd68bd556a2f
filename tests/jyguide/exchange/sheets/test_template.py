"""The empty workbook to fill in, and the one for reviewers."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from jyguide.bank.check import faults
from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import read_unified_bank
from jyguide.errors import FileError
from jyguide.exchange.sheets import (
    read_item_sheets,
    write_audit_workbook,
    write_item_template,
    write_item_workbook,
)
from jyguide.exchange.sheets.template import _examples


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "模板.xlsx"
    write_item_template(path)
    return path


class TestTemplate:
    def test_sheets_and_headings(self, template):
        book = load_workbook(template)
        assert book.sheetnames == ["填写说明", "试题", "字典"]
        assert book["字典"].sheet_state == "hidden"
        page = book["试题"]
        heads = {cell.value: cell for cell in page[1]}
        for needed in ("*题型", "*题干", "*正确答案"):
            assert heads[needed].font.color.rgb == "FFC00000"
            assert heads[needed].comment is not None
        assert [cell.value for cell in page[1]][3:13] == [f"选项{x}" for x in "ABCDEFGHIJ"]
        assert page.column_dimensions["C"].number_format == "@"
        assert page["A2"].value == "示例"
        assert page["C2"].font.color.rgb == "FF8C8C8C"

    def test_drop_downs_are_ranges_of_the_hidden_sheet(self, template):
        book = load_workbook(template)
        rules = book["试题"].data_validations.dataValidation
        words = {}
        for rule in rules:
            column = str(rule.sqref).split("2:")[0]
            cells = book["字典"][rule.formula1.split("!")[1].replace("$", "")]
            words[book["试题"][f"{column}1"].value] = [row[0].value for row in cells]
        assert words["*题型"][0] == "单选题"
        assert words["难度"] == ["易", "中", "难"]
        assert words["状态"] == ["草稿", "待审", "在用", "停用"]
        assert "中国共产党章程" in words["依据"]

    def test_there_is_nothing_in_it_until_it_is_filled_in(self, template):
        with pytest.raises(FileError, match="表头下面没有题目"):
            read_item_sheets(template)

    def test_a_row_filled_in_is_read(self, template):
        book = load_workbook(template)
        page = book["试题"]
        heads = [cell.value for cell in page[1]]
        for heading, text in (("*题型", "判断题"), ("*题干", "甲。"), ("*正确答案", "正确")):
            page.cell(3, heads.index(heading) + 1).value = text
        book.save(template)
        file = read_item_sheets(template)
        assert [item.content for item in file.items] == [
            ItemContent(ItemKind.TRUE_FALSE, "甲。", (), "T")
        ]

    def test_every_example_can_be_typed_as_it_is_shown(self, template, tmp_path):
        examples = _examples()
        assert {one.content.kind for one in examples} == set(ItemKind)
        assert all(faults(one.content) == () for one in examples)
        guide = [[cell.value for cell in row] for row in load_workbook(template)["填写说明"]]
        head = next(i for i, row in enumerate(guide) if row[3] == "选项")
        assert len(guide[head + 1 :]) == len(examples)
        path = tmp_path / "例.xlsx"
        write_item_workbook(path, examples)
        assert [i.content for i in read_item_sheets(path).items] == [e.content for e in examples]


class TestAudit:
    def lines(self, path: Path) -> list[dict[str, object]]:
        rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    def test_one_row_an_item(self, tmp_path):
        path = tmp_path / "审核.xlsx"
        single = ItemContent(
            ItemKind.SINGLE,
            "甲（   ）",
            ("子", "丑"),
            "B",
            explanation="因为",
            regulation="丙条例",
            edition="2026年版",
            article="第三条",
            tests="丁",
        )
        oral = ItemContent(
            ItemKind.ORAL, "乙？", (), "说三点", key_points=(KeyPoint("一", 2, required=True),)
        )
        entries = [
            BankEntry("001-2", single, "001", facts=(1, 9)),
            BankEntry("002", oral, status=ItemStatus.REVIEW),
            BankEntry("3", ItemContent(ItemKind.TRUE_FALSE, "丙。"), status=ItemStatus.DRAFT),
        ]
        written = write_audit_workbook(path, entries, {1: "三人以上"})
        assert (written.count, written.left_out) == (3, ())
        first, second, third = self.lines(path)
        assert first == {
            "题号": "001-2",
            "所属问题": "001",
            "题型": "单选题",
            "题干": "甲（   ）",
            "选项": "A. 子\nB. 丑",
            "答案": "B. 丑",
            "解析": "因为",
            "考查": "丁",
            "依据": "丙条例",
            "版本": "2026年版",
            "条款": "第三条",
            "状态": "在用",
            "事实编号": "1 三人以上\n9",
            "审核意见": None,
        }
        assert (second["答案"], second["状态"]) == ("说三点\n【要点】\n一（2分，必答）", "待审")
        assert third["答案"] == "（没有答案）"

    def test_is_laid_out_for_screen_and_paper(self, tmp_path):
        path = tmp_path / "审核.xlsx"
        bank = [
            BankEntry(one.code, one.content, one.question, facts=one.facts)
            for one in read_unified_bank()
        ]
        assert write_audit_workbook(path, bank).count == len(bank)
        page = load_workbook(path).worksheets[0]
        assert page.freeze_panes == "D2"
        assert page.auto_filter.ref == f"A1:N{len(bank) + 1}"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for cell in page[2])

    def test_what_no_cell_can_hold_is_left_out(self, tmp_path):
        path = tmp_path / "审核.xlsx"
        long = ItemContent(ItemKind.SHORT_ANSWER, "甲" * 40_000, (), "乙")
        written = write_audit_workbook(path, [BankEntry("1", long)])
        assert written.count == 0
        assert "超过 32,767 个字" in written.left_out[0].reason

    def test_a_text_that_begins_like_a_formula_is_no_formula(self, tmp_path):
        path = tmp_path / "审核.xlsx"
        write_audit_workbook(
            path, [BankEntry("1", ItemContent(ItemKind.SHORT_ANSWER, "=1+1", (), "@x"))]
        )
        page = load_workbook(path).worksheets[0]
        assert {cell.data_type for cell in page[2] if cell.value} == {"s"}
