"""The exchange between offices: every step comes out as told, and both sides count the same."""

import os

import pytest
from click.testing import CliRunner

from jyguide.cli.root import cli
from jyguide.demo.exchange import KINDS, STATIONS, run_exchange
from jyguide.demo.offices import Office
from jyguide.errors import RuleError
from jyguide.state import STATE_VARIABLE
from jyguide.sync.bundle import MAGIC

FILES = {
    *("市级", *STATIONS, "入网", "同步文件", "报告", "备份", "本机状态", "过程.txt"),
    *("市级新增试题.txt", *(f"花名册 {name}.xlsx" for name in STATIONS)),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder the command leaves, and what it said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(STATE_VARIABLE, "before")
        patch.setattr("jyguide.demo.exchange._ENROLLED", 4)  # of nine: each answers one by one
        out = tmp_path_factory.mktemp("exchange") / "out"
        result = CliRunner().invoke(cli, ["demo-sync", str(out)])
        assert (result.exit_code, result.stderr) == (0, "")
        assert os.environ[STATE_VARIABLE] == "before"
    return out, result.stdout.splitlines()


@pytest.fixture(scope="module")
def out(demo):
    return demo[0]


@pytest.fixture(scope="module")
def told(demo):
    return demo[1]


def test_the_folder_holds_what_is_promised_and_nothing_else(out):
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_every_step_is_told(told):
    heads = [line.partition(". ")[2].partition("：")[0] for line in told if ". " in line[:4]]
    assert heads == [
        *("入网", "下发", "上报", "上报", "上报", "冲突", "丢失", "改名、重复"),
        *("伪造", "残缺", "越权", "旧备份", "撤销、重做导入"),
    ]
    text = "\n".join(told)
    for words in ("签名不对", "第 2 号没有收到过", "恢复到了", "统一题库的题，只能由市级修改"):
        assert words in text


def test_both_sides_count_the_same(told, out):
    heads = next(place for place, line in enumerate(told) if line.startswith("单位"))
    assert told[heads].split() == ["单位", *(f"{kind}(市/站)" for kind in KINDS), "两边数据"]
    *stations, total = [line.split() for line in told[heads + 1 : heads + 2 + len(STATIONS)]]
    assert [row[0] for row in stations] == list(STATIONS)
    for row in (*stations, total):
        assert row[-1] == "一致"
        for cell in row[1:-1]:
            city, station = map(int, cell.split("/"))
            assert city == station > 0
    written = (out / "过程.txt").read_text("utf-8").splitlines()
    assert written == told[:-1]


def test_every_import_has_its_report_as_text_and_as_word(out):
    texts, pages = (sorted((out / "报告").glob(f"*.{kind}")) for kind in ("txt", "docx"))
    assert [path.stem for path in texts] == [path.stem for path in pages]
    assert [path.name[:2] for path in texts] == [f"{n:02d}" for n in range(1, len(texts) + 1)]
    for path in texts:
        text = path.read_text("utf-8")
        assert "同步文件导入报告" in text
        assert "三、不予采纳" in text


def test_the_files_that_went_between_are_there(out):
    for path in (out / "同步文件").iterdir():
        assert path.read_bytes().startswith(MAGIC)


def test_counts_that_differ_are_refused_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("jyguide.demo.exchange._Demo.run", lambda _demo: unequal())
    result = CliRunner().invoke(cli, ["demo-sync", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "两边的合计不一致" in result.stderr
    assert "12/11" in result.stdout


def unequal():
    from jyguide.demo.exchange import ExchangeSummary, StationTotals  # noqa: PLC0415

    return ExchangeSummary((), (StationTotals("周庄镇", {"人员": 12}, {"人员": 11}),))


def test_a_step_that_comes_out_otherwise_leaves_nothing(tmp_path, monkeypatch):
    for step in ("issue", "work", "quarrel", "lose", "rename"):
        monkeypatch.setattr(f"jyguide.demo.exchange._Demo._{step}", lambda *_: None)
    monkeypatch.setattr(
        "jyguide.demo.exchange.forge",
        lambda genuine, _reply, target: target.write_bytes(genuine.read_bytes()),
    )
    with pytest.raises(RuleError, match="本应被拒绝"):
        run_exchange(tmp_path / "out", 1, lambda _step: None)
    assert list(tmp_path.iterdir()) == []


def test_folders_are_let_go_of_when_a_step_fails(tmp_path, monkeypatch):
    closed = []
    close = Office.close
    monkeypatch.setattr(Office, "close", lambda one: (closed.append(one.name), close(one)))
    monkeypatch.setattr("jyguide.demo.exchange._Demo._let_in", lambda _demo: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_exchange(tmp_path / "out", 1, lambda _step: None)
    assert set(closed) == {"市级", *STATIONS}
