"""``jyguide secretary mentor``: a pair made, met and printed without a window."""

from __future__ import annotations

import pytest

from jyguide.people.person import PersonRole
from tests.jyguide.builders import a_person


@pytest.fixture
def two(folder, open_at):
    app = open_at(folder)
    for at, name in enumerate(("单雄", "尉迟恭")):
        app.people.add(a_person(name, at, role=PersonRole.VILLAGE_SECRETARY, post="书记"))


def test_a_pair_without_a_window(two, done, refused, run, tmp_path):
    assert "还没有" not in done("secretary", "mentor", "list")
    target = tmp_path / "接力本.docx"
    assert "没有进行中的结对" in refused("secretary", "mentor", "notebook", target)
    assert not target.exists()
    words = ("secretary", "mentor", "pair", "sx", "尉迟恭", "--from", "2026-09-01")
    assert "导师“尉迟恭”" in done(*words, "--goal", "走遍每一户")
    assert "已经和“尉迟恭”结对" in refused(*words)
    done("secretary", "mentor", "meet", "sx", "--on", "2026-10-12", "--topics", "看账本")
    (pair,) = run("secretary", "mentor", "list", "--json").json["pairs"]
    assert pair["活动"] == 1
    assert "1 本" in done("secretary", "mentor", "notebook", target, "--quarter", "2026Q4")
    assert target.stat().st_size > 5_000
    assert "不是一个季度" in refused("secretary", "mentor", "notebook", target, "--quarter", "Q9")
