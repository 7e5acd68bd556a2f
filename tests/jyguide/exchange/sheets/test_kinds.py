"""What is read of the cells of a row: answers of every kind, and citations."""

from datetime import date

import pytest

from jyguide.bank.item import ItemKind, KeyPoint
from tests.jyguide.exchange.sheets.typed import HEAD, only, read, reason, single


class TestChoices:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("B", "B"),
            (" ｂ ", "B"),
            ("B.一年", "B"),
            ("答案：B", "B"),
            ("选B", "B"),
            ("（B）", "B"),
            ("一年", "B"),
        ],
    )
    def test_one_letter(self, tmp_path, written, key):
        item = only(tmp_path, HEAD, single(written))
        assert (item.content.answer, item.warnings) == (key, ())

    @pytest.mark.parametrize(
        "written",
        ["ACD", "A,C", "A、C、D", "a c d", "Ａ；Ｃ；Ｄ", "A|C|D", "DCA", "半年\n两年\n三年"],
    )
    def test_several_letters(self, tmp_path, written):
        item = only(tmp_path, HEAD, single(written, kind="多选题"))
        assert item.content.answer == ("AC" if written == "A,C" else "ACD")

    @pytest.mark.parametrize("written", [3, 3.0, "3", "３"])
    def test_a_number_names_an_option_and_is_doubted(self, tmp_path, written):
        item = only(tmp_path, HEAD, single(written))
        assert item.content.answer == "C"
        shown = "３" if written == "３" else "3"
        assert item.warnings == (f"答案写的是序号“{shown}”，按选项 C 导入，请核对。",)

    def test_a_number_that_is_the_text_of_an_option(self, tmp_path):
        item = only(tmp_path, HEAD, single(3, options=(1, 3, 5, 7)))
        assert item.content.options == ("1", "3", "5", "7")
        assert (item.content.answer, item.warnings) == ("B", ())

    @pytest.mark.parametrize(
        "options",
        [
            "半年\n一年\n两年",
            "半年|一年|两年",
            "半年；一年；两年",
            "A.半年 B.一年 C.两年",
            "A:半年;B:一年;C:两年",
            "A.半年|B.一年|C.两年",
            "A、半年\nB、一年\nC、两年",
        ],
    )
    def test_all_options_in_one_cell(self, tmp_path, options):
        item = only(
            tmp_path, ("题型", "题干", "选项", "答案"), ("单选题", "甲（ ）", options, "B")
        )
        assert item.content.options == ("半年", "一年", "两年")

    @pytest.mark.parametrize("kind", ["单选题", None])
    def test_options_typed_into_the_cell_of_the_question(self, tmp_path, kind):
        stem = "预备期多长（ ）\nA.半年\nB.一年"
        item = only(tmp_path, ("题型", "题干", "答案"), (kind, stem, "B"))
        assert item.content.stem == "预备期多长（ ）"
        assert (item.content.options, item.content.answer) == (("半年", "一年"), "B")

    def test_an_option_too_many_is_refused_and_not_forgotten(self, tmp_path):
        head = ("题干", *(f"选项{letter}" for letter in "ABCDEFGHIJK"), "答案")
        row = ("甲（ ）", *"子丑寅卯辰巳午未申酉戌", "A")
        assert "选项有 11 个，最多 10 个" in reason(tmp_path, head, row)

    def test_letters_before_the_options_are_taken_off(self, tmp_path):
        options = ("A.半年", "B、一年", "C：两年", "D 三年".replace(" ", "．"))
        item = only(tmp_path, HEAD, single("B", options=options))
        assert item.content.options == ("半年", "一年", "两年", "三年")

    def test_an_answer_left_in_the_stem_is_taken_out(self, tmp_path):
        for answer in (None, "B"):
            item = only(tmp_path, HEAD, single(answer, stem="预备期是（ B ）。"))
            assert (item.content.stem, item.content.answer) == ("预备期是（   ）。", "B")

    def test_kinds_are_guessed_without_a_column(self, tmp_path):
        rows = [
            ("甲（ ）", "子", "丑", "寅", "C"),
            ("乙（ ）", "子", "丑", "寅", "AC"),
            ("请按先后顺序排列（ ）", "子", "丑", "寅", "CAB"),
            ("庚", "子", "丑", "寅", 2),
            ("辛", "子", "丑", "寅", "1,3"),
            ("壬", "子", "丑", "寅", "13"),
            ("癸", "12", "13", "23", "13"),
            ("丙。", None, None, None, "√"),
            ("丁", "正确", "错误", None, "B"),
            ("戊是____，不是____。", None, None, None, "一；二"),
            ("己是什么？", None, None, None, "庚"),
        ]
        file = read(tmp_path, ("题目", "A", "B", "C", "答案"), *rows)
        assert file.refused == ()
        assert [(i.content.kind, i.content.answer) for i in file.items] == [
            (ItemKind.SINGLE, "C"),
            (ItemKind.MULTIPLE, "AC"),
            (ItemKind.ORDERING, "CAB"),
            (ItemKind.SINGLE, "B"),
            (ItemKind.MULTIPLE, "AC"),
            (ItemKind.MULTIPLE, "AC"),
            (ItemKind.SINGLE, "B"),
            (ItemKind.TRUE_FALSE, "T"),
            (ItemKind.TRUE_FALSE, "F"),
            (ItemKind.FILL_IN, (("一",), ("二",))),
            (ItemKind.SHORT_ANSWER, "庚"),
        ]

    @pytest.mark.parametrize(
        ("kind", "answer", "found"),
        [
            ("选择题", "AC", ItemKind.MULTIPLE),
            ("不定项选择题", "A", ItemKind.SINGLE),
            ("单项选择题", "A", ItemKind.SINGLE),
            ("多项", "AC", ItemKind.MULTIPLE),
        ],
    )
    def test_names_of_kinds(self, tmp_path, kind, answer, found):
        assert only(tmp_path, HEAD, single(answer, kind=kind)).content.kind is found


