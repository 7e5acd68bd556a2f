"""``jyguide secretary appraisal``: from a table of points to lists on paper."""

from __future__ import annotations

from docx import Document
from openpyxl import Workbook, load_workbook

from jyguide.app import open_application
from tests.jyguide.appraisal.year import lay_appraisal
from tests.postgres import only_sqlite

pytestmark = only_sqlite
APPRAISAL = ("secretary", "appraisal")


def test_points_come_from_a_table_and_lists_go_to_paper(folder, tmp_path, done, refused, run):
    app = open_application(folder)
    lay_appraisal(app)
    app.close()
    book = Workbook()
    book.active.append(("姓名", "村", "来源", "评价人", "得分"))
    for name in ("陈明", "单雄"):
        for source in ("上级评价", "基层评价"):
            book.active.append((name, "", source, "测评组", 92 if name == "陈明" else 58))
    book.save(tmp_path / "得分.xlsx")
    assert done(*APPRAISAL, "import", "2026", tmp_path / "得分.xlsx").startswith("已导入：新增 4")
    rated = done(*APPRAISAL, "rate", "2026", "--json")
    assert (rated["counts"]["excellent"], rated["unrated"], rated["places"]) == (1, 1, 1)
    assert "距基本合格线差 2 分" in done(*APPRAISAL, "rate", "2026", "--why")
    assert "四张名单" not in refused(*APPRAISAL, "count-in", "2026")

    done(*APPRAISAL, "publish", "2026", "--number", "周组[2026]3号", "--on", "2026-11-20")
    done(*APPRAISAL, "export", "2026", tmp_path / "名单.docx")
    done(*APPRAISAL, "export", "2026", tmp_path / "名单.xlsx")
    done(*APPRAISAL, "export", "2026", tmp_path / "结果单.docx", "--sheets")
    text = "\n".join(one.text for one in Document(tmp_path / "名单.docx").paragraphs)
    for part in ("周组〔2026〕3号", "三、优秀（1名）", "陈明（红豆村）。", "六、不合格（1名）"):
        assert part in text
    assert "暂无结果：阿卜杜拉·买买提（金庄村）。" in text
    sheets = load_workbook(tmp_path / "名单.xlsx").sheetnames
    assert sheets[:2] == ["优秀（1人）", "合格（0人）"]
    assert "暂无结果（1人）" in sheets

    done(*APPRAISAL, "ballot", "2026", tmp_path / "票.docx")
    done(*APPRAISAL, "ballot", "2026", tmp_path / "计票单.docx", "--count-sheet")
    ballot = Document(tmp_path / "票.docx")
    assert [cell.text for cell in ballot.tables[0].rows[0].cells][3:] == [
        "优秀",
        "合格",
        "基本合格",
        "不合格",
    ]
    assert [row.cells[2].text for row in ballot.tables[0].rows[1:]] == [
        "阿卜杜拉·买买提",
        "陈明",
        "单雄",
    ]
    assert run(*APPRAISAL, "export", "2026", tmp_path / "x.txt").status == 2
