"""Scoring sheets from Excel, and our own layout back and forth."""

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from jyguide.errors import FileError
from jyguide.standard.checking import faults
from jyguide.standard.checklist import Criterion, Method
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.drafting import tidied
from jyguide.standard.kinds import Aspect, BranchKind
from jyguide.standard.sheet.draft import criteria_of
from jyguide.standard.sheet.reading import read_scoring_sheet
from jyguide.standard.sheet.wording import aspect_of, guessed
from jyguide.standard.sheet.writing import write_checklist
from jyguide.standard.shipped import read_checklists
from tests.jyguide.standard.criteria import criteria_lists
from tests.jyguide.standard.scoring_sheets import graded_sheet, nasty_sheets, village_sheet


def test_a_sheet_with_merged_groups(tmp_path):
    path = tmp_path / "评分.xlsx"
    village_sheet(path)
    draft = read_scoring_sheet(path)
    assert (draft.title, draft.kind) == ("农村党建工作评分标准（满分100分）", BranchKind.VILLAGE)
    assert [(group.title, group.stated, len(group.lines)) for group in draft.groups] == [
        ("村服务站建设", 200, 5),
        ("班子好", 300, 3),
        ("党员教育", 500, 2),
    ]
    assert [group.aspect for group in draft.groups] == [
        Aspect.SUPPORT,
        Aspect.LEADERSHIP,
        Aspect.MEMBERS,
    ]
    office, desk, board, room, cards, sound, _, report, class_, dues = (
        line.criterion for line in draft.lines
    )
    assert office.text == "场所设置：有贴挂标识牌的办公室"
    assert (office.method, office.evidence) == (Method.YES_NO, ())
    assert (desk.method, desk.each, desk.unit) == (Method.DEDUCTION, 10, "项")
    assert (board.method, board.evidence) == (Method.YES_NO, ("底稿",))
    assert (room.method, room.grades[1].points) == (Method.GRADED, 25)
    assert (cards.evidence, cards.points) == (("记录", "台账"), 100)
    assert "一格里写了 3 项" in draft.lines[4].remarks[0]
    assert (sound.method, [grade.points for grade in sound.grades]) == (
        Method.GRADED,
        [100, 80, 0],
    )
    assert (report.veto, report.method) == (True, Method.YES_NO)
    assert (class_.each, class_.cap, class_.unit) == (5, 50, "次")
    assert (dues.method, dues.target) == (Method.RATIO, 95)
    assert draft.remarks == (
        "“党员教育”写的是 50 分，各条加起来是 49 分。",
        "表上的合计是 100 分，各条加起来是 99 分。",
        "合计 99 分，差 1 分；可以先导入为草稿，再调整分值。",
    )
    criteria = criteria_of(draft, [Aspect.SUPPORT, Aspect.LEADERSHIP, Aspect.ORGANISATION_LIFE])
    assert [one.code for one in criteria][:4] == ["B01", "B02", "B03", "C01"]
    assert sum(one.points for one in criteria) == 990


def test_a_sheet_with_groups_as_rows_and_points_over_several_rows(tmp_path):
    path = tmp_path / "细则.xlsx"
    graded_sheet(path)
    draft = read_scoring_sheet(path)
    assert (draft.sheet, draft.kind) == ("2026年社区", BranchKind.COMMUNITY)
    assert [(group.aspect, group.sure) for group in draft.groups] == [
        (Aspect.ORGANISATION_LIFE, True),
        (Aspect.SUPPORT, True),
    ]
    assembly, meeting, term, room = (line.criterion for line in draft.lines)
    assert (assembly.each, assembly.basis[0].source) == (50, "支部条例 第十一条")
    assert meeting.guide == "评分：未查摆扣3分\n未整改扣5分"
    assert (meeting.each, meeting.unit, meeting.findings) == (10, "处", ("未查摆", "未整改"))
    assert meeting.basis[0].source == "支部条例 第十七条"
    assert term.veto
    assert [grade.points for grade in room.grades] == [300, 200, 100]
    assert draft.remarks == ()


