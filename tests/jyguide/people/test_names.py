import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.people.names import (
    full_pinyin,
    initials,
    pinyin_sort_key,
    reading_of,
    search_text,
    stroke_sort_key,
)


@pytest.mark.parametrize(
    ("name", "pinyin", "letters"),
    [
        ("单雨", "shanyu", "sy"),
        ("仇涛曦", "qiutaoxi", "qtx"),
        ("解伟", "xiewei", "xw"),
        ("尉迟凤晨", "yuchifengchen", "ycfc"),
        ("曾国", "zengguo", "zg"),
        ("查洋翊", "zhayangyi", "zyy"),
        ("区伟", "ouwei", "ow"),
        ("朴峰芳", "piaofengfang", "pff"),
        ("翟天", "zhaitian", "zt"),
        ("缪芳", "miaofang", "mf"),
        ("覃伟", "qinwei", "qw"),
        ("万俟雪", "moqixue", "mqx"),
        ("令狐冲", "linghuchong", "lhc"),
        ("长孙红", "zhangsunhong", "zsh"),
        ("澹台明", "tantaiming", "ttm"),
        ("华丹", "huadan", "hd"),
        ("任盖", "rengai", "rg"),
        ("小单", "xiaodan", "xd"),
        ("吕娟", "lvjuan", "lj"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str, letters: str) -> None:
    assert full_pinyin(name) == pinyin
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雨", {"shanyu", "sy", "danyu", "dy"}),
        ("覃伟", {"qinwei", "tanwei", "qw", "tw"}),
        ("万俟雪", {"moqixue", "wanqixue", "mqx", "wqx"}),
        ("吕布", {"lvbu", "lyubu", "lubu", "lb"}),
        ("王乐", {"wangle", "wangyue", "wl", "wy"}),
    ],
)
def test_every_reading_is_found(name: str, typed: set[str]) -> None:
    assert typed <= set(search_text(name).split())


def test_a_name_of_two_characters_has_a_surname_of_one() -> None:
    assert full_pinyin("单于") == "shanyu"
    assert full_pinyin("单于明") == "chanyuming"


@pytest.mark.parametrize("name", ["𬱖之", "䶮", "李喆", "崔赟", "\ue000甲", "□", "", "·", "A张"])
def test_rare_characters_and_oddities_never_crash(name: str) -> None:
    reading = reading_of(name)
    assert reading.full_pinyin == full_pinyin(name)
    assert reading.search_text.split() == list(dict.fromkeys(reading.search_text.split()))


@given(st.text(max_size=12))
def test_any_text_has_keys(name: str) -> None:
    reading = reading_of(name)
    assert len(reading.initials) == len(name.replace("·", ""))
    assert reading.full_pinyin in reading.search_text


def test_many_readings_do_not_multiply_without_end() -> None:
    text = search_text("和行重长乐朝单")
    assert len(text.split()) <= 128
    assert {"hexingzhongzhanglechaodan"} & set(text.split())


def test_pinyin_order_is_that_of_a_dictionary() -> None:
    names = [
        "曾国",
        "张三",
        "章二",
        "张三丰",
        "单雨",
        "沈七",
        "吕布",
        "卢一",
        "栾平",
        "翟天",
        "阿丽",
        "山石",
    ]
    assert sorted(names, key=pinyin_sort_key) == [
        *("阿丽", "卢一", "吕布", "栾平", "山石", "单雨", "沈七", "曾国", "翟天"),
        *("张三", "张三丰", "章二"),
    ]


def test_stroke_order_counts_the_surname_then_follows_its_strokes() -> None:
    names = [
        "龚一",
        "王一",
        "丁一",
        "某某",
        "李一",
        "张一",
        "欧阳一",
        "林一",
        "王丁",
        "马一",
        "刘一",
        "尉迟一",
    ]
    assert sorted(names, key=stroke_sort_key) == [
        *("丁一", "马一", "王丁", "王一", "刘一", "李一", "张一", "林一", "欧阳一"),
        *("龚一", "尉迟一", "某某"),
    ]


def test_the_stroke_table_is_sound() -> None:
    text = files("resources").joinpath("names", "surname_strokes.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) >= 500
    assert len({row["surname"] for row in rows}) == len(rows)
    for row in rows:
        assert len(row["surname"]) == 1
        assert int(row["strokes"]) == len(row["order"])
        assert set(row["order"]) <= set("12345")


@pytest.mark.parametrize(
    ("strokes", "surnames"),
    [
        (2, "丁卜"),
        (3, "于马万"),
        (4, "王方毛孔"),
        (5, "石叶田白"),
        (6, "刘朱任江"),
        (7, "李张陈杨吴何宋"),
        (8, "周林罗郑孟金"),
        (9, "赵胡钟姜姚"),
        (10, "徐高郭唐袁钱顾"),
        (11, "黄梁曹崔龚"),
        (12, "彭董韩程葛"),
        (14, "谭廖熊蔡"),
        (15, "潘黎颜"),
        (16, "薛霍"),
        (17, "戴魏"),
        (18, "瞿"),
    ],
)
def test_well_known_stroke_counts(strokes: int, surnames: str) -> None:
    assert [int(stroke_sort_key(s)[:2]) for s in surnames] == [strokes] * len(surnames)
