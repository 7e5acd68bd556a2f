"""Texts that invite a wrong answer: two keys, questions run together, marks for words."""

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.items import parse_loose


def keys(text):
    """Answers in the order of the file; nothing may be refused."""
    file = parse_loose(text)
    assert file.refused == ()
    return [item.content.answer for item in file.items]


def only(text):
    file = parse_loose(text)
    assert file.refused == ()
    assert len(file.items) == 1
    return file.items[0]


class TestTwoAnswers:
    @pytest.mark.parametrize(
        "answers", ["答案：A\n答案：C", "答案：A 正确答案：C", "【答案】A\n【答案】C"]
    )
    def test_they_are_no_multiple_key(self, answers):
        item = only(f"1. 甲（ ）\nA. 一\nB. 二\nC. 三\n{answers}")
        assert item.content.answer is None
        assert item.content.kind is ItemKind.SINGLE
        assert "A、C" in item.warnings[0]

    @pytest.mark.parametrize(
        "text",
        [
            "1. 甲（A）\nA. 一\nB. 二\n答案：A\n答案：B",
            "判断题\n1. 甲。（√）\n答案：√\n答案：×",
            "填空题\n1. 由（三）人组成\n答案：三\n答案：五",
            "1. 甲是什么？\n党员。\n答案：学习\n答案：工作",
        ],
    )
    def test_nothing_else_settles_it(self, text):
        item = only(text)
        assert item.content.answer is None
        assert "不同的答案" in "".join(item.warnings)

    def test_the_same_answer_twice_is_one(self):
        assert keys("1. 甲（ ）\nA. 一\nB. 二\n答案：B\n正确答案：B") == ["B"]

    def test_a_question_in_parts_may_have_several(self):
        item = only("简答题\n1. 请回答两问。\n答：一是这样。\n答案：二是那样。")
        assert "一是这样。" in item.content.answer
        assert "二是那样。" in item.content.answer

    def test_a_question_begun_behind_an_explanation_is_found(self):
        file = parse_loose(
            "2、党课（ ）\nA.每月\nB.每季度\n答案：B\n解析：见条例。3、支委会（ ）\n"
            "A.每月\nB.每季度\n答案：A"
        )
        assert [(i.number, i.content.answer) for i in file.items] == [("2", "B"), ("3", "A")]
        assert file.items[0].content.explanation == "见条例。"


class TestRunTogether:
    def test_a_title_run_into_the_heading(self):
        text = (
            "党务考试题库及答案解析一、单选题(每题1分,共20题)1.最高领导机关是()。A.甲B.乙C.丙"
            "答案:B解析:根据第十条,是乙。2.放在首位的是()。A.甲B.乙答案:A解析:报告提出。"
            "3.不属于的是?()A.甲B.乙C.丙答案:C解析:略。"
        )
        assert keys(text) == ["B", "A", "C"]

    def test_small_letters(self):
        text = (
            "一、选择题1、事件是(b)。a、甲b、乙c、丙2、1921年在(c)召开。a、甲、乙b、丙、丁"
            "c、戊、己3、是由(a)提出的。a:甲b:乙c;丙"
        )
        file = parse_loose(text)
        assert [item.content.answer for item in file.items] == ["B", "C", "A"]
        assert file.items[2].content.options == ("甲", "乙", "丙")

    @pytest.mark.parametrize(
        "line",
        [
            "1.有表决权(×)2.按月交(√)3.一年(√)",
            "判断题：1.有表决权。（×）2.按月交。（√）3.一年。（√）",
            "1.有表决权（ ）2.按月交（ ）3.一年（ ）\n答案：1.× 2.√ 3.√",
        ],
    )
    def test_judgements(self, line):
        assert keys(f"一、判断题\n{line}") == ["F", "T", "T"]

    @pytest.mark.parametrize(
        "text",
        [
            "填空题\n1. 两个意识：1.政治（ ）2.大局（ ）\n答案：甲；乙",
            "1. 甲（ ）\nA. 一\nB. 二\n答案：A\n解析：分两步：1.提出。2.确定（ ）。",
        ],
    )
    def test_a_list_inside_a_question_stays_there(self, text):
        assert only(text).number == "1"

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("1、甲（ ）A.一 B.二 9、乙(c)。a、三 b、四 c、五", "别的题目"),
            (
                "1. 甲（ ）\nA. 一\nB. 二\n答案：A\n解析：见条例 7、乙（ ） A.三 B.四",
                "里还有别的题目",
            ),
        ],
    )
    def test_what_cannot_be_parted_is_refused(self, text, sentence):
        file = parse_loose(text)
        assert file.items == ()
        assert sentence in file.refused[0].reason


