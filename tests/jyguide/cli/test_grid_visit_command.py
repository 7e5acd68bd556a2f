"""``jyguide grid visits`` and ``jyguide grid matters``."""

from __future__ import annotations

import pytest

from tests.jyguide.grid.visiting import lay_grid


@pytest.fixture
def made(folder, open_at):
    app = open_at(folder)
    try:
        return lay_grid(app)
    finally:
        app.close()


def test_a_quarter_by_command_from_what_is_due_to_the_reply(made, run, tmp_path):
    assert run("grid", "visits", "due").out.startswith(
        "本季应走访 8 户，已走访 0 户，还有 8 户未走访。"
    )
    cards = run("grid", "visits", "cards", tmp_path / "cards.docx", "--village", "江南村")
    assert cards.out.startswith("走访卡 6 张，1 页，1 名先锋党员。")
    assert "户主11" in run("grid", "visits", "keyed", "a1-3", "--on", "2026-11-05").out
    added = run(
        "grid", "visits", "add", "户主11", "户主12", "--vanguard", "wjg", "--on", "2026-11-05"
    )
    assert added.out == "已登记 1 个。\n户主11当天已经登记过，没有重复登记。\n"
    left = run("grid", "visits", "due", "--rows", "--json", "--vanguard", "王建国").json
    assert [row["name"] for row in left["rows"]] == ["户主13", "户主14"]
    assert len(run("grid", "visits", "list", "--json").json) == 2
    assert run("grid", "visits", "add", "户主11").err.startswith("按姓名登记要写明先锋党员")
    assert "江南村：2 户未走访，2 名党员未联系。" in run("grid", "visits", "month").out
    run("grid", "matters", "raise", "路灯不亮", "--target", str(made.households[0]))
    (matter,) = run("grid", "matters", "list", "--json").json
    assert matter["place"].startswith("江南村")
    run("grid", "matters", "reply", matter["id"], "已修好", "--accepted", "content")
    assert "已答复 1 件" in run("grid", "matters", "list").out
    run("grid", "matters", "export", tmp_path / "matters.docx")
    run("grid", "matters", "remove", matter["id"])
    assert "没有民情事项" in run("grid", "matters", "list").out
