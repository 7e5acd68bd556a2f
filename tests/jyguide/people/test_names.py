import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.people.cell import CellError
from jyguide.people.names import (
    full_pinyin,
    initials,
    name_stroke_sort_key,
    pinyin_sort_key,
    reading_of,
    search_text,
    shown_reading,
    stroke_sort_key,
)
from jyguide.people.saying import read_saying
from jyguide.people.strokes import strokes_of


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
        *("龚一", "王一", "丁一", "\ue000某", "李一", "张一", "欧阳一"),
        *("林一", "王丁", "马一", "刘一", "尉迟一"),
    ]
    assert sorted(names, key=stroke_sort_key) == [
        *("丁一", "马一", "王一", "王丁", "刘一", "李一", "张一", "林一", "欧阳一"),
        *("龚一", "尉迟一", "\ue000某"),
    ]


def test_the_two_stroke_orders_differ_where_the_middle_name_is_missing() -> None:
    names = ["田大利", "田富", "田一鸣", "由一", "欧阳修", "欧阳一凡"]
    assert sorted(names, key=stroke_sort_key) == [
        *("田富", "田一鸣", "田大利", "由一", "欧阳一凡", "欧阳修")
    ]
    assert sorted(names, key=name_stroke_sort_key) == [
        *("田一鸣", "田大利", "田富", "由一", "欧阳一凡", "欧阳修")
    ]


@pytest.mark.parametrize(
    ("character", "strokes"),
    [
        ("王", (4, "1121")),
        ("龘", (48, "414311511545115" * 3 + "151")),
        ("𠮷", (6, "")),
        ("𬀩", (8, "25111152")),
        ("門", (8, "25112511")),
        ("〇", (1, "5")),
        ("A", (0, "")),
        ("\ue000", (0, "")),
    ],
)
def test_strokes_of_common_old_and_rare_characters(
    character: str, strokes: tuple[int, str]
) -> None:
    count, kinds = strokes_of(character)
    assert count == strokes[0]
    assert character == "龘" or kinds == strokes[1]


def test_every_character_of_gb_13000_is_known_stroke_by_stroke() -> None:
    known = [strokes_of(chr(code)) for code in range(0x4E00, 0x9FA6)]
    assert len(known) == 20_902
    assert all(count == len(kinds) > 0 and set(kinds) <= set("12345") for count, kinds in known)


_NAMES = st.text("田大利富一由欧阳·𠮷𬀩龘\ue000", min_size=1, max_size=4)


@given(_NAMES, _NAMES)
def test_both_stroke_orders_tell_any_two_names_apart(one: str, other: str) -> None:
    bare = [name.replace("·", "") for name in (one, other)]
    for key in (stroke_sort_key, name_stroke_sort_key):
        alike = key(one) == key(other)
        assert alike <= (bare[0] == bare[1])
        assert alike or "·" in one + other or bare[0] != bare[1]


@given(_NAMES, _NAMES)
def test_the_orders_agree_on_names_of_three(one: str, other: str) -> None:
    one, other = (f"田{name.replace('·', '')}一二"[:3] for name in (one, other))
    by_surname = stroke_sort_key(one) < stroke_sort_key(other)
    assert by_surname == (name_stroke_sort_key(one) < name_stroke_sort_key(other))


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


@pytest.mark.parametrize(
    ("surnames", "readings"),
    [
        ("单仇解曾查区朴翟缪", "shan qiu xie zeng zha ou piao zhai miao"),
        ("覃召盖乐尹纪任华宁葛", "qin shao ge yue yin ji ren hua ning ge"),
        ("洗冼员逄肖应尉万牟折", "xian xian yun pang xiao ying wei wan mu she"),
        ("燕盛过相都能黑秘繁冯", "yan sheng guo xiang du nai he bi po feng"),
        ("單區華蓋樂過應紀費", "shan ou hua ge yue guo ying ji fei"),
    ],
)
def test_surnames_of_several_readings(surnames: str, readings: str) -> None:
    assert [full_pinyin(f"{one}一")[:-2] for one in surnames] == readings.split()


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        ("万俟", "moqi"),
        ("尉迟", "yuchi"),
        ("长孙", "zhangsun"),
        ("澹台", "tantai"),
        ("令狐", "linghu"),
        ("宰父", "zaifu"),
        ("亓官", "qiguan"),
        ("单于", "chanyu"),
        ("相里", "xiangli"),
        ("諸葛", "zhuge"),
    ],
)
def test_surnames_of_two_characters(surname: str, reading: str) -> None:
    assert full_pinyin(f"{surname}一") == f"{reading}yi"


def test_what_somebody_says_of_his_name_comes_first_and_the_rest_is_still_found() -> None:
    reading = reading_of("单雨", "dan yu")
    assert (reading.full_pinyin, reading.initials) == ("danyu", "dy")
    assert reading.pinyin_sort_key < pinyin_sort_key("丁一")
    assert {"danyu", "shanyu", "sy", "dy"} <= set(reading.search_text.split())
    assert shown_reading("单雨好") == "shàn yǔ hǎo"
    assert shown_reading("单雨好", "dan yu hào") == "dān yǔ hào"
    assert reading_of("单雨", "dan") == reading_of("单雨")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("Shan4 yu hao", "shàn yu hao"),
        ("shàn'yu、hao3", "shàn yu hǎo"),
        ("lv3 nve lu:", "lǚ nüe lü"),
        ("gui4 liu2 dou1", "guì liú dōu"),
    ],
)
def test_a_reading_has_one_stored_form(typed: str, kept: str) -> None:
    assert read_saying(typed, "单雨好") == kept
    assert read_saying(kept, "单雨好") == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("shan yu", "有 2 个音节，姓名有 3 个字"),
        ("shanyuhao", "“shanyuhao”不是拼音音节"),
        ("shan yu hoa", "“hoa”不是拼音音节"),
        ("shàn4 yu hao", "“shàn4”不是拼音音节"),
        ("单 雨 好", "“单”不是拼音音节"),
    ],
)
def test_what_is_no_reading_is_told(typed: str, said: str) -> None:
    with pytest.raises(CellError, match=said):
        read_saying(typed, "单雨好")