class TestQuestionsAndReplies:
    def test_letters_with_numbers(self):
        file = parse_loose(
            "Q1：甲怎么设？\nA：分组。\nQ2：乙是什么？\nA：大会。\nQ: 丙？\nA: 按月。"
        )
        told = [(item.number, item.content.stem, item.content.answer) for item in file.items]
        assert told == [
            ("1", "甲怎么设？", "分组。"),
            ("2", "乙是什么？", "大会。"),
            ("", "丙？", "按月。"),
        ]

    def test_a_numbered_asker_keeps_his_number(self):
        file = parse_loose("1.问：甲？\n答：是的。\n问2：乙？\nA：三至五人。")
        assert [(i.number, i.content.answer) for i in file.items] == [
            ("1", "是的。"),
            ("2", "三至五人。"),
        ]

    def test_points_behind_the_letters(self):
        file = parse_loose("Q1. 甲怎么设？\nA. 分组。\nQ2. 乙是什么？\nA. 大会。")
        assert [i.content.answer for i in file.items] == ["分组。", "大会。"]

    def test_an_option_of_two_lines_is_no_reply(self):
        item = only("Q1：甲（ ）\nA：一\n很长\nB：二\n答案：B")
        assert item.content.options == ("一很长", "二")

    def test_numbered_questions_about_a_case(self):
        file = parse_loose(
            "一、案例分析题\n案例一：甲村。\n\n问题1：能否表决？\n答：不能。\n"
            "问题2：为什么？\n答：未过半。"
        )
        assert [(i.number, i.content.answer) for i in file.items] == [
            ("1", "不能。"),
            ("2", "未过半。"),
        ]
        assert all(i.content.stem.startswith("案例一：甲村。") for i in file.items)

    def test_a_question_inside_an_answer_is_a_doubt(self):
        item = only("简答题\n1. 能否表决？\n答：不能。\n那又是为什么？\n答：未过半。")
        assert item.content.answer is None
        assert "未过半" in "".join(item.warnings)

    def test_options_below_q_stay_options(self):
        item = only("Q1：甲（ ）\nA：一\nB：二\n答案：B")
        assert (item.content.options, item.content.answer) == (("一", "二"), "B")

    def test_a_question_numbered_in_brackets_leaves_the_answer_before_it(self):
        file = parse_loose("问：甲？\n答：分组。\n（四）乙是什么？\n大会。")
        assert [i.content.answer for i in file.items] == ["分组。", "大会。"]

    def test_a_list_inside_an_answer_stays_there(self):
        text = "问：甲？\n答：有两条。\n一、大会\n二、小组"
        assert only(text).content.answer == "有两条。\n一、大会\n二、小组"

    def test_a_heading_behind_an_answer_is_no_part_of_it(self):
        text = "一、设置\n1. 甲怎么设？\n答：分组。\n二、会议\n2. 乙怎么开？\n答：按月。"
        assert keys(text) == ["分组。", "按月。"]


def test_numbers_of_five_figures():
    text = (
        "9999. 甲（ ）\nA. 一\nB. 二\n答案：A\n10000. 乙（ ）\nA. 一\nB. 二\n"
        "10001、丙（B）A.一 B.二"
    )
    file = parse_loose(text + "\n参考答案\n10000. B")
    assert [(item.number, item.content.answer) for item in file.items] == [
        ("9999", "A"),
        ("10000", "B"),
        ("10001", "B"),
    ]


