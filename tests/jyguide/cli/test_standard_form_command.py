"""``jyguide standard blank`` and ``standard form``."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from jyguide.app import open_application
from tests.jyguide.standard.form_files import drop_keys, fill
from tests.jyguide.standard.visiting import CRITERIA, lay_round


@pytest.fixture
def laid(folder, clock):
    app = open_application(folder, clock)
    try:
        return lay_round(app)
    finally:
        app.close()


def test_forms_go_out_and_come_back(laid, done, refused, tmp_path):
    del laid
    out = tmp_path / "自查"
    assert "3 份自查表" in done("standard", "form", "export", out, "--round", "标准化建设")
    first, second, _ = sorted((out / "周庄镇").iterdir())
    fill(first, CRITERIA)
    drop_keys(fill(second, CRITERIA))
    errors = tmp_path / "问题.xlsx"
    words = ("standard", "form", "import", out)
    tried = done(*words, "--dry-run", "--errors", errors, "--json")
    assert [one["taken"] for one in tried] == [True, False, False]
    said = [row[6] for row in load_workbook(errors).active.iter_rows(min_row=2, values_only=True)]
    assert any("按表头认作" in one for one in said)
    assert {row["state"] for row in done("standard", "form", "list", "--json")} == {"sent"}
    taken = done(*words, "--take", second.name, "--json")
    assert [one["taken"] for one in taken] == [True, True, False]
    assert taken[0]["points"] == 100
    kept = done("standard", "form", "list", "--json")
    assert sorted(row["state"] for row in kept) == ["done", "done", "sent"]
    assert [row["points"] for row in kept if row["state"] != "done"] == [None]
    assert 100 in [row["points"] for row in kept]
    (one, *_) = [row["inspection"] for row in kept if row["state"] == "done"]
    assert "已写入" in done("standard", "form", "record", one, tmp_path / "记录.docx")
    assert "没有叫“别的”的轮次" in refused(*words, "--round", "别的")


def test_blank_checklists_are_written(laid, done, refused, run, tmp_path):
    del laid
    file = tmp_path / "检查表.docx"
    done("standard", "blank", file, "--township", "周庄镇", "--phase", "self_inspection")
    done("standard", "blank", file, "--branch", "山泉", "--branch", "华宏村党支部")
    assert file.stat().st_size > 10_000
    assert "没有叫“夏港”的支部" in refused("standard", "blank", file, "--branch", "夏港")
    assert "没有“华士镇”的支部" in refused("standard", "blank", file, "--township", "华士镇")
    assert "几个叫“村”" in refused("standard", "blank", file, "--branch", "村")
    assert run("standard", "blank", file, "--kind", "village", "--branch", "山泉").status == 2
