"""Figures in words: what is said at each limit, and that few people are always told."""

import uuid

import pytest

from jyguide.exam.analysis import (
    SMALL_SAMPLE_NOTE,
    CategoryResult,
    Flag,
    ItemAnalysis,
    Marked,
    OptionShare,
    analyse,
    score_table,
)
from jyguide.exam.analysis.family import Kin, families
from jyguide.exam.analysis.readings import (
    PROVISIONAL,
    Mood,
    figure_text,
    item_readings,
    paper_readings,
    report_text,
    share_text,
    short_reading,
)
from jyguide.exam.analysis.report import band_names
from jyguide.exam.analysis.table import AskedItem


def item(people=40, facility=0.6, upper_lower=0.5, biserial=0.4, **more):
    return ItemAnalysis(uuid.UUID(int=1), people, facility, upper_lower, biserial, **more)


def said(found, name):
    return next(one for one in item_readings(found) if one.name == name)


@pytest.mark.parametrize(
    ("facility", "words", "mood"),
    [
        (0, "没有一人得分", Mood.WRONG),
        (0.29, "偏难", Mood.LOOK),
        (0.3, "难易适中", Mood.PLAIN),
        (0.9, "难易适中", Mood.PLAIN),
        (0.91, "偏易", Mood.LOOK),
        (None, "看不出难易", Mood.PLAIN),
    ],
)
def test_facility(facility, words, mood):
    found = said(item(facility=facility), "得分率")
    assert words in found.words
    assert found.mood is mood


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (-0.01, "反而答错"),
        (0, "区分度低"),
        (0.2, "不明显"),
        (0.3, "能分出高低"),
        (0.4, "很能分出"),
        (None, "总分一样"),
    ],
)
def test_discrimination(figure, words):
    assert words in said(item(upper_lower=figure), "区分度").words


def test_words_come_first_and_figures_after_them():
    option = OptionShare("C", right=False, count=12, share=0.3, upper=0.6, lower=0.1)
    found = item(options=(option,), misleading=("C",), flags=(Flag.MISLEADS,))
    first = item_readings(found)[0]
    assert first.text == "选 C 的多半是高分者，题目可能有歧义（高分组 60%，低分组 10%）"
    assert short_reading(found).words == first.words
    assert short_reading(item()).words == ""
    assert figure_text(-0.004) == "0.00"


def test_every_figure_of_few_people_says_so():
    option = OptionShare("C", right=False, count=9, share=0.3, upper=0.6, lower=0.1)
    flags = (Flag.NEGATIVE, Flag.MISLEADS, Flag.ALPHA_RISES)
    few = item(29, 0.2, -0.3, -0.2, options=(option,), misleading=("C",), flags=flags)
    readings = item_readings(few)
    assert len(readings) == 5
    assert all(one.text.endswith(f"〔{SMALL_SAMPLE_NOTE}〕") for one in readings)
    assert SMALL_SAMPLE_NOTE in report_text(few, "卷", "按题库")
    enough = item(30, 0.2, -0.3, -0.2, options=(option,), misleading=("C",), flags=flags)
    assert SMALL_SAMPLE_NOTE not in "".join(one.text for one in item_readings(enough))


def test_an_option_nobody_takes_is_named_where_there_are_enough_people():
    options = (
        OptionShare("A", right=True, count=40, share=1, upper=1, lower=1),
        OptionShare("B", right=False, count=0, share=0, upper=0, lower=0),
    )
    assert "没有人选 B" in item_readings(item(options=options))[-1].words
    assert "没有人选" not in item_readings(item(29, options=options))[-1].words


def paper(totals, worth=100, waiting=False):
    items = [AskedItem(uuid.UUID(int=1), worth)]
    rows = [Marked([one], [0], one, one >= 60, waiting) for one in totals]
    return analyse(score_table(items, worth, rows))


def test_a_paper_in_words():
    texts = [one.text for one in paper_readings(paper([100, 80, 60, 0]))]
    assert texts[0] == "交卷 4 人，合格 3 人（合格率 75%）"
    assert texts[1].startswith("难度适中（平均分 6.0 分，中位数 7.0 分）")
    assert paper_readings(paper([]))[0].words == "还没有人交卷"
    waits = [one.words for one in paper_readings(paper([50], waiting=True))]
    assert waits[0] == f"1 人有简答题待评阅；{PROVISIONAL}"
    assert waits[3] == "只有一份答卷"
    assert "评完才能算出" in waits[-1]


def test_names_of_bands():
    assert band_names(paper([0])) == ("9 分以上", "8 分", "7 分", "6 分", "不到 6 分")
    assert band_names(paper([0], 1000))[1] == "80～89 分"
    assert band_names(paper([0], 15))[0] == "1.4 分以上"
    assert band_names(paper([])) == ()


def test_papers_opened_from_one_sealed_exam_are_one_family():
    a, b, c, other, seal = (uuid.UUID(int=n) for n in range(1, 6))
    rows = [Kin(b, "B", a), Kin(a, "A", None, seal), Kin(c, "", None, seal), Kin(other)]
    found = families(rows)
    assert found[b] == found[a] == found[c]
    assert set(found[b]) == {a, b, c}
    assert found[b][-1] == b
    assert found[other] == (other,)


@pytest.mark.parametrize(
    ("share", "text"), [(25 / 40, "63%"), (23 / 40, "58%"), (15 / 40, "38%"), (0.595, "60%")]
)
def test_halves_are_rounded_up_and_everywhere_alike(share, text):
    """Half to even made 62.5 % a 62 and 37.5 % a 38, and the workbook said 62.5%."""
    assert share_text(share) == text
    assert figure_text(share) == f"0.{text[:-1]}"
    assert figure_text(-share) == f"-0.{text[:-1]}"
    assert CategoryResult("类", share).weak == (share < 0.59)
