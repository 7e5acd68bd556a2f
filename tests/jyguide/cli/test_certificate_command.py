"""``jyguide certificate``: issued to those who are ready, listed, written."""

from uuid import uuid4

import pytest
from docx import Document

from tests.jyguide.builders import hold_exam, sit


def passed(app):
    """Of two people the first has passed."""
    held = hold_exam(app, 2)
    sit(app, held)
    return held


@pytest.fixture
def station(open_prepared):
    return open_prepared(passed)


@pytest.fixture
def folder(station):
    return station[0].place.folder


@pytest.fixture
def session(station):
    return station[1].session


def test_those_who_are_ready_get_theirs(done, refused, session):
    (one,) = done("certificate", "issue", session, "--date", "2026-11-21", "--json")
    assert set(one) == {"number", "name", "kind", "subject", "issued_on"}
    assert (one["name"], one["kind"], one["issued_on"]) == ("陈明", "completion", "2026-11-21")
    assert one["number"].startswith("2026-")
    assert done("certificate", "list", "--json") == [one]
    assert one["number"] in done("certificate", "list")
    assert "没有选择人员" in refused("certificate", "issue", session)
    assert "合格证书" in done("certificate", "issue", session, "--kind", "exam_pass")
    assert len(done("certificate", "list", "--json")) == 2
    assert "已被删除" in refused("certificate", "issue", uuid4())


@pytest.mark.usefixtures("qapp")
def test_word_and_pdf_are_written(done, session, tmp_path):
    (one,) = done("certificate", "issue", session, "--json")
    folder, pdf = tmp_path / "a" / "证书", tmp_path / "证书.pdf"
    said = done("certificate", "write", "--session", session, "--word", folder, "--pdf", pdf)
    assert said == "已写出 1 份证书。"
    (path,) = folder.iterdir()
    assert path.name == f"{one['number']} 陈明.docx"
    assert "陈明" in "".join(node.text or "" for node in Document(path).element.iter())
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_nothing_to_write_writes_nothing(refused, session, tmp_path):
    target = tmp_path / "证书.pdf"
    assert "没有证书" in refused("certificate", "write", "--pdf", target)
    assert "没有证书" in refused("certificate", "write", "--session", uuid4(), "--pdf", target)
    assert not target.exists()


def test_a_file_in_the_folders_place_is_a_sentence(done, refused, session, tmp_path):
    done("certificate", "issue", session)
    (tmp_path / "证书").write_text("a file")
    assert "没有保存" in refused("certificate", "write", "--word", tmp_path / "证书")
    assert (tmp_path / "证书").read_text() == "a file"


def test_one_is_reissued_by_its_number(done, refused, session):
    (old,) = done("certificate", "issue", session, "--json")
    (new,) = done("certificate", "reissue", old["number"], "--json")
    assert new["name"] == old["name"]
    assert new["number"] != old["number"]
    numbers = {one["number"] for one in done("certificate", "list", "--json")}
    assert numbers == {old["number"], new["number"]}
    assert "有 0 份" in refused("certificate", "reissue", old["number"])
    assert "有 0 份" in refused("certificate", "reissue", new["number"], "--name", "别人")


def test_one_is_revoked_checked_and_written_down(done, refused, run, session, tmp_path):
    (one,) = done("certificate", "issue", session, "--json")
    (row,) = done("certificate", "register", "--json")
    number, mark = ("--number", row["number"]), ("--mark", row["mark"])
    assert done("certificate", "verify", *number, *mark).startswith("有效（截至 ")
    assert done("certificate", "verify", *number, *mark, "--json")[0]["valid"]
    assert run("certificate", "verify", *number, "--mark", "0000-0000").status == 1
    assert "无法识别" in run("certificate", "verify", "JYC1").out
    assert run("certificate", "verify").status == 2
    assert "有 0 份" in refused("certificate", "revoke", "2026-S01A-9999", "--cause", "lost")
    assert "不能更早" in refused(
        *("certificate", "revoke", one["number"], "--cause", "lost", "--date", "2020-01-01")
    )
    assert done("certificate", "revoke", one["number"], "--cause", "lost") == "已作废 1 份证书。"
    ran = run("certificate", "verify", *number, *mark, "--json")
    assert (ran.status, ran.json[0]["verdict"], ran.json[0]["cause"]) == (1, "revoked", "lost")
    book, paper = tmp_path / "登记簿.xlsx", tmp_path / "登记簿.docx"
    said = done("certificate", "register", "--state", "revoked", "--xlsx", book, "--docx", paper)
    assert "遗失" in said
    assert "已作废" in "".join(node.text or "" for node in Document(paper).element.iter())
    assert book.read_bytes().startswith(b"PK")
    assert done("certificate", "register", "--state", "valid", "--json") == []


def test_designs_are_uploaded_chosen_and_used_by_command(done, refused, session, tmp_path):
    example, broken = tmp_path / "示例.docx", tmp_path / "坏.docx"
    done("certificate", "design", "example", example)
    kind = ("--kind", "completion")
    done("certificate", "design", "upload", example, "--name", "本单位", *kind)
    broken.write_bytes(b"PK\x03\x04")
    assert "已损坏" in refused("certificate", "design", "upload", broken, "--name", "坏")
    assert "{{发证单位}}" in done("certificate", "design", "fields")
    done("certificate", "design", "choose", "本单位", "completion")
    listed = {one["name"]: one for one in done("certificate", "design", "list", "--json")}
    assert listed["本单位"]["default_for"] == ["completion"]
    assert "坏" not in listed
    (one,) = done("certificate", "issue", session, "--json")
    done("certificate", "write", "--word", tmp_path / "证书")
    (path,) = (tmp_path / "证书").iterdir()
    words = "".join(node.text or "" for node in Document(path).element.iter())
    assert f"证书编号：{one['number']}" in words
    done("certificate", "design", "remove", "本单位")
    assert "没有名为“本单位”" in refused("certificate", "issue", session, "--design", "本单位")
    assert "没有选择人员" in refused("certificate", "issue", "--duty")