class TestOtherKinds:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("对", "T"),
            ("错", "F"),
            ("√", "T"),
            ("×", "F"),
            ("正确", "T"),
            ("错误", "F"),
            ("T", "T"),
            ("F", "F"),
            (True, "T"),
            (False, "F"),
            ("是", "T"),
            (1, "T"),
            (0, "F"),
            ("A.正确", "T"),
            ("B、错", "F"),
            ("答案：×", "F"),
        ],
    )
    def test_judgements(self, tmp_path, written, key):
        item = only(tmp_path, ("题型", "题干", "答案"), ("判断题", "甲。", written))
        assert (item.content.answer, item.warnings) == (key, ())

    def test_a_letter_without_options_is_doubted(self, tmp_path):
        item = only(tmp_path, ("题型", "题干", "答案"), ("判断题", "甲。", "B"))
        assert item.content.answer == "F"
        assert item.warnings == ("判断题的答案写的是 B，按“错误”导入，请核对。",)

    @pytest.mark.parametrize(
        ("stem", "written", "key"),
        [
            ("____和____。", "三；五", (("三",), ("五",))),
            ("____和____。", "三|五", (("三",), ("五",))),
            ("____和____。", "三、五", (("三",), ("五",))),
            ("____和____。", "①三②五", (("三",), ("五",))),
            ("（ ）和（  ）。", "三 五", (("三",), ("五",))),
            ("____。", "三|3", (("三", "3"),)),
            ("____。", 3.0, (("3",),)),
            ("____。", "3/5", (("3/5",),)),
            (r"____。", r"甲\|乙", (("甲|乙",),)),
        ],
    )
    def test_blanks(self, tmp_path, stem, written, key):
        item = only(tmp_path, ("题型", "题干", "答案"), ("填空题", stem, written))
        assert item.content.answer == key

    def test_blanks_answered_in_the_columns_of_options(self, tmp_path):
        item = only(tmp_path, HEAD, ("填空题", "____和____", "三", "五"))
        assert item.content.answer == (("三",), ("五",))
        assert item.content.options == ()

    def test_key_points(self, tmp_path):
        head = ("题型", "题干", "答案", "要点")
        item = only(tmp_path, head, ("一口清", "甲？", "乙和丙", "1. 乙（2分，必答）\n2. 丙；丁"))
        assert item.content.key_points == (KeyPoint("乙", 2, required=True), KeyPoint("丙；丁"))
        item = only(tmp_path, head, ("简答", "甲？", None, "①乙②丙（3分）；丁（必答）"))
        assert item.content.key_points == (
            KeyPoint("乙"),
            KeyPoint("丙", 3),
            KeyPoint("丁", 1, required=True),
        )
        assert item.content.answer == "①乙②丙（3分）；丁（必答）"

    def test_a_row_without_an_answer_is_a_draft(self, tmp_path):
        for empty in (None, "略", "（无）"):
            item = only(tmp_path, HEAD, single(empty))
            assert item.is_draft
            assert item.warnings == ("没有答案，先存为草稿。",)

    def test_a_status_other_than_in_force_is_a_draft(self, tmp_path):
        head = ("题干", "答案", "状态")
        assert not only(tmp_path, head, ("甲？", "乙", "在用")).is_draft
        assert not only(tmp_path, head, ("甲？", "乙", None)).is_draft
        item = only(tmp_path, head, ("甲？", "乙", "停用"))
        assert item.is_draft
        assert item.warnings == ("文件里的状态是“停用”，先存为草稿。",)


class TestCitations:
    def test_one_column_is_parted(self, tmp_path):
        item = only(tmp_path, ("题干", "答案", "依据"), ("甲？", "乙", "《中国共产党章程》第七条"))
        assert (item.content.regulation, item.content.article) == ("中国共产党章程", "第七条")
        assert item.content.explanation == ""

    def test_what_cannot_be_parted_stays_readable(self, tmp_path):
        head = ("题干", "答案", "解析", "出处")
        item = only(tmp_path, head, ("甲？", "乙", "因为", "见《丙》和《丁》第三条"))
        assert item.content.explanation == "因为\n依据：见《丙》和《丁》第三条"
        assert (item.content.regulation, item.content.article) == ("", "")

    def test_columns_of_their_own(self, tmp_path):
        head = ("题干", "答案", "依据", "版本", "条款", "考查")
        row = ("甲？", "乙", "《丙条例》", date(2026, 5, 11), "第三条", "丁")
        content = only(tmp_path, head, row).content
        assert (content.regulation, content.edition) == ("丙条例", "2026年5月11日")
        assert (content.article, content.tests) == ("第三条", "丁")
