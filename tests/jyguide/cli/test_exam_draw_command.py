"""``jyguide exam draw`` from a blueprint file, ``blueprint``, ``redraw``, and variants written."""

from uuid import uuid4

import pytest
from docx import Document

from jyguide.bank.item import OPTION_LETTERS
from jyguide.exam.composing.blueprint_file import write_blueprint
from tests.jyguide.builders import a_blueprint


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "蓝图.toml"
    write_blueprint(a_blueprint(), path)
    return path


def draw(done, file, *more):
    return done("exam", "draw", "--blueprint", file, "--seed", "7", "--json", *more)


def test_variants_are_drawn_written_and_drawn_again(done, file, tmp_path):
    said = draw(done, file, "--title", "卷", "--variants", "2")
    first, second = said["papers"]
    assert (said["title"], said["seed"], said["note"]) == ("卷", 7, "")
    assert [one["variant"] for one in said["papers"]] == ["A", "B"]
    assert first["total"] == second["total"] == sum(one["points"] for one in first["items"]) == 20
    assert [one["position"] for one in first["items"]] == list(range(1, 11))
    assert {one["revision"] for one in first["items"]} == {
        one["revision"] for one in second["items"]
    }
    assert all(one["item"] for one in first["items"])
    assert first["items"][0]["kind"] == "single"
    assert sorted(first["items"][0]["order"]) == list(range(len(first["items"][0]["order"])))

    again = done("exam", "redraw", second["id"], "--json")
    assert again["same"]
    assert [(one["revision"], one["order"]) for one in again["items"]] == [
        (one["revision"], one["order"]) for one in second["items"]
    ]
    assert "完全相同" in done("exam", "redraw", first["id"])

    paper, answers = tmp_path / "卷.docx", tmp_path / "答案.docx"
    done(
        *("exam", "write", first["id"], "--variants"),
        *("--paper-file", paper, "--answers", answers),
    )
    texts = {path.stem: text_of(path) for path in tmp_path.glob("*.docx")}
    assert sorted(texts) == ["卷-A", "卷-B", "答案-A", "答案-B"]
    assert texts["卷-A"] != texts["卷-B"]
    for one in said["papers"]:
        numbers = [at for at, item in enumerate(one["items"], 1) if item["kind"] == "single"]
        assert numbers == [1, 2, 3, 4]
    assert OPTION_LETTERS[0] in texts["卷-B"]
    (row,) = done("exam", "papers", "--json")
    assert (row["id"], row["variants"]) == (first["id"], ["A", "B"])

    twice = [draw(done, file, "--title", "卷", "--variants", "2", "--no-keep") for _ in range(2)]
    assert twice[0] == twice[1]
    assert [one["items"] for one in twice[0]["papers"]] == [one["items"] for one in said["papers"]]
    assert len(done("exam", "papers", "--json")) == 1, "nothing was kept"


def text_of(path):
    return "\n".join(node.text or "" for node in Document(path).element.iter())


def test_another_pc_draws_the_same(done, file, new_folder):
    other = new_folder("周庄镇", "B")
    here = draw(done, file)["papers"][0]["items"]
    there = done(*("exam", "draw", "--blueprint", file, "--seed", "7", "--json"), data=other)[
        "papers"
    ][0]["items"]
    assert here == there


def test_a_blueprint_goes_out_and_comes_back(done, refused, file, tmp_path):
    key = done("exam", "blueprint", "import", file)
    (row,) = done("exam", "blueprint", "list", "--json")
    assert (row["id"], row["items"], row["total"], row["minutes"]) == (key, 10, 20.0, 30)
    assert "\t结业考试\t10\t20\t12\t30" in done("exam", "blueprint", "list")
    for name in (key, "结业考试"):
        done("exam", "blueprint", "export", name, tmp_path / "回.toml")
        assert (tmp_path / "回.toml").read_text("utf-8") == file.read_text("utf-8")
    assert "没有找到蓝图“无”" in refused("exam", "blueprint", "export", "无", tmp_path / "x")
    (tmp_path / "坏.toml").write_text("lines = 3", "utf-8")
    assert "看不懂" in refused("exam", "blueprint", "import", tmp_path / "坏.toml")


def test_what_cannot_be_drawn_is_a_sentence(run, refused, done, file, tmp_path):
    text = file.read_text("utf-8").replace("count = 4", "count = 999")
    (tmp_path / "多.toml").write_text(text, "utf-8")
    words = ("exam", "draw", "--seed", "7")
    said = refused(*words, "--blueprint", tmp_path / "多.toml")
    assert "道单选题：要 999 道，题库里只有" in said
    assert done("exam", "papers", "--json") == []
    assert "找不到" in refused(*words, "--blueprint", tmp_path / "无.toml")
    assert "没有找到这份试卷" in refused("exam", "redraw", uuid4())
    for wrong in (
        (),
        ("single:5:2",),
        ("single:5:2", "--blueprint", file),
        ("--blueprint", file, "--variants", "5"),
        ("single:5:2", "--title", "卷", "--pass", "1", "--minutes", 10**20),
    ):
        assert run(*words, *wrong).status == 2
