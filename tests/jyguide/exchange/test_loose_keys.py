"""Keys in the places where banks have them: beside the question, below it, at the end."""

import pytest

from jyguide.exchange.loose.items import parse_loose
from tests.jyguide.exchange.laid_out import FOUR, MULTIPLE, TEXTS, THREE, keys, only, whole


class TestKeysBesideTheQuestion:
    @pytest.mark.parametrize(
        "answer",
        [
            "【答案】:C",
            "答案为：C",
            "正确答案是C",
            "（答案：C）",
            "C",
            "选C",
            "应选：C",
            "答案 Ｃ",
            "**答案：** C",
            "标准答案：C。",
            "【正确答案】C 【我的答案】B 【得分】0",
            "我的答案：B 正确答案：C",
            "答案：C.寅年",
            "答案：\nC",
            "我的答案：\nA:子年;\n正确答案：\nC:寅年;",
            "（C）",
            "答案：寅年",
        ],
    )
    def test_ways_of_writing_it(self, answer):
        items = whole(f"1.甲开会（ ）\n{FOUR}{answer}\n2.乙开会（ ）\n{FOUR}答案：A\n")
        assert [item.content.answer for item in items] == ["C", "A"]
        assert items[0].content.options == TEXTS
        assert items[0].warnings == ()

    @pytest.mark.parametrize(
        "stem",
        [
            "甲由（C）领导",
            "甲由__C__领导",
            "甲由( C )领导",
            "甲由【 C 】领导",
            "甲由____C____领导",
        ],
    )
    def test_in_the_stem(self, stem):
        item = only(f"1.{stem}\n{FOUR}")
        assert item.content.answer == "C"
        assert "C" not in item.content.stem

    @pytest.mark.parametrize("stem", ["1.（ A ）是基础", "1、(A)是基础", "(A)1、这是基础（ ）"])
    def test_before_the_stem(self, stem):
        item = only(f"{stem}\n{FOUR}")
        assert (item.content.options, item.content.answer) == (TEXTS, "A")

    def test_in_brackets_behind_the_last_option(self):
        item = only("1.甲（ ）\nA.子 B.丑 C.寅 (B)")
        assert (item.content.options, item.content.answer) == (("子", "丑", "寅"), "B")
        assert item.warnings == ("答案取自选项后面的括号，请核对。",)

    def test_a_remark_behind_the_answer_goes_to_the_explanation(self):
        item = only(f"1.甲（ ）\n{FOUR}答案：B（《支部条例》第四条）\n（出处：党章）")
        assert item.content.answer == "B"
        assert item.content.explanation == "《支部条例》第四条\n依据：党章"

    @pytest.mark.parametrize(
        "options",
        [
            "A.子年\nB.丑年\nC.寅年（正确答案）\nD.卯年",
            "A.子年 B.丑年 C.寅年√ D.卯年",
            "A.子年\nB.丑年\n*C.寅年\nD.卯年",
            "A.子年\nB.丑年\n√C.寅年\nD.卯年",
            "○子年\n○丑年\n○寅年(正确答案)\n○卯年",
            "A.子年\nB.丑年\nC.寅年 ✔\nD.卯年",
        ],
    )
    def test_behind_the_option(self, options):
        item = only(f"1.甲开会（ ）\n{options}\n")
        assert (item.content.options, item.content.answer) == (TEXTS, "C")

    def test_all_options_marked_in_words(self):
        item = only("1.甲有？ [多选题] *\nA.子(正确答案)\nB.丑(正确答案)\n")
        assert item.content.answer == "AB"
        assert only("1.【多选题】甲有（ ）\nA.子√\nB.丑√\n").content.answer is None

    def test_letters_in_several_places(self):
        item = only(f"二、多选题\n1.甲有（B）、（ D ）。\n{FOUR}")
        assert (item.content.answer, item.content.stem) == ("BD", "甲有（   ）、（   ）。")

    def test_several_options_marked(self):
        item = only("1.甲有？ [多选题] *\nA.子(正确答案)\nB.丑\nC.寅(正确答案)\n")
        assert (item.content.answer, item.content.kind) == ("AC", MULTIPLE)

    @pytest.mark.parametrize(
        "explanation", ["解析：按规定每月一次，故选C。", "【解析】本题正确答案为C，因为甲。"]
    )
    def test_only_in_the_explanation(self, explanation):
        item = only(f"1.甲开会（ ）\n{FOUR}{explanation}")
        assert item.content.answer == "C"
        assert item.warnings == ("答案取自解析里的话，请核对。",)

    def test_an_explanation_that_names_two_answers_gives_none(self):
        item = only(f"1.甲开会（ ）\n{FOUR}解析：有人以为应选B，其实正确答案是C。")
        assert item.content.answer is None

    def test_two_keys_that_differ_give_none(self):
        item = only("1.甲（ ）\nA.子\nB.丑（正确答案）\n答案：A")
        assert item.content.answer is None
        assert "不同的答案" in item.warnings[0]

    def test_explanation_point_and_difficulty(self):
        item = only(f"1.甲（ ）\n{FOUR}【正确答案】A 【解析】因为\n【考点】会议\n【难度】难")
        content = item.content
        assert (content.explanation, content.category, content.difficulty) == ("因为", "会议", 3)