class TestNumberedOptions:
    @pytest.mark.parametrize(
        ("options", "answer"),
        [
            ("⑴每月 ⑵每季度 ⑶每年", "⑵"),
            ("①每月\n②每季度\n③每年", "②"),
            ("(1)每月\n(2)每季度\n(3)每年", "(2)"),
            ("（1）每月；（2）每季度；（3）每年", "2"),
            ("Ⅰ.每月 Ⅱ.每季度 Ⅲ.每年", "Ⅱ"),
            ("1. 每月\n2. 每季度\n3. 每年", "2"),
            ("1）每月\n2）每季度\n3）每年", "2）"),
        ],
    )
    def test_they_get_letters(self, options, answer):
        item = only(f"1. 党员大会多久一次（ ）\n{options}\n答案：{answer}")
        assert item.content.options == ("每月", "每季度", "每年")
        assert (item.content.kind, item.content.answer) == (ItemKind.SINGLE, "B")
        assert "数字编号" in item.warnings[0]

    def test_several_are_right(self):
        item = only("1. 包括（ ）\n①甲\n②乙\n③丙\n答案：①③")
        assert (item.content.kind, item.content.answer) == (ItemKind.MULTIPLE, "AC")

    def test_a_number_past_the_last_is_no_answer(self):
        file = parse_loose("1. 包括（ ）\n①甲\n②乙\n答案：⑤")
        assert not [item for item in file.items if item.content.answer is not None]

    @pytest.mark.parametrize("answer", ["（一）", "(2)", "⑵", "（A）"])
    def test_a_mark_is_no_answer_in_words(self, answer):
        item = only(f"简答题\n1. 三会一课指什么？\n答：{answer}")
        assert item.content.answer is None
        assert answer in item.warnings[0]

    def test_a_mark_fills_no_blank(self):
        assert keys("填空题\n1. 每____一次。\n答案：⑵") == [None]

    def test_numbers_stand_for_options_with_letters(self):
        options = "A. 每月\nB. 每季度\nC. 每年"
        item = only(f"单选题\n1. 多久一次（ ）\n{options}\n答案：2")
        assert item.content.answer == "B"
        assert item.warnings

    def test_a_number_that_an_option_speaks_of_is_a_doubt(self):
        assert keys("单选题\n1. 由几人组成（ ）\nA. 2人\nB. 3人\n答案：2") == [None]


def test_a_list_fills_no_single_blank():
    assert keys("填空题\n1. 丙是____\n答案：1. 一 2. 二") == [None]


class TestStatements:
    @pytest.mark.parametrize(
        "text",
        [
            "下列做法：\n1. 按月交\n2. 参加\n3. 不交\n正确的是（ ）",
            "下列做法正确的是（ ）\n1. 按月交\n2. 参加\n3. 不交",
        ],
    )
    def test_they_stay_in_the_stem(self, text):
        options = "A. 1、2\nB. 1、3\nC. 2、3"
        file = parse_loose(f"2. {text}\n{options}\n答案：A\n3. 乙（ ）\nA. 一\nB. 二\n答案：B")
        assert file.refused == ()
        assert [(i.number, i.content.answer) for i in file.items] == [("2", "A"), ("3", "B")]
        assert "\n1. 按月交\n2. 参加\n3. 不交" in file.items[0].content.stem

    def test_questions_that_number_anew_are_none(self):
        text = "1. 甲（ ）\nA. 一\nB. 二\n2. 乙（ ）\nA. 一\nB. 二\n"
        assert len(parse_loose(text + text + "答案：1. A 2. B").items) == 4


class TestTitles:
    def test_a_broken_title_is_no_question(self):
        file = parse_loose("考试试卷及\n答案(一)\n一、单选题\n1、甲（ ）\nA.一\nB.二\n答案：A")
        assert [item.content.stem for item in file.items] == ["甲（   ）"]
        assert "第 1–2 行" in file.notices[0]

    def test_an_answer_below_a_title_is_refused(self):
        file = parse_loose("1. 甲（A）\nA.一\nB.二\n答案：A\n党建知识测试题\n答案：见后")
        assert len(file.items) == 1
        assert file.refused[0].line == 6


