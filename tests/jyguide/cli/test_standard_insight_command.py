"""``jyguide standard heat|failed|trend|report``."""

from __future__ import annotations

import pytest

from jyguide.app import open_application
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from tests.postgres import only_sqlite

pytestmark = only_sqlite
LOST = {"B01": Score(50, (3,), finding="缺三次记录。")}


@pytest.mark.usefixtures("qapp")  # Qt keeps an application without windows for good
def test_figures_of_a_round_from_the_command_line(folder, done, refused, tmp_path):
    app = open_application(folder)
    laid = lay_round(app)
    inspected(app, laid, 0)
    inspected(app, laid, 1, all_well() | LOST)
    app.close()

    rows = done("standard", "heat", "--by", "branch", "--sort", "leadership", "--json")
    assert [(row["name"], row["points"]) for row in rows] == [
        ("华宏村党支部", 85.0),
        ("山泉村党支部", 100.0),
        ("稷山村党支部", None),
    ]
    assert rows[0]["shares"]["leadership"] == 25.0
    said = done("standard", "heat", "--view", "cross_inspection").splitlines()
    assert said[1].startswith("山泉村党支部\t1\t100")
    (line,) = done("standard", "failed", "--township", "周庄镇", "--json")["criteria"]
    assert (line["code"], line["share"], line["mean_loss"]) == ("B01", 50.0, 7.5)
    assert line["branches"] == ["华宏村党支部"]
    assert done("standard", "failed", "--kind", "office", "--json")["criteria"] == []
    (point,) = done("standard", "trend", "--branch", "华宏村", "--json")
    assert (point["round"], point["points"]) == ("2026年", 85.0)
    for name in ("情况.docx", "情况.pdf", "数字.xlsx"):
        done("standard", "report", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5000
    assert "不存在" in refused("standard", "report", tmp_path / "没有" / "情况.pdf")