class TestKeysAtTheEnd:
    @pytest.mark.parametrize(
        "key",
        [
            "参考答案\n1-3 CAB",
            "答案：1-3：CAB",
            "参考答案：\n1—3 C A B",
            "答案：1.C 2.A 3.B",
            "【参考答案】1.C；2.A；3.B。",
            "参考答案\n1C 2A 3B",
            "答案：1.（C） 2.（A） 3.（B）",
            "参考答案\n题号\t1\t2\t3\n答案\tC\tA\tB",
            "参考答案\n题号 1 2 3\n答案 C A B",
            "参考答案\n题号|1|2|3\n答案|C|A|B",
            "题号\t答案\n1\tC\n2\tA\n3\tB",
            "参考答案及解析\n1.【答案】C。解析：因为甲。\n2.【答案】A\n【解析】因为乙。\n3.【答案】B",
            "答案\n1、C\n2、A\n3、B",
            "答案\n一、单选题：1-3：CAB",
            "附：参考答案\n一、单选题\n1.C  2.A  3.B",
        ],
    )
    def test_ways_of_writing_it(self, key):
        assert keys(THREE + key) == [("1", "C"), ("2", "A"), ("3", "B")]

    @pytest.mark.parametrize(
        "key",
        [
            "参考答案\n一、单选题\n1.C 2.A 3.B\n二、判断题\n1.√ 2.×",
            "答案\n一、1.C 2.A 3.B\n二、1.对 2.错",
            "参考答案\n一、单选题\n题号\t1\t2\t3\n答案\tC\tA\tB\n二、判断题\n题号 1 2\n答案 √ ×",
            "答案：\n单选题：1-3 CAB\n判断题：1-2 √×",
        ],
    )
    def test_sections_that_number_anew(self, key):
        text = THREE + "二、判断题\n1.乙。\n2.丙。\n" + key
        assert keys(text) == [("1", "C"), ("2", "A"), ("3", "B"), ("1", "T"), ("2", "F")]

    def test_lists_that_name_their_kind(self):
        text = (
            THREE
            + "单选题答案：1.C 2.A 3.B\n二、判断题\n1.乙。\n2.丙。\n判断题参考答案：1.√ 2.×\n"
        )
        assert keys(text) == [("1", "C"), ("2", "A"), ("3", "B"), ("1", "T"), ("2", "F")]

    def test_a_printed_paper(self):
        text = (
            "某镇测试卷\n（满分100分）\n单位：____ 姓名：____ 得分：____\n"
            "一、填空题（每空1分）\n1、支部是党的____，是____。\n2、____人成立支部。\n"
            f"二、单选题\n1、支部多久开会（ ）\n{FOUR}"
            "三、简答题\n1、支部做什么？\n\n\n2、书记做什么？\n\n\n"
            "参考答案\n一、填空题\n1、基础组织  基本单元\n2、3\n二、单选题\n1、A\n"
            "三、简答题\n1、答：（1）宣传。\n（2）教育。\n2、抓学习。\n"
        )
        assert [item.content.answer for item in whole(text)] == [
            (("基础组织",), ("基本单元",)),
            (("3",),),
            "A",
            "（1）宣传。\n（2）教育。",
            "抓学习。",
        ]

    def test_an_entry_left_open_leaves_a_draft(self):
        assert keys(THREE + "答案：1.C 2. 3.B") == [("1", "C"), ("2", None), ("3", "B")]

    def test_explanations_come_with_it(self):
        items = whole(
            THREE + "参考答案及解析\n1.【答案】C。解析：因为甲。\n2.A\n3.B\n【解析】因为丙。"
        )
        assert [item.content.explanation for item in items] == ["因为甲。", "", "因为丙。"]

    def test_an_entry_for_no_question_is_refused(self):
        file = parse_loose(THREE + "答案：1.C 2.A 3.B 4.D")
        assert [one.position for one in file.refused] == ["第 4 题（第 17 行）"]
