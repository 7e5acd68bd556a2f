from datetime import timedelta

import pytest

from tests.jyguide.sync.reports import at
from tests.ui.sync.fakes import a_board, an_office, totals
from ui.sync.words import (
    board_sentence,
    headline,
    numbers_text,
    size_text,
    standing,
    state_of,
)
from ui.theme import Tone


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((3,), "3"), ((5, 3, 4), "3–5"), ((1, 3, 4, 9), "1、3–4、9")],
)
def test_neighbouring_numbers_are_drawn_together(numbers, words):
    assert numbers_text(numbers) == words


@pytest.mark.parametrize(
    ("changes", "said", "tone"),
    [
        ({}, "有 34 处改动还没有发给市级", Tone.INFO),
        ({"unsent": 0}, "已全部导出，等市级确认收到", Tone.INFO),
        ({"unsent": 0, "missing_out": ()}, "本机的改动都已发给市级", Tone.GOOD),
        ({"unsent": 0, "last_out": 0, "missing_out": ()}, "还没有和市级交换过数据", Tone.INFO),
        ({"totals": totals(1, 1, 1, 1, 1, 1)}, "两边的数据目前不一致", Tone.WARN),
    ],
)
def test_a_station_reads_in_one_line_how_it_stands(changes, said, tone):
    assert headline(an_office(**changes)) == (said, tone)


def test_two_sentences_say_what_went_and_came():
    assert standing(an_office()) == (
        "上次导出第17号（11-20），市级已收 1–16。\n上次收到市级第9号（11-18）。"
    )
    assert "第7、8" not in standing(an_office(missing_in=(7, 8)))
    assert "7–8 号没有收到过" in standing(an_office(missing_in=(7, 8)))
    assert "市级还没有回执" in standing(an_office(got=""))


def test_before_the_first_file_nothing_is_invented():
    new = an_office(last_out=0, last_in=0, last_in_at=None, last_out_at=None, got="")
    assert standing(new) == "还没有给市级导出过文件。\n还没有收到过市级的文件。"


def test_what_most_needs_saying_about_a_station_comes_first():
    late = {"last_in_at": at("2026-11-18T10:20") - timedelta(days=41), "silent_days": 41}
    assert state_of(an_office())[0] == "正常"
    assert state_of(an_office(**late))[0] == "多日未报"
    assert state_of(an_office(silent_days=None))[0] == "从未来文"
    assert state_of(an_office(missing_in=(3,), **late))[0] == "有缺号"
    assert state_of(an_office(missing_in=(3,), totals=totals(0, 0, 0, 0, 0, 0)))[0] == "数据不一致"
    assert state_of(an_office(devices=0))[0] == "未入网"


def test_the_board_is_summed_up():
    assert board_sentence(a_board()) == (
        "18 个站：正常 13 个，数据不一致 1 个，有缺号 1 个，多日未报 1 个，"
        "未入网 1 个，从未来文 1 个。"
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 字节"),
        (900, "900 字节"),
        (36_000, "35 KB"),
        (5 << 20, "5 MB"),
        (3_435_973_837, "3.2 GB"),
    ],
)
def test_sizes(size, words):
    assert size_text(size) == words
