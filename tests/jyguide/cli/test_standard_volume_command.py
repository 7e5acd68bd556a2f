"""``jyguide standard volume``."""

from __future__ import annotations

from jyguide.app import open_application
from tests.jyguide.standard.visiting import inspected, lay_round


def test_a_round_is_bound_a_file_a_branch(folder, clock, done, refused, run, tmp_path):
    app = open_application(folder, clock)
    inspected(app, lay_round(app))
    app.close()
    out = tmp_path / "案卷"
    whole = ("standard", "volume", "标准化建设", "--all", "--docx", out)
    assert "没有装订" in refused(*whole)
    out.mkdir()
    found = done(*whole, "--both-sides", "--dividers", "--box", "--retention", "30年", "--json")
    assert found["volumes"] == 3
    assert len(found["files"]) == len(list(out.iterdir())) == 4  # and the labels of all backs
    one = ("standard", "volume", "标准化建设", "山泉", "--number", 9, "--no-spine")
    assert "1 卷、" in done(*one, "--photos", 4, "--pdf", out)
    (pdf,) = out.glob("*.pdf")
    assert pdf.name.startswith("009　山泉村党支部2026年")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "10 到 60 毫米" in refused(*whole, "--spine", 3)
    assert run(*whole[:3], "--docx", out).status == 2  # neither a branch nor all
    assert run(*one).status == 2  # neither PDF nor Word
