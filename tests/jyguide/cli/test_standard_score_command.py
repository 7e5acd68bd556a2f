"""``jyguide standard score``: a branch scored from a file, and looked at."""

from __future__ import annotations

import json

import pytest

from jyguide.app import open_application
from tests.jyguide.standard.visiting import CRITERIA, lay_round


@pytest.fixture
def laid(folder):
    app = open_application(folder)
    lay_round(app)
    app.close()


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_branch_scored_from_a_file(laid, done, refused, file):
    score = ("standard", "score")
    to = ("--branch", "山泉", "--inspector", "陈明")
    full = {one.code: one.points / 10 for one in CRITERIA}
    for text, why in (
        ("[1]", "不是按编号写的得分"),
        ("{", "不是完整的 JSON"),
        ('{"Z9": 1}', "没有编号“Z9”"),
        ('{"A01": 1.25}', "超过一位小数"),
        ('{"A01": "好"}', "不是数"),
        ('{"B01": {"value": [-1]}}', "不合评分办法"),
    ):
        assert why in refused(*score, file("坏.json", text), *to)
    started = file("草稿.json", json.dumps({"A01": 20, "B01": {"value": [2]}}))
    assert "2/6 条" in done(*score, started, *to, "--draft")
    assert "2/6" in done("standard", "tasks")
    assert "有 5 处要补" in refused(*score, started, *to)
    rest = full | {"B01": {"value": [2], "finding": "两次没有记录。"}, "F01": "不适用"}
    said = done(*score, file("全.json", json.dumps(rest)), *to)
    assert said.startswith("已完成 山泉村党支部：88.9 分，失分 1 条")
    key = said.rpartition("编号 ")[2].rstrip("。")
    told = done("standard", "inspection", key, "--json")
    assert (told["total"], told["scores"]["B01"]["points"]) == (88.9, 10.0)
    assert "两次没有记录。" in done("standard", "inspection", key)
    assert key in done("standard", "inspection", "--branch", "山泉")
    assert "没有写支部" in refused("standard", "inspection")


def test_a_branch_scored_from_a_table(laid, done, refused, file):
    to = ("--branch", "华宏", "--inspector", "陈明", "--received-by", "王芳")
    lines = [f"{one.code},{one.points / 10}," for one in CRITERIA]
    lines[-1] = "F01,0,没有场所。"
    table = file("得分.csv", "\n".join(["编号,得分,问题", *lines]))
    assert "90 分，失分 1 条" in done("standard", "score", table, *to)
    assert "三列" in refused(
        "standard", "score", file("别.csv", "甲,乙\n1,2\n"), *to[:2], "--phase", "spot_acceptance"
    )
