"""``jyguide standard round rate|publish|export``."""

from __future__ import annotations

import pytest
from docx import Document
from openpyxl import load_workbook

from jyguide.app import open_application
from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from tests.postgres import only_sqlite

pytestmark = only_sqlite
LOST = {"E01": Score(0, finding="没有活动记录。")}
ROUND = ("standard", "round")


@pytest.fixture
def round_laid(folder):
    app = open_application(folder)
    laid = lay_round(app)
    inspected(app, laid, 0)
    inspected(app, laid, 1, all_well() | LOST)
    app.ratings.save_rule(laid.round_id, RatingRule({Phase.CROSS_INSPECTION: 100}))
    app.close()
    return laid


def test_rules_tried_from_the_command_line(round_laid, done, refused, run):
    rated = done(*ROUND, "rate", "标准化建设", "--json")
    assert rated["counts"] == {"model": 2, "excellent": 0, "qualified": 0, "unqualified": 0}
    assert [one["points"] for one in rated["branches"]] == [100.0, 90.0, None]
    tried = (*ROUND, "rate", "标准化建设", "--line", "示范=90.1", "--quota", "excellent=100")
    said = done(*tried, "--why")
    assert "差 0.1 分，补齐E01“每月有主题党日”即可示范（100 分）。" in said
    assert said.splitlines()[-1].startswith("示范 1 个、优秀 1 个、合格 0 个")
    for wrong in ("model=90.05", "一般=60", "model=九十"):
        assert run(*ROUND, "rate", "标准化建设", "--line", wrong).status == 2
    assert "不能低于" in refused(*ROUND, "rate", "标准化建设", "--line", "model=50")


def test_lists_published_from_the_command_line(round_laid, folder, done, run, tmp_path):
    done(*ROUND, "export", "标准化建设", tmp_path / "稿.docx")
    letter = [one.text for one in Document(tmp_path / "稿.docx").paragraphs]
    assert "（征求意见稿）" in letter
    number = "周委〔2026〕3号"
    assert "示范 2 个" in done(*ROUND, "publish", "标准化建设", "--number", number)
    app = open_application(folder)
    app.ratings.override(round_laid.branches[1], Rating.QUALIFIED, "查实弄虚作假", "评定小组")
    app.close()
    assert "华宏村党支部\t示范→合格" in done(*ROUND, "publish", "标准化建设")

    assert run("letter", "rating", "--signatory", "张建国").status == 2
    done("letter", "rating", "--contact", "王芳，电话 86860000")
    done(*ROUND, "export", "标准化建设", tmp_path / "名单.docx")
    letter = [one.text for one in Document(tmp_path / "名单.docx").paragraphs]
    assert "（联系人：王芳，电话 86860000）" in letter
    assert letter[0] == "关于2026年标准化建设评定结果的通报"
    at = letter.index("五、合格党支部（1个）")
    assert letter[at + 1] == "华宏村党支部。"
    assert any(one.startswith(f"本通报代替{number}（") for one in letter)
    assert any("1个党支部经研究作了调整" in one for one in letter)
    done(*ROUND, "export", "标准化建设", tmp_path / "名单.xlsx")
    book = load_workbook(tmp_path / "名单.xlsx")
    assert book.sheetnames == [
        "示范（1个）",
        "优秀（0个）",
        "合格（1个）",
        "不合格（0个）",
        "全部及逐项说明",
        "与上次公布比较",
    ]
    rows = list(book["全部及逐项说明"].values)
    assert rows[2][2:7] == ("华宏村党支部", "村", 90, "合格", "示范")
    assert "互查失分 1 项、10 分：E01" in rows[2][-1]
    assert run(*ROUND, "export", "标准化建设", tmp_path / "名单.txt").status == 2
