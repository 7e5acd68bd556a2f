"""``jyguide drill``: a queue, a review, the days ahead, a sprint."""

import pytest

from tests.jyguide.builders import add_people


@pytest.fixture
def someone(folder, open_at):
    add_people(open_at(folder), 2)


def test_practice_without_a_screen(done, refused, run, someone):
    first, second, *rest = done("drill", "queue", "陈明", "--json")
    assert len(rest) == 18
    assert (first["recall"], first["next_days"]) == (None, [1, 1, 2, 8])
    kept = done("drill", "review", "cm", first["number"], 1, "--seconds", 30, "--json")
    assert kept["recall"] == 1
    assert "答对" in done("drill", "review", "cm", second["number"], 3)
    wrong = done("drill", "queue", "cm", "--mode", "wrong", "--json")
    assert [card["number"] for card in wrong] == [first["number"]]
    ahead = done("drill", "forecast", "cm", "--json")
    assert (ahead["due"], ahead["new"], len(ahead["days"])) == (0, 18, 30)
    assert "今天该温习 18 题" in done("drill", "forecast", "cm")
    assert "没有记" in refused("drill", "review", "cm", "999-9", 3)
    assert "考试日期" in refused("drill", "sprint", "cm")
    assert "今天之后" in refused("drill", "sprint", "cm", "--exam", "2020-01-01")
    plan = done("drill", "sprint", "cm", "--exam", "2099-01-01", "--daily", 5, "--json")
    assert len(plan["doses"]) == 60
    assert {day["items"] for day in plan["doses"]} == {5}
    assert plan["now"] is None
    assert plan["then"]["low"] <= plan["then"]["points"] <= plan["then"]["high"]
    assert "仅供安排温习" in done("drill", "sprint", "cm")
    assert run("drill", "review", "cm", "001", 5).status == 2
    assert run("drill", "review", "cm", "001", 3, "--seconds", 10**20).status == 2
    assert run("drill", "queue", "cm", "--mode", "category").status == 2
    assert run("drill", "queue", "cm", "--category", "党费管理").status == 2
