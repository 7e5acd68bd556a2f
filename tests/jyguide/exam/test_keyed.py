"""The notation of typed answers, the rows of a class, and what two typists differ in."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.errors import FileError, RuleError
from jyguide.exam.keying.answers_file import read_answers_file
from jyguide.exam.keying.comparison import WHOLE_ROW, differences, settled
from jyguide.exam.keying.marks import marked_row
from jyguide.exam.keying.notation import Slot, read_answers, write_answers
from jyguide.exam.keying.people import FileRow, Namesake, whose_rows
from jyguide.exam.keying.rows import ANSWERS, KeyedRow, layout_of, left_text, read_keyed
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import Paper, PaperPlace, PaperRow
from jyguide.ids import PaperId, PersonId, RevisionId

SLOTS = (
    *(Slot(n, ItemKind.SINGLE, "ABCD") for n in range(1, 5)),
    Slot(5, ItemKind.MULTIPLE, "ABCDE"),
    Slot(6, ItemKind.MULTIPLE, "ABCD"),
    Slot(7, ItemKind.TRUE_FALSE),
    Slot(8, ItemKind.TRUE_FALSE),
    Slot(9, ItemKind.ORDERING, "ABC"),
)
WHOLE = ["A", "C", "B", "D", "AC", "BCD", "T", "F", "CAB"]


def key(number):
    return uuid.UUID(int=number)


def place(position, kind, answer, options=(), points=20):
    content = ItemContent(kind, f"题{position}", options, answer)
    return PaperPlace(key(position), position, RevisionId(key(100 + position)), points, content)


def a_paper(variant="", *, extra=()):
    """Two single, one multiple, one true-false, one of two blanks, one in words."""
    places = (
        place(1, ItemKind.SINGLE, "A", ("甲", "乙", "丙", "丁")),
        place(2, ItemKind.SINGLE, "B", ("甲", "乙", "丙", "丁")),
        place(3, ItemKind.MULTIPLE, "AC", ("甲", "乙", "丙", "丁")),
        place(4, ItemKind.TRUE_FALSE, "T", points=10),
        place(5, ItemKind.FILL_IN, (("三",), ("定期",))),
        place(6, ItemKind.SHORT_ANSWER, "任务", points=100),
        *extra,
    )
    total = sum(one.points for one in places)
    head = PaperRow(PaperId(key(1000)), "卷", 7, total, 100, 60, len(places), variant)
    return Paper(head, MarkingRule(), places)


LAYOUTS = {"": layout_of(a_paper())}
AB = {"A": layout_of(a_paper("A")), "B": layout_of(a_paper("B"))}
GOOD = KeyedRow("", {ANSWERS: "AB AC √", "5.1": "3", "5.2": "定期", "6": "8.5"})


@pytest.mark.parametrize(
    "typed",
    [
        "ACBD AC BCD √× CAB",
        "acbd[ca][bcd]√×cab",
        "ＡＣＢＤ　ＡＣ，ＢＣＤ、对错；ｃａｂ",
        "AC BD AC/BCD TF CAB",
        "1324 13 234 10 312",
        "ACBD（AC）【BCD】YNCAB".replace("YN", " YN "),
        "A C B D | A,C ".replace("A,C", "[A,C]") + "BCD 正确错误 CAB",
    ],
)
def test_one_row_of_answers_in_the_ways_people_type_it(typed):
    read = read_answers(typed, SLOTS)
    assert [one.response for one in read.answered] == WHOLE
    assert (read.problems, read.left) == ((), 0)


@pytest.mark.parametrize("sign", ["-", ".", "。", "－", "_", "空", "[]"])
def test_nothing_answered_is_an_answer_of_its_own(sign):
    read = read_answers(f"A{sign}B{sign} {sign} BCD {sign}× {sign}", SLOTS)
    assert [one.response for one in read.answered] == [
        "A", None, "B", None, None, "BCD", None, "F", None,
    ]  # fmt: skip
    assert (read.problems, read.left) == ((), 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ACBE", "第 4 题没有 E 选项，只有 A–D。"),
        ("AC√D", "第 3 题（单选）要填字母 A–D，不能填“√”；没答填 -。"),
        ("ACBD AAC", "第 5 题（多选）的 A 录了两次。"),
        ("ACBD AC BC C", "第 7 题（判断）只能填 √ 或 ×，不能填“C”；没答填 -。"),
        ("ACBD AC BC TF ABCC", "第 9 题（排序）的 C 录了两次。"),
        ("ACBD AC BC TF ABC AB", "多了 2 题：这一栏只有 9 题。"),
        ("ACBDAC BC", "第 5 题（多选）要与前面隔开"),
        ("ACB AC BCD", "第 5 题（多选）要与前面隔开"),
        ("ACBDA AC BCD", "第 5 题（多选）要与前面隔开"),
    ],
)
def test_what_cannot_be_right_is_named_with_its_number(typed, said):
    assert said in "".join(read_answers(typed, SLOTS).problems)


def test_what_is_odd_but_possible_is_only_noted():
    read = read_answers("A[BC]DD A BC √× AB", SLOTS)
    assert read.problems == ()
    assert [note[:5] for note in read.notes] == ["第 2 题", "第 5 题", "第 9 题"]
    assert read.answered[1].response == "BC"


@given(st.text(alphabet="ABCDEabcd√×TF对错-.[]【（), 123一\n正确Ｘ", max_size=40))
def test_whatever_is_typed_is_read_and_what_is_written_reads_the_same(typed):
    read = read_answers(typed, SLOTS)
    assert len(read.answered) + read.left == len(SLOTS)
    assert all(one.end <= len(typed) for one in read.answered)
    if not read.problems:
        again = read_answers(write_answers(read.answered), SLOTS)
        assert [one.response for one in again.answered] == [one.response for one in read.answered]
        assert again.problems == ()


def test_a_row_says_answers_points_and_what_waits():
    reading = read_keyed(LAYOUTS, GOOD)
    assert reading.complete
    assert reading.responses[key(3)] == "AC"
    assert reading.responses[key(5)] == ("3", "定期")
    assert reading.points == {6: 85}
    assert not reading.waiting
    waits = read_keyed(LAYOUTS, KeyedRow("", {**GOOD.fields, "6": ""}))
    assert (waits.complete, waits.waiting, waits.points) == (True, (6,), {})
    blank = read_keyed(LAYOUTS, KeyedRow("", {**GOOD.fields, "6": "-", "5.1": "-", "5.2": ""}))
    assert blank.points == {6: 0}
    assert not {key(5), key(6)} & blank.responses.keys()


def test_a_row_on_its_way_says_what_is_left_and_a_variant_must_be_named():
    reading = read_keyed(LAYOUTS, KeyedRow("", {ANSWERS: "A"}))
    assert left_text(reading) == "还差 3 题（第 2–4 题）。"
    assert read_keyed(AB, GOOD).problems == ("还没有填卷别，请填 A、B 中的一个。",)
    assert read_keyed(AB, KeyedRow("C", GOOD.fields)).problems[0].startswith("没有“C”卷")
    assert read_keyed(AB, KeyedRow("B", GOOD.fields)).complete


def test_items_are_numbered_as_the_paper_prints_them():
    extra = (place(7, ItemKind.SINGLE, "D", ("甲", "乙", "丙", "丁")),)
    layout = layout_of(a_paper(extra=extra))
    assert [item.place.position for item in layout.items] == [1, 2, 7, 3, 4, 5, 6]
    reading = read_keyed({"": layout}, KeyedRow("", {ANSWERS: "ABD AC √"}))
    assert reading.responses[key(7)] == "D"


def test_marks_by_the_rule_and_by_hand_are_explained():
    row = marked_row(LAYOUTS[""], read_keyed(LAYOUTS, GOOD))
    assert [item.points for item in row.items] == [20, 20, 20, 10, 20, 85]
    assert (row.points, row.total, row.passed, row.waiting) == (175, 190, True, 0)
    assert row.items[-1].sentence == "阅卷人给 8.5 分。"
    waits = marked_row(LAYOUTS[""], read_keyed(LAYOUTS, KeyedRow("", {ANSWERS: "-- - -"})))
    assert (waits.points, waits.passed, waits.waiting) == (0, False, 1)


def test_two_who_type_differ_item_by_item():
    other = KeyedRow("", {ANSWERS: "CB A √", "5.1": "三", "5.2": "不定期", "6": "8"})
    found = differences(LAYOUTS, GOOD, other)
    assert [(one.key, one.first, one.second) for one in found] == [
        ("answers:1", "A", "C"),
        ("answers:3", "AC", "A"),
        ("5.2", "定期", "不定期"),
        ("6", "8.5", "8"),
    ]
    made = settled(LAYOUTS, GOOD, other, ["answers:3", "6"])
    assert made.fields == {**GOOD.fields, ANSWERS: "AB A √", "6": "8"}
    assert differences(LAYOUTS, GOOD, KeyedRow("", {**GOOD.fields, ANSWERS: "ab [ca] T"})) == ()


def test_runs_of_unlike_length_and_unlike_variants_differ_as_a_whole():
    short = KeyedRow("", {**GOOD.fields, ANSWERS: "AB AC"})
    (one,) = differences(LAYOUTS, GOOD, short)
    assert (one.key, one.first, one.second) == (ANSWERS, "AB AC √", "AB AC")
    assert settled(LAYOUTS, short, GOOD, [ANSWERS]).fields == GOOD.fields
    a, b = KeyedRow("A", GOOD.fields), KeyedRow("B", GOOD.fields)
    (one,) = differences(AB, a, b)
    assert (one.key, settled(AB, a, b, [WHOLE_ROW])) == (WHOLE_ROW, b)
    assert differences(AB, a, KeyedRow(absent=True))[0].second == "缺考"


HEAD = "姓名,编号,1,2,3,4,5,6"
ROW = '陈明,9988,A,b,"A,C",对,三；定期,8'


def a_file(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{ROW}\n",
        "名字,考号,第1题,第2题,题3,4,5①,5②,6得分\n陈明,9988,A,B,AC,√,三,定期,8\n",
        "样例考试答案登记,,,,\n姓名,身份证号后四位,答案,5.1,5.2,6\n陈明,9988,AB AC √,3,定期,8\n",
    ],
)
def test_a_file_is_read_in_the_ways_offices_make_it(tmp_path, encoding, text):
    (one,) = read_answers_file(a_file(tmp_path / "答案.csv", text, encoding), LAYOUTS)
    assert (one.name, one.tail) == ("陈明", "9988")
    marked = marked_row(LAYOUTS[""], read_keyed(LAYOUTS, one.row))
    assert marked.points == marked.total - 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\n{ROW}\n单雄,1,E,B,AC,√,,8\n", "第 3 行（单雄）：第 1 题没有 E 选项"),
        (f"{HEAD}\n单雄,1,A,B,AC,√,三；定期,11\n", "第 2 行（单雄）：第 6 题满分 10 分"),
        (f"{HEAD}\n单雄,1,,,,,,\n", "没有答案；缺考的请在“缺考”列写“是”"),
        (f"{HEAD}\n,,A,B,AC,√,三；定期,8\n", "没有写姓名"),
        ("姓名,1,2,4,5\n单雄,A,B,√,三\n", "缺少第 3 题的列"),
        (f"{HEAD},7\n{ROW},A\n", "没有第 7 题"),
        ("姓名,答案,1,5\n单雄,AB AC √,A,三\n", "只能有一种"),
        ("姓名,答案,5\n单雄,AB AC,三\n", "还差 1 题（第 4 题）"),
        ("甲,乙\n1,2\n", "没有找到表头"),
        (f"{HEAD}\n", "一行答案也没有"),
    ],
)
def test_a_bad_file_is_refused_whole_with_row_and_reason(tmp_path, text, said):
    with pytest.raises(FileError) as refusal:
        read_answers_file(a_file(tmp_path / "答案.csv", text), LAYOUTS)
    assert said in refusal.value.message


def test_variants_come_from_their_column_or_from_the_paper_named(tmp_path):
    path = a_file(tmp_path / "a.csv", "姓名,卷别,缺考,答案,5\n甲,b卷,,AB AC √,三\n乙,A,是,,\n")
    assert [(one.row.variant, one.row.absent) for one in read_answers_file(path, AB)] == [
        ("B", False),
        ("A", True),
    ]
    path = a_file(tmp_path / "b.csv", "姓名,答案,5\n甲,AB AC √,三\n")
    assert read_answers_file(path, AB, "B")[0].row.variant == "B"
    with pytest.raises(FileError, match="还没有填卷别"):
        read_answers_file(path, AB)


def test_people_are_told_apart_by_name_and_tail():
    known = [
        Namesake(PersonId(key(1)), "王伟", "1234"),
        Namesake(PersonId(key(2)), "王伟", "567X"),
        Namesake(PersonId(key(3)), "李 娜", "8888"),
    ]

    def meant(*pairs):
        rows = [FileRow(n, name, tail, GOOD) for n, (name, tail) in enumerate(pairs, 2)]
        return [one.int for one in whose_rows(rows, known)]

    assert meant(("王伟", "５６７x"), ("李娜", ""), ("", "1234")) == [2, 3, 1]
    with pytest.raises(
        RuleError, match=r"第 2 行“王伟”可能是 2 个人（身份证号后四位 1234、567X）"
    ):
        meant(("王伟", ""))
    with pytest.raises(RuleError, match=r"第 3 行“李娜”在文件里出现了两次"):
        meant(("李娜", "8888"), ("李娜", ""))
    with pytest.raises(RuleError, match="不在这场考试的名单里"):
        meant(("王伟", "0000"))


def test_a_blank_sheet_is_a_row_of_dashes():
    answers = read_answers("-" * len(SLOTS), SLOTS)
    assert (answers.left, answers.problems) == (0, ())
    assert [one.response for one in answers.answered] == [None] * len(SLOTS)


def test_zeros_a_spreadsheet_program_dropped_are_put_back(tmp_path):
    path = a_file(tmp_path / "a.csv", "姓名,编号,答案,5,6\n甲,12,AB AC √,三；定期,8\n")
    assert read_answers_file(path, LAYOUTS)[0].tail == "0012"


def test_an_id_number_that_became_a_number_is_not_guessed_at(tmp_path):
    book = Workbook()
    book.active.append(["姓名", "身份证号", "答案", "5", "6"])
    book.active.append(["甲", 320281198001019979, "AB AC √", "三；定期", 8])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FileError, match="第 2 行（甲）：身份证号存成了数字"):
        read_answers_file(tmp_path / "a.xlsx", LAYOUTS)


def test_nobody_has_passed_while_an_answer_waits():
    row = KeyedRow("", {**GOOD.fields, "6": ""})
    layout = layout_of(a_paper())
    enough = replace(
        layout, paper=replace(layout.paper, row=replace(layout.paper.row, pass_points=1))
    )
    assert not marked_row(enough, read_keyed({"": enough}, row)).passed
    assert marked_row(enough, read_keyed({"": enough}, GOOD)).passed
