from datetime import date

import pytest

from jyguide.documents.page import PAGE_NUMBER, Cell, Paragraph, Table
from jyguide.documents.word import write_word
from jyguide.sync.report import KindLine, file_text, kind_lines, report_document, side_text
from jyguide.sync.row import Count, Side
from tests.jyguide.sync.reports import a_conflict, a_report, at

PRINTED = at("2026-11-24T10:05")


def page(**changes):
    return report_document(a_report(**changes), "中共江阴市委组织部", PRINTED)


def texts(document):
    """All that is printed, cell after cell."""

    def words(block):
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield cell_text(cell)

    return [text for block in document.blocks for text in words(block)]


def cell_text(cell: Cell):
    return "".join(block.text for block in cell.blocks if isinstance(block, Paragraph))


def table_rows(document, at):
    table = [block for block in document.blocks if isinstance(block, Table)][at]
    return [[cell_text(cell) for cell in row.cells] for row in table.rows]


def test_the_head_says_whose_file_it_is_and_that_nothing_was_written():
    document = page()
    said = texts(document)
    assert said[0] == "同步文件预演报告"
    assert "来自：周庄镇 A 机 第17号，导出于 2026-11-23 09:12" in said
    assert "本单位：中共江阴市委组织部" in said
    assert "状态：预演，没有写入任何数据" in said
    assert any("第16号没有收到过" in text for text in said)
    assert document.footer == PAGE_NUMBER
    assert document.dated == date(2026, 11, 24)


def test_what_was_done_is_called_so():
    said = texts(page(rehearsal=False))
    assert said[0] == "同步文件导入报告"
    assert "状态：已导入" in said
    assert "已采用" in said
    assert "将采用" not in said


def test_changes_and_totals_stand_in_one_table():
    assert table_rows(page(), 0) == [
        ["类别", "新增", "修改", "删除", "导入前", "导入后", "对方"],
        ["人员", "12", "7", "", "251", "263", "263"],
        ["培训", "3", "", "", "9", "12", "12"],
        ["报名与签到", "180", "", "1", "620", "799", "800"],
        ["另有重复内容 2 段，本机已有，跳过。"],
    ]


def test_conflicts_name_both_values_who_and_when():
    assert table_rows(page(), 1)[1] == [
        "陈明None · 联系方式（两边都改过）",
        "手机号：139****0002（李站长 2026-11-22 09:15）",
        "手机号：138****0001（王干事 2026-11-20 16:40）",
    ]


def test_what_is_not_taken_over_is_named():
    said = texts(page())
    assert "三、不予采纳（1）" in said
    assert "题库由市级统一维护" in said
    assert "四、暂存，等待后续文件（1）" in said
    assert "等待“第9次集中训练”" in said


def test_a_list_cut_short_says_so():
    said = texts(page(conflict_count=900, conflicts=(a_conflict(), a_conflict(2))))
    assert "二、需要人看一下（900，下面列出前 2 处）" in said


def test_nothing_to_look_at_is_said():
    document = page(
        conflicts=(), conflict_count=0, refused=(), refused_count=0, waiting=(), known=0
    )
    assert texts(document).count("没有。") == 3
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 1


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (Side("手机号：1", "李", at("2026-11-22T09:15")), "手机号：1（李 2026-11-22 09:15）"),
        (Side("手机号：1", "", at("2026-11-22T09:15")), "手机号：1（2026-11-22 09:15）"),
        (Side("手机号：1", "李", None), "手机号：1（李）"),
        (Side("已删除", "", None), "已删除"),
    ],
)
def test_a_side_says_what_is_known_of_it(side, words):
    assert side_text(side) == words


def test_kinds_without_totals_are_listed_all_the_same():
    lines = kind_lines(a_report(new=(Count("证书", 4),), before=(), after=()))
    assert KindLine("证书", 4, 0, 0, None, None, None) in lines
    assert all(line.agrees is None for line in lines)


def test_sides_agree_or_not():
    assert [line.agrees for line in kind_lines(a_report())] == [True, True, False]


def test_the_page_can_be_written_as_word(tmp_path):
    write_word(page(), tmp_path / "报告.docx")
    assert (tmp_path / "报告.docx").stat().st_size > 5_000


def test_a_file_is_named_by_sender_number_and_time():
    assert file_text(a_report()) == "周庄镇 A 机 第17号，导出于 2026-11-23 09:12"
