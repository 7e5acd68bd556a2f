import errno
from pathlib import Path

import openpyxl
import pytest

from jyguide.errors import FileError
from jyguide.exam.analysis.result_workbook import ResultLine, ResultText, write_result_workbook

TEXT = ResultText(
    title="统一考试",
    lines=(
        ResultLine("王五", "甲村", 595, passed=False, duration="35分12秒"),
        ResultLine("䶮𬱖", "乙村", 1000, passed=True, note="补考"),
        ResultLine("李四", "=1+1", None, passed=None),
    ),
    summary=(("参考人数", 2), ("平均分", 79.75), ("合格率", "50%")),
    item_heads=("序号", "题干", "难度系数"),
    item_rows=((1, "党员大会几时召开", 0.75), (2, "=SUM(A1)", None)),
)


def test_the_list_keeps_the_roster_s_order_and_has_no_rank(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    write_result_workbook(TEXT, target)
    rows = list(openpyxl.load_workbook(target)["成绩单"].iter_rows(values_only=True))
    assert rows[0][0] == "统一考试成绩单"
    assert rows[1] == ("序号", "姓名", "单位", "得分", "是否合格", "用时", "备注")
    assert rows[2][:6] == (1, "王五", "甲村", 59.5, "不合格", "35分12秒")
    assert rows[3][:5] == (2, "䶮𬱖", "乙村", 100, "合格")
    assert rows[4][:5] == (3, "李四", "=1+1", None, "未参加")
    assert tuple(row[1:3] for row in rows[6:]) == TEXT.summary


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    write_result_workbook(TEXT, target)
    book = openpyxl.load_workbook(target)
    assert book["成绩单"]["C5"].data_type == "s"
    assert book["逐题分析"]["B4"].data_type == "s"


def test_the_analysis_is_a_second_sheet(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    write_result_workbook(TEXT, target)
    rows = list(openpyxl.load_workbook(target)["逐题分析"].iter_rows(values_only=True))
    assert rows[1:] == [
        ("序号", "题干", "难度系数"),
        (1, "党员大会几时召开", 0.75),
        (2, "=SUM(A1)", None),
    ]


def test_without_analysis_there_is_one_sheet(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    write_result_workbook(ResultText("考试", ()), target)
    assert openpyxl.load_workbook(target).sheetnames == ["成绩单"]


def test_it_prints_on_a4_with_its_head_on_each_page(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    write_result_workbook(TEXT, target)
    sheet = openpyxl.load_workbook(target)["成绩单"]
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.freeze_panes == "A3"


def test_control_characters_do_not_stop_it(tmp_path):
    target = tmp_path / "成绩单.xlsx"
    lines = (ResultLine("张\x00三\ud800", "甲村", 10, passed=True),)
    write_result_workbook(ResultText("考试\x1f", lines), target)
    assert openpyxl.load_workbook(target)["成绩单"]["B3"].value == "张三"


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "成绩单.xlsx"
    target.write_text("old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileError, match="磁盘空间不够"):
        write_result_workbook(TEXT, target)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
