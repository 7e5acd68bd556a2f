import docx
import pytest

from jyguide.approval.gate import State


@pytest.fixture
def named(done, folder, open_at, clock):
    """Three people on the list, the last of them no instructor."""
    from tests.jyguide.builders import a_person  # noqa: PLC0415 - beside its only use

    app = open_at(folder)
    for at, name in enumerate(("王伟", "丁一", "陈明")):
        app.people.add(a_person(name, at, **({"kind": None} if at == 2 else {})))
    app.close()


def standing(done):
    found = done("approval", "standing", "--json")
    return {row["name"]: (row["state"], row["remark"]) for row in found}


@pytest.mark.usefixtures("named")
def test_the_way_to_the_post(done, refused, tmp_path):
    assert standing(done)["王伟"] == ("candidate", "缺：统一培训（还没有参加任前培训）")
    assert "陈明" not in standing(done)
    said = refused("approval", "submit", "王伟", "陈明")
    assert "王伟缺：统一培训" in said
    assert "陈明缺：列入指导员名单" in said
    assert "需要写明理由" in refused("approval", "recognise-training", "王伟")
    for command in ("recognise-training", "recognise-exam"):
        done("approval", command, "王伟", "丁一", "--on", "2025-03-02", "--reason", "市委党校")
    key = done("approval", "submit", "--all-ready", "--on", "2025-03-05", "--number", "周委1号")
    (listed,) = done("approval", "lists", "--json")
    assert (listed["id"], listed["outcomes"]) == (key, {"waiting": 2})
    letter = tmp_path / "请示.docx"
    done("approval", "request", key, letter)
    assert "共有2人" in "".join(p.text for p in docx.Document(str(letter)).paragraphs)
    document = ("--number", "澄组〔2026〕12号", "--date", "2025-03-10", "--until", "2099-12-31")
    assert "任期至 2099-12-31" in done("approval", "approve", key, "丁一", *document)
    done("approval", "refuse", key, "王伟", "--on", "2025-03-10", "--reason", "材料不全")
    assert standing(done) == {
        "丁一": ("on_duty", "任期至 2099-12-31"),
        "王伟": ("passed", "缺：上报（“关于批准基层党建指导员上岗的请示”未批准：材料不全）"),
    }
    assert "程序默认值" in done("approval", "rule")
    assert "本站规定" in done("approval", "rule", "--years", "5", "--no-training")
    assert "没有文号是" in refused("approval", "correct", "澄组3号", *document)
    assert "1 人" in done("approval", "correct", document[1], *document)
    done("approval", "cards", tmp_path / "上岗证.docx")
    done("approval", "roster", tmp_path / "花名册.docx", "--as-of", "2025-03-09")
    assert "周庄镇\t未核定" in done("approval", "posts")
    done("approval", "set-posts", "3", "9")
    assert "周庄镇\t3" in done("approval", "posts")
    _go_out_and_back(done)
    assert "退出，之前的批复已经失效" in refused(
        "approval", "historic", "丁一", "--date", "2025-03-10", "--reason", "旧文件"
    )
    done("approval", "historic", "王伟", "--date", "2024-03-10", "--reason", "旧文件", "--endless")
    assert standing(done)["王伟"] == ("on_duty", "不设期限")


def _go_out_and_back(done):
    for command, state in (
        ("suspend", State.SUSPENDED),
        ("resume", State.ON_DUTY),
        ("leave", State.LEFT),
        ("return", State.PASSED),
    ):
        done("approval", command, "丁一", "--reason", "工作变动")
        assert standing(done)["丁一"][0] == state