def test_the_worst_sheets_of_offices(tmp_path):
    path = tmp_path / "考核.xlsx"
    nasty_sheets(path)
    pages = read_scoring_sheet(path)
    assert (pages.title, pages.kind) == ("周庄镇村（社区）党建考核评分表", None)
    assert pages.sheets == ("村（社区）", "农村", "机关")
    assert [(each.title, each.stated, len(each.lines)) for each in pages.groups] == [
        ("组织建设", 200, 3),
        ("组织生活", 800, 1),
    ]
    assert pages.remarks == ()
    full, term, split, class_ = (line.criterion for line in pages.lines)
    assert (full.text, full.each) == ("班子：成员齐全，缺1人扣1分，扣完为止", 10)
    assert (term.veto, term.points, class_.guide) == (True, 100, "")
    assert [each.points for each in split.grades] == [50, 40, 20]
    words = read_scoring_sheet(path, "农村")
    assert [(one.text, one.points, one.method) for one in criteria_of(words)] == [
        ("1.设置规范", 200, Method.YES_NO),
        ("2.按期换届", 200, Method.GRADED),
    ]
    office = read_scoring_sheet(path, "机关")
    assert (office.kind, [one.criterion.points for one in office.lines]) == (
        BranchKind.OFFICE,
        [200, 200, 20],
    )
    assert "没有加分、减分项" in office.lines[2].remarks[-1]


@settings(max_examples=8)
@given(criteria_lists())
def test_our_own_layout_reads_back_the_same(tmp_path_factory, criteria):
    unique = tidied({one.code: one for one in criteria}.values())
    if not unique:
        return
    path = tmp_path_factory.mktemp("own") / "own.xlsx"
    facts = ChecklistFacts("=检查表 _x0041_", BranchKind.OFFICE, unique, "第一行\n第二行")
    write_checklist(path, facts)
    draft = read_scoring_sheet(path)
    assert (draft.title, draft.kind, draft.note) == (facts.name, facts.kind, facts.note)
    assert criteria_of(draft) == unique
    assert all(group.sure for group in draft.groups)


def test_a_shipped_one_reads_back_and_what_was_broken_in_it_is_named(tmp_path):
    shipped = read_checklists()[0]
    path = tmp_path / "村.xlsx"
    write_checklist(path, ChecklistFacts(shipped.name, shipped.kind, shipped.criteria))
    draft = read_scoring_sheet(path)
    assert criteria_of(draft) == shipped.criteria
    assert faults(criteria_of(draft)) == []
    book = load_workbook(path)
    page = book.active
    page["J7"] = 0.95  # as Excel keeps a typed 95%
    book.save(path)
    assert criteria_of(read_scoring_sheet(path))[2].target == 95
    page["D5"], page["E6"], page["A7"] = "两分", "看着办", "第七方面"
    book.save(path)
    with pytest.raises(FileError) as caught:
        read_scoring_sheet(path)
    assert caught.value.message.count("\n") == 3
    assert "第 5 行“分值”：“两分”不是分值" in caught.value.message


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["名单"], ["姓名", "电话"], ["张三", 1]], "没有找到评分表的表头"),
        ([["考核内容", "分值"]], "只有表头"),
        ([["考核内容", "分值"], *[[f"第{n}条", 1] for n in range(301)]], "有 301 行指标"),
    ],
)
def test_what_is_no_scoring_sheet_is_refused(tmp_path, rows, words):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(FileError, match=words):
        read_scoring_sheet(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("rule", "method", "each"),
    [
        ("每少1次扣0.5分", Method.DEDUCTION, 5),
        ("全年志愿服务少于4次扣1分", Method.GRADED, 0),
        ("无故缺席每次扣2分，最多扣4分", Method.DEDUCTION, 20),
        ("未成立扣1分，每少1次扣0.5分", Method.DEDUCTION, 5),
        ("没有不得分", Method.YES_NO, 0),
        ("按比例得分", Method.RATIO, 0),
        ("扣100分", Method.YES_NO, 0),
        ("", Method.YES_NO, 0),
    ],
)
def test_the_wording_tells_how_it_is_scored(rule, method, each):
    found = guessed(Criterion("", Aspect.SUPPORT, "做到", 50), rule).criterion
    assert (found.method, found.each) == (method, each)


def test_what_is_asked_tells_the_aspect_where_the_title_does_not():
    assert aspect_of("第三部分", ["三会一课记录", "主题党日"]) == (Aspect.ORGANISATION_LIFE, False)
