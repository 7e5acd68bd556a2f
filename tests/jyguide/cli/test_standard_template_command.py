"""``jyguide standard template``."""

from tests.jyguide.standard.scoring_sheets import village_sheet


def test_from_an_office_sheet_to_a_copy_of_the_shipped_one(run, tmp_path):
    listed = run("standard", "template", "list", "--json").json
    assert [(row["kind"], row["points"], row["rounds"]) for row in listed] == [
        ("村", "100", 0),
        ("社区", "100", 0),
        ("两新组织", "100", 0),
        ("机关事业单位", "100", 0),
    ]
    village_sheet(tmp_path / "评分.xlsx")
    words = ("standard", "template", "import", tmp_path / "评分.xlsx", "--name", "本站评分表")
    seen = run(*words, "--aspect", "班子好=组织设置", "--dry-run")
    assert "班子好 → 组织设置（推测），3 条" in seen.out
    assert "读到“本站评分表”：10 条指标，合计 99 分。" in seen.out
    assert run(*words, "--aspect", "班子好=九方面").status == 1
    assert "已导入为草稿" in run(*words).out
    refused = run("standard", "template", "issue", "本站评分表")
    assert (refused.status, "少了 1 分" in refused.err) == (1, True)
    shown = run("standard", "template", "show", "本站评分表", "--json").json
    assert (shown["state"], shown["owner"], shown["criteria"][0]["code"]) == (
        "草稿",
        "周庄镇",
        "B01",
    )
    assert run("standard", "template", "remove", "本站评分表").status == 0
    name = listed[0]["name"]
    assert run("standard", "template", "copy", name, "--name", "副本").status == 0
    assert run("standard", "template", "issue", "副本").status == 0
    file = tmp_path / "副本.xlsx"
    assert "已导出 50 条" in run("standard", "template", "export", "副本", file).out
    assert run("standard", "template", "new-version", "副本").status == 0
    assert run("standard", "template", "import", file, "--kind", "社区").status == 0
    several = run("standard", "template", "show", "副本")
    assert (several.status, "请写编号" in several.err) == (1, True)
    assert run("standard", "template", "show", "没有的").status == 1
    assert run("standard", "template", "import", file, "--kind", "火星").status == 1
