"""``jyguide standard round assign|sample|redraw|lots`` and ``standard compare``."""

from __future__ import annotations

import pytest
from docx import Document

from jyguide.app import open_application
from tests.jyguide.standard.visiting import inspected, lay_round
from tests.postgres import only_sqlite

pytestmark = only_sqlite
VILLAGES = ("山泉村", "华宏村", "稷山村", "三房巷村", "倪家巷村", "长寿村")


@pytest.fixture
def round_laid(folder):
    app = open_application(folder)
    laid = lay_round(app, [f"{name}党支部" for name in VILLAGES])
    inspected(app, laid)
    app.close()
    return laid


def test_lots_from_the_command_line(round_laid, done, refused, tmp_path):
    names = tmp_path / "名单.txt"
    names.write_text(
        "\n".join(f"检查员{at}\t{name}党支部" for at, name in enumerate(VILLAGES)), "utf-8"
    )
    words = ("standard", "round", "assign", "标准化建设", "--inspectors", names, "--seed", "6-3-5")
    dry = done(*words, "--dry-run", "--json")
    assert dry["lot"] is None
    assert done("standard", "round", "lots", "标准化建设", "--json") == []
    kept = done(*words, "--due", "2026-12-20", "--json")
    assert kept["assignments"] == dry["assignments"]
    assert sorted(name for one in kept["assignments"] for name in one["branches"]) == sorted(
        f"{name}党支部" for name in VILLAGES
    )
    assert "一致" in done("standard", "round", "redraw", kept["lot"])

    drawn = done("standard", "round", "sample", "标准化建设", "--count", "2", "--inspector", "甲")
    assert len(drawn.splitlines()) == 4
    (sample, assignment) = done("standard", "round", "lots", "标准化建设", "--json")
    assert (sample["purpose"], sample["standing"]) == ("sample", 2)
    assert (assignment["seed"], assignment["standing"]) == ("6-3-5", 5), "one had been scored"
    done("standard", "round", "lots", "标准化建设", "--file", tmp_path / "分配表.docx")
    text = "".join(cell.text for cell in Document(tmp_path / "分配表.docx").tables[0]._cells)
    assert "检查员签字" in text

    found = done("standard", "compare", "--json", "--file", tmp_path / "对比.xlsx")
    assert [one["points"] for one in found["branches"]] == [{"cross_inspection": 100.0}]
    assert (tmp_path / "对比.xlsx").exists()
    names.write_text("甲\t山泉村党支部\n", "utf-8")
    assert "不查本单位" in refused(*words)
