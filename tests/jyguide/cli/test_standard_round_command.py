"""``jyguide standard round …`` from a tree to a phase closed."""

from __future__ import annotations


def test_a_round_by_commands(run):
    run("organisation", "add", "山泉村", "--kind", "村", "--under", "周庄镇")
    made = run(
        "standard", "round", "create", "--name", "标准化建设", "--year", 2026,
        "--kind", "village", "--days", "self_inspection=2026-03-01..2026-04-30",
        "--scorers", "cross_inspection=named:王芳、李明", "--json",
    )  # fmt: skip
    assert (made.status, made.json["branches"]) == (0, 1), made.err
    shown = run("standard", "round", "show", "--json").json
    assert shown["phases"][0]["closes_on"] == "2026-04-30"
    assert shown["phases"][2]["named"] == ["王芳", "李明"]
    assert [one["branches"] for one in run("standard", "round", "list", "--json").json] == [1]
    run("organisation", "add", "华宏村", "--kind", "村", "--under", "周庄镇")
    told = run("standard", "round", "branches", "--differences")
    assert "加入\t“华宏村”（周庄镇）不在本轮次里。" in told.out
    assert "加入 1 个" in run("standard", "round", "settle", "--add").out
    assert "移出 1 个" in run("standard", "round", "leave", "--branch", "华宏村").out
    close = ("standard", "round", "close", "--phase", "self_inspection")
    assert "还有 1 个支部没有得分：山泉村。\n没有关闭。" in run(*close).out
    assert run(*close, "--yes", "--json").json["closed"]
    assert "已经关闭过了" in run(*close, "--yes").err
    (branch,) = run("standard", "round", "branches", "--json").json
    assert (branch["name"], branch["points"]["self_inspection"]) == ("山泉村", None)


def test_what_cannot_be_read_makes_no_round(run):
    for option, value, said in (
        ("--days", "self=2026-03-01..", "没有叫“self”的阶段"),
        ("--days", "self_inspection=三月", "不是日期"),
        ("--scorers", "cross_inspection=谁", "“谁”不认识"),
        ("--checklist", "village", "看不懂"),
    ):
        refused = run("standard", "round", "create", "--name", "甲", "--year", 2026, option, value)
        assert refused.status == 1
        assert said in refused.err