class TestMaterial:
    def test_each_question_keeps_its_case(self):
        file = parse_loose(
            "一、材料分析题\n材料一：甲村党员15人。\n1.能否表决？（ ）\nA.能\nB.不能\n答案：B\n"
            "材料二：乙支部没有小组。\n2.是否合规？（ ）\nA.是\nB.否\n答案：A\n"
            "二、单选题\n3.丙（ ）\nA.一\nB.二\n答案：A"
        )
        assert file.refused == ()
        stems = [item.content.stem for item in file.items]
        assert stems[0].startswith("材料一：甲村党员15人。\n能否表决？")
        assert stems[1].startswith("材料二：乙支部没有小组。\n是否合规？")
        assert stems[2] == "丙（   ）"

    def test_a_case_without_a_name(self):
        file = parse_loose(
            "五、案例分析题\n阅读下列材料，回答1-2题。\n甲村党员15人，到会9人。\n1.为什么？\n答：过半。\n"
            "2.怎么办？\n答：再开。\n3.党费怎么交？\n答：按月。"
        )
        assert file.refused == ()
        told = ["甲村党员15人" in item.content.stem for item in file.items]
        assert told == [True, True, False]

    def test_a_case_without_a_question_is_refused(self):
        file = parse_loose("1. 甲（A）\nA.一\nB.二\n答案：A\n材料一：乙村党员15人。")
        assert [one.line for one in file.refused] == [5]


def test_a_text_too_long_to_be_one_question_is_refused():
    file = parse_loose(f"1. 甲（ ）{'长' * 5001}\nA. 一\nB. 二\n答案：A")
    assert file.items == ()
    assert file.refused[0].line == 1


class TestJudgements:
    @pytest.mark.parametrize(
        "heading",
        [
            "三、判断题（正确的填“A”，错误的填“B”）",
            "三、判断题\n（对的选A，错的选B）",
            "判断题（正确填涂A,错误填涂B）",
        ],
    )
    def test_letters_stand_for_right_and_wrong(self, heading):
        text = "1.甲。（A）\n2.乙。（B）\n3.丙。（ ）\n答案：B\n4.丁。\n答案：A"
        assert keys(f"{heading}\n{text}") == ["T", "F", "F", "T"]

    def test_they_may_stand_the_other_way(self):
        assert keys("判断题（正确的填B，错误的填A）\n1.甲。（A）\n2.乙。（B）") == ["F", "T"]

    def test_they_end_with_their_section(self):
        text = "判断题（正确的填A，错误的填B）\n1.甲。（A）\n二、判断题\n2.乙。（A）"
        assert keys(text) == ["T", None]

    @pytest.mark.parametrize(
        ("options", "answer"),
        [
            ("对\n错(正确答案)", "F"),
            ("对(正确答案)\n错", "T"),
            ("○对(正确答案)\n○错", "T"),
            ("正确\n错误（正确答案）", "F"),
        ],
    )
    def test_as_answering_programs_print_them(self, options, answer):
        item = only(f"1.预备党员有表决权 [判断题]\n{options}")
        assert (item.content.kind, item.content.answer) == (ItemKind.TRUE_FALSE, answer)
        assert item.content.stem == "预备党员有表决权"


@pytest.mark.parametrize(
    ("answer", "letters"), [("全选", "ABCD"), ("选 B、D 项", "BD"), ("应选AC。", "AC")]
)
def test_letters_in_words(answer, letters):
    item = only(f"多选题\n1. 包括（ ）\nA. 一\nB. 二\nC. 三\nD. 四\n答案：{answer}")
    assert item.content.answer == letters


@pytest.mark.parametrize("label", ["难易程度：难", "难易度：难", "【难易程度】难"])
def test_difficulty(label):
    item = only(f"1. 甲（ ）\nA. 一\nB. 二\n答案：A\n{label}")
    assert (item.content.difficulty, item.warnings) == (3, ())


@pytest.mark.parametrize("blank", ["【 】", "【】", "【____】"])
def test_a_blank_in_heavy_brackets(blank):
    item = only(f"填空题\n1. 支委会每{blank}召开一次。\n答案：月")
    assert item.content.stem == "支委会每____召开一次。"
    assert item.content.answer == (("月",),)


def test_an_answer_printed_in_heavy_brackets():
    item = only("填空题\n1. 【民主集中制】是党的根本组织原则。")
    assert item.content.stem == "____是党的根本组织原则。"
    assert item.content.answer == (("民主集中制",),)
    assert "请核对" in item.warnings[0]
