"""``jyguide standard measures``: from lost points to points given again, and the papers."""

from __future__ import annotations

import pytest

from jyguide.app import open_application
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round


@pytest.fixture
def lost(folder):
    app = open_application(folder)
    laid = lay_round(app)
    losses = {
        "B01": Score(150, (1,), finding="三月没有记录。"),
        "F01": Score(0, finding="没有场所。"),
    }
    for at in (0, 1):
        inspected(app, laid, at, all_well() | losses)
    app.close()


def test_measures_from_the_command_line(lost, done, refused, run, tmp_path):
    words = ("standard", "measures")
    assert len(done(*words, "raise", "--dry-run").splitlines()) == 5
    assert done(*words, "raise", "--branch", "“山泉”") == "已列入 2 项整改。"
    assert done(*words, "raise") == "已列入 2 项整改。"
    assert "没有还要列入" in refused(*words, "raise")
    plan = ("--measure", "补开会议", "--owner", "王伟")
    assert "还没有整改期限" in refused(*words, "plan", *plan)
    assert done(*words, "plan", *plan, "--due", "2099-12-20") == "已落实 4 项整改措施。"
    rows = done(*words, "list", "--json")
    assert [(one["criterion"], one["state"]) for one in rows][:2] == [
        ("B01", "planned"),
        ("F01", "planned"),
    ]
    key = rows[0]["id"]
    assert done(*words, "done", key, "--by", "李娜").startswith("已登记 1 项完成")
    assert "同名不同人请注明" in refused(*words, "verify", key, "--by", "王 伟")
    assert done(*words, "verify", key, "--by", "张三", "--return", "--note", "缺签字") == (
        "已退回 1 项。"
    )
    done(*words, "done", key, "--by", "李娜", "--note", "已补签")
    assert done(*words, "verify", key, "--by", "张三") == "1 项核验通过。"
    assert run(*words, "rescore", key, "--by", "张三", "--points", "17.55").status == 2
    done(*words, "rescore", key, "--by", "张三")
    done(*words, "rescore", key, "--by", "张三", "--points", "17.5")
    (one,) = done(*words, "list", "--state", "rescored", "--json")
    assert (one["points"], one["rescored_points"], one["full_points"]) == (15.0, 17.5, 20.0)
    assert "涉及 2 个党支部、4 项" in done(*words, "list")


def test_notices_from_the_command_line(lost, done, tmp_path):
    words = ("standard", "measures")
    done(*words, "raise")
    rows = done(*words, "list", "--json")
    papers = tmp_path / "通知书"
    number = ("--number", "整改〔2026〕5号")
    assert "4 份" in done(*words, "notice", papers, *number)
    assert sorted(path.suffix for path in papers.iterdir()) == [".docx"] * 4
    numbers = {row["notice_number"] for row in done(*words, "list", "--json")}
    assert numbers == {"整改〔2026〕5号", "整改〔2026〕6号"}
    assert done(*words, "receipt", rows[0]["id"]) == "已登记回执。"
    for name in ("台账.xlsx", "台账.docx"):
        done(*words, "export", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 3000
    assert done(*words, "withdraw", rows[1]["id"], "--reason", "录错") == "已撤回 1 项整改。"
