"""A blueprint survives its file, and a file that says something else is refused with its place."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from jyguide.exam.composing.blueprint import MOST_AVOIDED, Blueprint, BlueprintLine
from jyguide.exam.composing.blueprint_file import read_blueprint, write_blueprint
from jyguide.exam.marking.mark import MarkingRule, MultipleRule, OrderingRule
from jyguide.exam.paper import BlueprintPlan

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=9)
PLANS = st.builds(
    BlueprintPlan,
    TEXTS,
    st.builds(
        Blueprint,
        st.lists(
            st.builds(
                BlueprintLine,
                st.sampled_from([kind for kind in ItemKind if kind is not ItemKind.ORAL]),
                st.integers(1, 999),
                st.integers(1, 1000),
                st.just("") | TEXTS,
                st.integers(0, 3),
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
        st.integers(1, 9999),
        st.integers(1, 600),
        st.booleans(),
        st.integers(0, MOST_AVOIDED),
        st.booleans(),
    ),
    st.builds(MarkingRule, st.sampled_from(MultipleRule), st.sampled_from(OrderingRule)),
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("blueprints")


@given(PLANS, st.sampled_from([".toml", ".json", ".JSON", ""]))
def test_what_is_written_is_read(room, plan, ending):
    path = room / f"蓝图{ending}"
    write_blueprint(plan, path)
    assert read_blueprint(path) == plan


WRITTEN = """
name = "结业考试"
minutes = 45
pass = "61%"
[[lines]]
kind = "单选题"
count = 3
points = 1.5
category = "党费管理"
difficulty = "难"
[[lines]]
kind = "true_false"
count = 2
points = "1"
difficulty = 1
"""


def read(room, text, name="蓝图.toml"):
    path = room / name
    path.write_text(text, "utf-8")
    return read_blueprint(path)


def test_a_file_by_hand(room):
    plan = read(room, "\ufeff" + WRITTEN)
    assert plan.blueprint.lines == (
        BlueprintLine(ItemKind.SINGLE, 3, 15, "党费管理", 3),
        BlueprintLine(ItemKind.TRUE_FALSE, 2, 10, "", 1),
    )
    assert plan.blueprint.pass_points == 40  # 61 % of 6.5 points, a broken tenth counted whole
    assert (plan.name, plan.blueprint.minutes, plan.rule) == ("结业考试", 45, MarkingRule())
    assert replace(plan.blueprint, lines=()) == Blueprint((), 40, 45, shuffle_options=True)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("count = 3", "count = 0", "第 1 行要求的 count 应是 1 到 999"),
        ("count = 2", "count = true", "第 2 行要求的 count"),
        ("count = 2", 'count = "two"', "第 2 行要求的 count"),
        ("points = 1.5", "points = 1.55", "第 1 行要求的 points 不是分值"),
        ("points = 1.5", "points = -1", "第 1 行要求的 points 不是分值"),
        ("points = 1.5", "points = 0", "points 要大于 0"),
        ("points = 1.5", "", "points 没有写"),
        ("单选题", "单先题", "第 1 行要求的 kind 应是单选题"),
        ("单选题", "oral", "kind 应是"),
        ('"难"', '"很难"', "difficulty 应是"),
        ("difficulty = 1", "difficulty = [1]", "第 2 行要求的 difficulty"),
        ("category", "categroy", "第 1 行要求的 “categroy”不认识"),
        ("minutes = 45", "minute = 45", "“minute”不认识"),
        ("minutes = 45", "minutes = 0", "minutes 应是 1 到 600"),
        ('"61%"', '"161%"', "百分比"),
        ('"61%"', "[1]", "pass 没有写"),
        ("minutes = 45", "shuffle = 3", "shuffle 的写法不对"),
        ("minutes = 45", 'rule = { multiple = "generous" }', "评分规则不认识"),
        ("minutes = 45", "minutes = ", "格式不对"),
        (WRITTEN, 'name = "空"', "没有 lines"),
        (WRITTEN, "lines = [1]", "第 1 行要求"),
    ],
)
def test_a_slip_is_named_with_its_place(room, old, new, word):
    assert old in WRITTEN
    with pytest.raises(FileError) as caught:
        read(room, WRITTEN.replace(old, new))
    assert word in caught.value.message
    assert "没有改动" in caught.value.message
    assert caught.value.hint


def test_what_is_no_blueprint_at_all(room):
    for content in (b"\xff\xfe", b"[1", json.dumps([1]).encode(), b"[" * 9999, b"\x00" * 10):
        path = room / "坏.json"
        path.write_bytes(content)
        with pytest.raises(FileError, match="看不懂"):
            read_blueprint(path)
    with pytest.raises(FileError, match="找不到"):
        read_blueprint(room / "没有.toml")
    with pytest.raises(FileError, match="没有保存"):
        write_blueprint(BlueprintPlan("甲", Blueprint((), 1, 1), MarkingRule()), room / "无" / "x")
