"""``training photo``, ``teach``, ``feedback`` and ``record``."""

import docx

from tests.jyguide.attachment.pictures import HEIC, a_jpeg
from tests.jyguide.builders import a_roster


def test_a_session_gets_its_photos_lecturers_slips_and_record(done, run, tmp_path):
    session = done("training", "plan", "--title", "任前培训", "--from", "2026-11-20").strip()
    good, bad = tmp_path / "一.jpg", tmp_path / "二.heic"
    good.write_bytes(a_jpeg())
    bad.write_bytes(HEIC)
    ran = run("training", "photo", "add", session, good, bad)
    assert (ran.status, "已加入 1 张照片" in ran.out) == (1, True)
    assert "兼容性最佳" in ran.err
    (row,) = done("training", "photo", "list", session, "--json")
    assert (row["name"], row["width"], row["here"]) == ("一.jpg", 400, True)
    (tmp_path / "出").mkdir()
    assert "已导出 1 张" in done("training", "photo", "export", session, tmp_path / "出")
    assert "清理了 0 个文件" in done("training", "photo", "sweep")
    done("training", "teach", session, "--by", "王老师：党章：3.5", "--by", "李老师:2")
    rows = done("training", "lecturers", "--json", "--year", "2026")
    assert {row["name"]: row["hours"] for row in rows} == {"王老师": 35, "李老师": 20}
    for number in range(1, 6):
        done("training", "feedback", "add", session, number, "55540", "--praise", f"好{number}")
    ran = run("training", "feedback", "add", session, "6", "55580")
    assert (ran.status, "第 4 题（组织安排）填的是“8”" in ran.err) == (1, True)
    report = done("training", "feedback", "report", session, "--json")
    assert [row["mean_hundredths"] for row in report["figures"]] == [500, 500, 500, 400, None]
    assert "课程内容\t5.00\t100.0%" in done("training", "feedback", "report", session)
    book = a_roster(
        tmp_path / "补录.xlsx", [(7, 5, 8), (8, 5, 4)], ("编号", "课程内容", "总体满意")
    )
    ran = run("training", "feedback", "import", session, book)
    assert (ran.status, "新增 1 份" in ran.out, "第 2 行" in ran.err) == (1, True, True)
    done("training", "feedback", "sheet", session, "2", tmp_path / "反馈表.docx")
    target = tmp_path / "记录.docx"
    done("training", "record", session, target, "--summary", "上午讲党章。")
    written = docx.Document(str(target))
    assert "上午讲党章。" in [paragraph.text for paragraph in written.paragraphs]
    assert len(written.inline_shapes) == 1
