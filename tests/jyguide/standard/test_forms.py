"""Excel forms of self-inspections: what is written comes back, and what was done to it is said."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.errors import FileError
from jyguide.ids import ChecklistId, OrganisationId, RoundBranchId, RoundId
from jyguide.standard.checklist import Criterion, Grade, Method
from jyguide.standard.form_answers import read_answer
from jyguide.standard.form_code import FormKeys, form_code, read_form_code
from jyguide.standard.form_judging import Weight, judge
from jyguide.standard.form_layout import FormColumn, FormHead
from jyguide.standard.form_plan import FormFate, Known, PlannedForm, doubt_twins, match
from jyguide.standard.form_reading import read_form
from jyguide.standard.form_writing import FormBook
from jyguide.standard.kinds import Aspect, BranchKind
from jyguide.standard.printing.checklist import SheetHead, blank_body, blank_document
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.scoring import Score, allowed_points, tally
from jyguide.standard.wording import method_text
from tests.jyguide.standard.form_files import drop_keys, edit, fill, rows_of, set_key
from tests.jyguide.standard.visiting import CRITERIA

TODAY = date(2026, 11, 20)
KEYS = FormKeys(
    RoundId(uuid.UUID(int=1)), RoundBranchId(uuid.UUID(int=2)), ChecklistId(uuid.UUID(int=3))
)
HEAD = FormHead(
    KEYS, "村检查表", 1, "2026 年 标准化建设", 2026, "𠮷祥村党支部", "周庄镇", BranchKind.VILLAGE
)
ROUND = RoundRow(KEYS.round, None, "", RoundFacts("标准化建设", 2026, {}, {}), {}, 1)
_WORDS = st.text(st.sampled_from("缺会议记录=+-@_x0041_𠮷·\n，2分/ "), max_size=12).map(str.strip)


def a_branch(key=2, name="𠮷祥村党支部", township="周庄镇", **changes):
    facts = {
        "id": RoundBranchId(uuid.UUID(int=key)),
        "round_id": KEYS.round,
        "station_id": None,
        "station": "",
        "organisation_id": OrganisationId(uuid.UUID(int=key)),
        "checklist_id": KEYS.checklist,
        "name": name,
        "township": township,
        "kind": BranchKind.VILLAGE,
        "position": key,
    }
    return RoundBranchRow(**(facts | changes))


def known(*branches):
    there = branches or (a_branch(),)
    return Known(ROUND, {one.id: one for one in there}, {KEYS.checklist: CRITERIA})


def scores_of(criteria):
    """Any scores that a branch may give, some criteria left out."""
    return st.fixed_dictionaries(
        {},
        optional={
            one.code: st.one_of(
                st.builds(
                    Score, points=st.sampled_from(list(allowed_points(one))), finding=_WORDS
                ),
                st.builds(Score, applies=st.just(False), finding=_WORDS),
                st.builds(Score, finding=_WORDS.filter(bool)),
            )
            for one in criteria
        },
    )


def told(scores):
    """Without how the points came about, which a form does not hold."""
    return {code: (said.points, said.applies, said.finding) for code, said in scores.items()}


@pytest.fixture(scope="module")
def book():
    return FormBook(CRITERIA)


@pytest.fixture
def form(book, tmp_path):
    """An empty form in a file."""
    path = tmp_path / "自查表.xlsx"
    path.write_bytes(book.content(HEAD))
    return path


@settings(max_examples=15)
@given(scores_of(CRITERIA))
def test_whatever_scores_a_form_holds_come_back(book, tmp_path_factory, scores):
    path = tmp_path_factory.getbasetemp() / "some.xlsx"
    path.write_bytes(book.content(HEAD, scores))
    found = read_form(path)
    judged = judge(found, CRITERIA, TODAY)
    assert told(judged.scores) == told(scores)
    assert judged.tally.total == tally(CRITERIA, scores).total
    assert (found.keys, match(found, known()).branch) == (KEYS, a_branch())


@pytest.mark.parametrize("one", CRITERIA, ids=lambda one: one.method.value)
@given(st.one_of(st.text(max_size=8), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_gives_points_that_are_not_allowed(one, given_):
    answer = read_answer(one, given_, None, None)
    assert answer.score.points is None or answer.score.points in allowed_points(one)
    assert not (answer.problem and answer.score.said)


YES_NO, DEDUCTION, RATIO, GRADED = (
    next(one for one in CRITERIA if one.method is method)
    for method in (Method.YES_NO, Method.DEDUCTION, Method.RATIO, Method.GRADED)
)


@pytest.mark.parametrize(
    ("one", "cell", "points"),
    [
        (YES_NO, "是", 200),
        (YES_NO, " √ ", 200),
        (YES_NO, "×", 0),
        (YES_NO, "20分", 200),
        (YES_NO, 0, 0),
        (DEDUCTION, "15分", 150),
        (DEDUCTION, "１５．５", 155),
        (DEDUCTION, 12.3, 123),
        (RATIO, "32/40", 200),
        (RATIO, "16／40", 100),
        (GRADED, "有登记，无联系记录", 100),
        (GRADED, 10, 100),
        (GRADED, "没有登记", 0),
    ],
)
def test_what_people_write_is_understood(one, cell, points):
    answer = read_answer(one, cell, None, None)
    assert (answer.score.points, answer.problem) == (points, "")


@pytest.mark.parametrize("cell", ["/", "无", "不适用", "—", "－", "N/A"])
def test_a_stroke_says_that_it_does_not_apply(cell):
    assert read_answer(DEDUCTION, cell, None, None).score == Score(applies=False)


@pytest.mark.parametrize(
    ("one", "cell", "said"),
    [
        (DEDUCTION, 4, "超出范围，只能是 5 至 20"),
        (DEDUCTION, -1, "超出范围"),
        (DEDUCTION, 12.34, "小数太多"),
        (DEDUCTION, "还可以", "“还可以”不是得分"),
        (DEDUCTION, datetime(2026, 1, 2), "日期"),  # noqa: DTZ001 - as spreadsheets give it
        (GRADED, 7, "只能是 0、10、20"),
        (RATIO, "41/40", "不是一个比例"),
        (YES_NO, "10", "不在可给的分数里"),
    ],
)
def test_what_cannot_be_taken_is_said_and_left_open(one, cell, said):
    answer = read_answer(one, cell, None, "缺记录")
    assert said in answer.problem
    assert answer.score == Score(finding="缺记录")


def test_points_and_not_applicable_contradict_each_other():
    answer = read_answer(YES_NO, "是", "不适用", None)
    assert "不知道以哪个为准" in answer.problem
    assert read_answer(YES_NO, None, "√", None).score == Score(applies=False)


def test_two_equal_grades_are_told_apart_by_their_words():
    steps = (Grade("好", 20), Grade("较好", 10), Grade("一般", 10))
    one = Criterion("A01", Aspect.SUPPORT, "事", 20, Method.GRADED, grades=steps)
    assert read_answer(one, "一般得1分", None, None).score.value == (2,)


def test_a_whole_form_is_complete_and_says_who_and_when(form):
    found = read_form(fill(form, CRITERIA))
    judged = judge(found, CRITERIA, TODAY)
    assert (judged.complete, judged.tally.total, judged.remarks) == (True, 1000, ())
    assert (found.inspector, judged.visited_on) == ("陈明", date(2026, 11, 18))


def test_rows_may_be_moved_inserted_sorted_and_lose_their_text(form):
    def jumble(page, _book):
        rows = rows_of(page)
        lines = {
            code: [page.cell(row, at).value for at in range(1, 10)] for code, row in rows.items()
        }
        for row, code in zip(sorted(rows.values()), reversed(list(lines)), strict=True):
            for at, value in enumerate(lines[code], 1):
                page.cell(row, at).value = value
        page.insert_rows(9, 2)
        page["A9"], page["B9"], page["F9"] = "G77", "我们自己加的一条", 5

    fill(form, CRITERIA)
    judged = judge(read_form(edit(form, jumble)), CRITERIA, TODAY)
    assert judged.complete
    assert [one.text for one in judged.remarks] == [
        "第 9 行：编号“G77”不在检查表里，这一行没有收。"
    ]


def test_deleted_rows_edited_words_and_typed_sums_are_named(form):
    def change(page, _book):
        rows = rows_of(page)
        page.cell(rows["E01"], 2).value = "每年有一次主题党日"
        page.cell(rows["E01"], 7).value = 99
        page["H4"] = 120
        page.delete_rows(rows["C01"])

    fill(form, CRITERIA, F8="否")
    judged = judge(read_form(edit(form, change)), CRITERIA, TODAY)
    said = {(one.weight, one.code): one.sentence for one in judged.remarks}
    assert "缺了 1 项（C01）" in said[Weight.OPEN, ""]
    assert said[Weight.OPEN, "A01"] == "失了分，没有写发现的问题。"
    assert "文字被改过" in said[Weight.NOTE, "E01"]
    notes = [one.sentence for one in judged.remarks if one.weight is Weight.NOTE]
    assert any("（G15）" in one and "重新计算" in one for one in notes)
    assert any("总得分是 120" in one for one in notes)
    assert (judged.complete, judged.tally.vetoes) == (False, ("A01",))


def test_one_code_twice_is_taken_only_where_both_say_the_same(form):
    def twice(page, _book):
        row = rows_of(page)["F01"]
        for at in range(1, 10):
            page.cell(row + 1, at).value = page.cell(row, at).value
        page.cell(row + 1, 6).value = "否"

    fill(form, CRITERIA)
    judged = judge(read_form(edit(form, twice)), CRITERIA, TODAY)
    (remark,) = judged.remarks
    assert (remark.code, judged.scores.get("F01")) == ("F01", None)
    assert "填的不一样" in remark.sentence


def test_days_that_make_no_sense_are_said(form):
    for day, said in (("11月初", "看不懂"), ("2027-01-01", "在今天之后"), ("2026.2.30", "看不懂")):
        judged = judge(read_form(fill(form, CRITERIA, E4=day)), CRITERIA, TODAY)
        assert said in judged.remarks[-1].sentence
        assert judged.visited_on is None


def test_without_keys_the_head_is_asked_about(form):
    found = match(read_form(drop_keys(form)), known())
    assert found.branch == a_branch()
    assert "按表头认作“周庄镇 𠮷祥村党支部”" in found.doubt


def test_of_two_namesakes_the_township_decides(form):
    drop_keys(form)
    other = a_branch(5, township="华士镇")
    assert match(read_form(form), known(a_branch(), other)).branch == a_branch()
    refused = match(read_form(form), known(a_branch(township="顾山镇"), other))
    assert refused.branch is None
    assert "同名的几个" in refused.remarks[0].sentence


def test_keys_somebody_changed_are_not_believed(form):
    set_key(form, "branch", str(uuid.UUID(int=5)))
    found = match(read_form(form), known(a_branch(), a_branch(5, "别的村党支部")))
    assert found.branch == a_branch()
    assert "标识被改动过" in found.doubt


def test_a_form_passed_on_to_another_branch_is_asked_about(form):
    edit(form, lambda page, _book: page.__setitem__("B3", "别的村党支部"))
    found = match(read_form(form), known(a_branch(), a_branch(5, "别的村党支部")))
    assert "是发给“𠮷祥村党支部”的，表头却写着“别的村党支部”" in found.doubt
    renamed = match(read_form(form), known())
    assert (renamed.branch, renamed.doubt) == (a_branch(), "")


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (known(a_branch(9)), "可能是别的指导站的支部"),
        (known(a_branch(left_on=TODAY, left_reason="并入华宏村")), "退出本轮次（并入华宏村）"),
        (known(a_branch(checklist_id=ChecklistId(uuid.UUID(int=4)))), "另一个版本的检查表"),
        (Known(RoundRow(RoundId(uuid.UUID(int=8)), None, "", ROUND.facts, {}, 1), {}),
         "这是“2026 年 标准化建设”的自查表"),
    ],
)  # fmt: skip
def test_forms_that_do_not_belong_here_are_refused(form, there, said):
    (remark,) = match(read_form(form), there).remarks
    assert remark.weight is Weight.REFUSED
    assert said in remark.sentence


def test_several_files_of_one_branch_wait_for_a_choice(form):
    good = judge(read_form(fill(form, CRITERIA)), CRITERIA, TODAY)
    worse = judge(read_form(fill(form, CRITERIA, F8="否")), CRITERIA, TODAY)

    def planned(name, judged):
        return PlannedForm(form.with_name(name), FormFate.COMPLETE, a_branch(), judged)

    same = doubt_twins([planned("一.xlsx", good), planned("二.xlsx", good)])
    assert [one.takes for one in same] == [True, False]
    other = doubt_twins([planned("一.xlsx", good), planned("二.xlsx", worse)])
    assert [one.takes for one in other] == [False, False]
    assert "（“一.xlsx”、“二.xlsx”）" in other[0].doubt


def test_files_that_are_no_forms_say_what_they_are(form, tmp_path):
    other = tmp_path / "名单.csv"
    other.write_text("姓名,电话\n陈明,1", "utf-8")
    with pytest.raises(FileError, match="不是自查表"):
        read_form(other)
    set_key(form, "暨阳指导自查表", 99)
    with pytest.raises(FileError, match="更新版本"):
        read_form(form)


def test_only_what_is_filled_in_is_unlocked(form):
    def check(page, book):
        assert page.protection.sheet
        assert book["暨阳指导"].sheet_state == "veryHidden"
        row = rows_of(page)["B01"]
        open_ = [at for at in range(1, 11) if not page.cell(row, at).protection.locked]
        assert open_ == [6, 8, 9]
        rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
        assert (rules[f"F{row}"].formula1, rules[f"F{row}"].formula2) == ("5", "20")
        assert rules[f"F{row}"].error == "B01：请填 5 至 20 的得分，到小数点后一位。"
        assert rules["F8"].formula1 == '"是,否"'
        assert [page.cell(6, at).value for at in range(1, 11)] == list(FormColumn)

    edit(form, check)


@given(st.integers(0, 2**128 - 1), st.integers(1, 2**128 - 1), st.integers(0, 118))
def test_the_code_on_paper_is_read_back_and_one_wrong_digit_found(round_, branch, at):
    keys = FormKeys(RoundId(uuid.UUID(int=round_)), RoundBranchId(uuid.UUID(int=branch)),
                    KEYS.checklist)  # fmt: skip
    code = form_code(keys)
    assert read_form_code(f" {code}\n") == keys
    wrong = str((int(code[at]) + 1) % 10)
    assert read_form_code(code[:at] + wrong + code[at + 1 :]) is None


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (YES_NO, "做到得20分，没有做到不得分"),
        (DEDUCTION, "每有1次不符合扣5分，最多扣15分"),
        (RATIO, "参加党员占应到党员的比例达到80%得满分，不足的按比例折算"),
        (GRADED, "有登记，联系有记录得20分；有登记，无联系记录得10分；没有登记不得分"),
    ],
)
def test_scoring_is_told_in_words(one, said):
    assert method_text(one) == said


@pytest.mark.parametrize("name", ["山泉村党支部", "阿卜杜拉民族团结进步示范𠮷祥村第一联合党支部"])
def test_a_sheet_keeps_its_head_and_a_branch_its_name_legible(name):
    about = SheetHead("检查表", "2026 年 建设", BranchKind.VILLAGE, KEYS, "", name, "周庄镇")
    sheet = blank_document(about, blank_body(CRITERIA))
    lines = sheet.blocks[2].rows[0].cells[0].blocks
    assert sum(line.shape.line for line in lines) == 66
    (said,) = (run for line in lines for run in line.runs if run.text == name)
    assert said.style.size >= 8.5
